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
package io.github.cameltencent.usersig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.sign.UserSigClaims;
import io.github.cameltencent.sign.UserSigVerification;
import io.github.cameltencent.testing.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A context with the application {@code orders}, and a clock that stands at 1700000000. */
abstract class UserSigTestSupport {

    static final long APP = 1400000000L;
    static final String KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
    static final String OTHER_KEY = "0f0e0d0c0b0a09080706050403020100ffeeddccbbaa99887766554433221100";
    static final long NOW = 1700000000L;
    static final JsonNode VECTORS = vectors();

    final SettableClock clock = new SettableClock(NOW);
    final DefaultCamelContext context = new DefaultCamelContext();
    ProducerTemplate template;

    @BeforeEach
    void start() {
        context.getRegistry().bind("clock", clock);
        context.getRegistry().bind("orders", application(im(KEY)));
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /**
     * Sends to {@code tencent:usersig} with the application orders and the clock of the test, unless the options override
     * them.
     */
    Exchange send(String operationAndOptions, Object body, Map<String, ?> headers) {
        return template.send(uri(operationAndOptions), exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    Exchange send(String operationAndOptions, Object body) {
        return send(operationAndOptions, body, Map.of());
    }

    String ticket(String operationAndOptions, Object body, Map<String, ?> headers) {
        Exchange exchange = send(operationAndOptions, body, headers);
        if (exchange.getException() != null) {
            throw new AssertionError(exchange.getException());
        }
        return exchange.getMessage().getBody(String.class);
    }

    static String uri(String operationAndOptions) {
        String uri = "tencent:usersig" + operationAndOptions;
        String keys = uri.contains("sdkAppId=") || uri.contains("application=") ? "" : "application=orders&";
        return uri + (uri.contains("?") ? "&" : "?") + keys + "clock=#clock";
    }

    UserSigClaims opened(String ticket) {
        return UserSigVerification.of(APP).withSecretKey(KEY).verify(ticket, clock.instant());
    }

    static ImApplication im(String secretKey) {
        ImApplication im = new ImApplication();
        im.setSdkAppId(APP);
        im.setSecretKey(secretKey);
        return im;
    }

    static TencentApplication application(ImApplication im) {
        TencentApplication application = new TencentApplication();
        application.setIm(im);
        return application;
    }

    static TencentException refusalOf(Exchange exchange) {
        return exchange.getException(TencentException.class);
    }

    static String pem(String curve, String kind) {
        return VECTORS.at("/ecdsa_keys/" + curve + "/" + kind).asText();
    }

    private static JsonNode vectors() {
        try (InputStream file = UserSigTestSupport.class.getResourceAsStream("/vectors/usersig-vectors.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
