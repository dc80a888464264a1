/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltencent.component;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.testing.ScriptedServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A context with an application {@code app} whose calls go to a scripted server, for every service. */
abstract class ScriptedServerTestSupport {

    static final String ACCEPTED =
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ret_code\":0,\"push_id\":\"1\",\"Response\":{\"RequestId\":\"r\"}}";

    final ScriptedServer server = ScriptedServer.start().always(answer(ACCEPTED));
    final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        String baseUri = "http://localhost:" + server.port();
        TencentApplication app = new TencentApplication();
        ImApplication im = new ImApplication();
        im.setSdkAppId(1400000001L);
        im.setSecretKey("an-invented-key-of-im");
        im.setBaseUri(baseUri);
        app.setIm(im);
        app.tpns("android").setAccessId("1500000001");
        app.tpns("android").setSecretKey("an-invented-key-of-tpns");
        app.tpns("android").setBaseUri(baseUri);
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId("AKIDinvented");
        cloud.setSecretKey("an-invented-key-of-the-cloud");
        cloud.setBaseUri(baseUri);
        app.setCloud(cloud);
        context.getRegistry().bind("app", app);
        context.setStreamCaching(false);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, ?> headers) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    /** Adds a route to the endpoint with one redelivery. */
    void redelivering(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TencentException.class).maximumRedeliveries(1).redeliveryDelay(0);
                from("direct:in").to(uri + "&maxRetries=0");
            }
        });
    }

    static Reply answer(String json) {
        return answer("200 OK", "application/json", json);
    }

    static Reply throttled() {
        return answer("429 Too Many Requests", "application/json", "{}");
    }

    static Reply answer(String status, String type, String body) {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + text.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return (request, socket) -> {
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(text);
            socket.getOutputStream().flush();
            return true;
        };
    }

    /** A connection reset after the request was read, so that its outcome is unknown. */
    static Reply reset() {
        return (request, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return false;
        };
    }
}
