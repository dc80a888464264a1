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
package io.github.cameltencent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.TencentApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of the Cloud API, against a server that answers what a test says. */
class CloudProducerTest {

    private static final String DESCRIBE = "tencent:cloud/cvm/DescribeInstances?application=shop";

    record Seen(String method, String target, Map<String, String> headers, String body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(body, StandardCharsets.UTF_8)));
            byte[] answer = answers.pop().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        TencentApplication shop = new TencentApplication();
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId("AKIDinvented");
        cloud.setSecretKey("invented-cloud-key");
        cloud.setRegion("ap-guangzhou");
        cloud.setBaseUri("http://127.0.0.1:" + server.getAddress().getPort());
        shop.setCloud(cloud);
        context.getRegistry().bind("shop", shop);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop(0);
    }

    @Test
    void aCallGoesOutSignedAndItsResponseBecomesTheBody() {
        answers.add("{\"Response\":{\"TotalCount\":18446744073709551617, \"Text\":\"漢\",\"RequestId\":\"r-1\"}}");

        Exchange done = send(DESCRIBE, "{\"Limit\":1}");

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody())
                .isEqualTo("{\"TotalCount\":18446744073709551617, \"Text\":\"漢\",\"RequestId\":\"r-1\"}");
        assertThat(done.getMessage().getHeaders())
                .containsEntry("CamelTencentOutcome", "ACCEPTED")
                .containsEntry("CamelTencentRequestId", "r-1")
                .containsEntry("CamelTencentOperation", "cvm/DescribeInstances");
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).headers())
                .containsEntry("X-TC-Action", "DescribeInstances")
                .containsEntry("X-TC-Version", "2017-03-12")
                .containsEntry("X-TC-Region", "ap-guangzhou");
    }

    private Exchange send(String uri, Object body) {
        return context.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setBody(body));
    }
}
