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
package io.github.cameltencent.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.sign.FormParameters;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A verifier accepts what plain camel-http sends, and each of the three ways signs each attempt. */
class CloudSigningEachAttemptTest extends SignerTestSupport {

    private static final String JSON = "{\"Limit\":20,\"Filters\":[{\"Name\":\"名 +*~\"}]}";

    // a second passes with each request, so an old time stamp shows
    private final RecordingServer server = new RecordingServer(() -> clock.advance(Duration.ofSeconds(1)));

    @AfterEach
    void close() {
        server.close();
    }

    /** Algorithm, method, path, body. */
    static Stream<Arguments> calls() {
        return Stream.of("TC3-HMAC-SHA256", "HmacSHA256", "HmacSHA1")
                .flatMap(algorithm -> Stream.of("POST", "GET").flatMap(method -> Stream.of("/", "/v2/index.php")
                        .filter(path -> path.equals("/") || !algorithm.startsWith("TC3"))
                        .flatMap(path -> Stream.of(JSON, new ByteArrayInputStream(JSON.getBytes(UTF_8)))
                                .map(body -> Arguments.of(algorithm, method, path, body)))));
    }

    static Stream<Arguments> callsOfMessages() {
        return calls().filter(call -> !call.get()[0].equals("TC3-HMAC-SHA256") || call.get()[1].equals("POST"));
    }

    @ParameterizedTest
    @MethodSource("callsOfMessages")
    void byTheSignerInOnRedelivery(String algorithm, String method, String path, Object body) throws Exception {
        CloudApiSigner signer = signer(algorithm, method, path);
        send(body, new RouteBuilder() {
            @Override
            public void configure() {
                onException(HttpOperationFailedException.class)
                        .maximumRedeliveries(2)
                        .redeliveryDelay(0)
                        .onRedelivery(signer);
                from("direct:start").process(signer).to(uri(path));
            }
        });

        assertEachAttemptIsSigned(method, path);
    }

    @ParameterizedTest
    @MethodSource("callsOfMessages")
    void byASubRouteThatIsRedeliveredCompletely(String algorithm, String method, String path, Object body)
            throws Exception {
        CloudApiSigner signer = signer(algorithm, method, path);
        send(body, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:start").to("direct:signed");
                from("direct:signed")
                        .errorHandler(noErrorHandler())
                        .process(signer)
                        .to(uri(path));
            }
        });

        assertEachAttemptIsSigned(method, path);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void onTheWire(String algorithm, String method, String path, Object body) throws Exception {
        context.getRegistry()
                .bind(
                        "tencentSigning",
                        TencentSigners.cloudOnTheWire()
                                .application("orders")
                                .product("cvm")
                                .action("DescribeInstances")
                                .version("2017-03-12")
                                .signatureMethod(algorithm)
                                .clock(clock));
        boolean get = method.equals("GET");
        send(get ? null : body, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:start")
                        .setHeader(Exchange.HTTP_METHOD, constant(method))
                        .setHeader(
                                Exchange.HTTP_QUERY, constant(get ? "Limit=20&Filters.0.Name=%E5%90%8D+%2B*~" : null))
                        .to(uri(path) + "?httpClientConfigurer=#tencentSigning");
            }
        });

        assertEachAttemptIsSigned(method, path);
    }

    @Test
    void withoutThemAnOldSignatureGoesOutAgain() throws Exception {
        CloudApiSigner signer = signer("TC3-HMAC-SHA256", "POST", "/");
        send(JSON, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:start").process(signer).to(uri("/"));
            }
        });

        assertThat(server.arrived())
                .extracting(arrived -> arrived.header("X-TC-Timestamp"))
                .containsExactly("1700000000", "1700000000", "1700000000");
    }

    @ParameterizedTest
    @MethodSource("callsOfMessages")
    void afterTheCleanerNothingOfItIsLeft(String algorithm, String method, String path, Object body) throws Exception {
        CloudApiSigner signer = signer(algorithm, method, path);
        Exchange exchange = send(body, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .process(signer)
                        .to(uri(path) + "?throwExceptionOnFailure=false")
                        .process(TencentSigners.cleaner());
            }
        });

        assertThat(exchange.getMessage().getHeaders().keySet())
                .noneMatch(name -> name.startsWith("X-TC-"))
                .doesNotContain("Authorization", Exchange.HTTP_QUERY, Exchange.HTTP_METHOD);
        assertThat(exchange.getMessage().getHeader("Content-Type", String.class))
                .startsWith("application/json");
    }

    private CloudApiSigner signer(String algorithm, String method, String path) {
        return TencentSigners.cloud()
                .application("orders")
                .product("cvm")
                .action("DescribeInstances")
                .version("2017-03-12")
                .host(server.address())
                .path(path)
                .method(method)
                .signatureMethod(algorithm)
                .clock(clock);
    }

    private String uri(String path) {
        return "http://" + server.address() + (path.equals("/") ? "" : path);
    }

    private Exchange send(Object body, RouteBuilder routes) throws Exception {
        server.answering(500, 500);
        context.addRoutes(routes);
        return context.createProducerTemplate().send("direct:start", e -> {
            e.setProperty(Exchange.CHARSET_NAME, "GBK");
            e.getMessage().setBody(body);
        });
    }

    private void assertEachAttemptIsSigned(String method, String path) throws Exception {
        List<RecordingServer.Arrived> arrived = server.arrived();
        assertThat(arrived).hasSize(3);
        CloudApiSignatureVerifier verifier = TencentSigners.cloudVerifier()
                .application("orders")
                .path(path)
                .replayCheck(true)
                .window(Duration.ofMillis(999));
        for (int i = 0; i < 3; i++) {
            Instant then = Instant.ofEpochSecond(NOW + i);
            verifier.clock(java.time.Clock.fixed(then, java.time.ZoneOffset.UTC));
            RecordingServer.Arrived one = arrived.get(i);
            Exchange exchange = arrived(one);

            assertThat(refusal(verifier, exchange)).isNull();
            assertThat(one.method()).isEqualTo(method);
            assertThat(one.target()).startsWith(path);
            String body = new String(one.body(), UTF_8);
            if (one.header("Authorization") != null && method.equals("POST")) {
                assertThat(body).isEqualTo(JSON);
            } else {
                String query = one.target().substring(one.target().indexOf('?') + 1);
                assertThat(FormParameters.decode(method.equals("GET") ? query : body))
                        .containsEntry("Limit", "20")
                        .containsEntry("Filters.0.Name", "名 +*~");
            }
        }
    }
}
