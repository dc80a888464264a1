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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.sign.TpnsSignature;
import io.github.cameltencent.sign.UserSigVerification;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Camel redelivers only the failed node: three ways to sign each attempt, and what happens without them. */
class SigningEachAttemptTest extends SignerTestSupport {

    private static final String PATH = "/v3/push/app";
    private static final String BODY = "{\"title\":\"小军\"}";

    // a second passes with each request, so an old time stamp shows
    private final RecordingServer server = new RecordingServer(() -> clock.advance(Duration.ofSeconds(1)));
    private final String http = "http://" + server.address() + PATH;

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void onTheWire(Object body) throws Exception {
        context.getRegistry()
                .bind(
                        "tencentSigning",
                        TencentSigners.tpnsOnTheWire().application("orders").clock(clock));
        send(body, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:start").to(http + "?httpClientConfigurer=#tencentSigning");
            }
        });

        assertEachAttemptIsSigned();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void byTheSignerInOnRedelivery(Object body) throws Exception {
        TpnsSigner signer = TencentSigners.tpns().application("orders").clock(clock);
        send(body, new RouteBuilder() {
            @Override
            public void configure() {
                onException(HttpOperationFailedException.class)
                        .maximumRedeliveries(2)
                        .redeliveryDelay(0)
                        .onRedelivery(signer);
                from("direct:start").process(signer).to(http);
            }
        });

        assertEachAttemptIsSigned();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void byASubRouteThatIsRedeliveredCompletely(Object body) throws Exception {
        TpnsSigner signer = TencentSigners.tpns().application("orders").clock(clock);
        send(body, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:start").to("direct:signed");
                from("direct:signed")
                        .errorHandler(noErrorHandler())
                        .process(signer)
                        .to(http);
            }
        });

        assertEachAttemptIsSigned();
    }

    @Test
    void withoutThemAnOldSignatureGoesOutAgain() throws Exception {
        TpnsSigner signer = TencentSigners.tpns().application("orders").clock(clock);
        send(BODY, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:start").process(signer).to(http);
            }
        });

        assertThat(server.arrived())
                .extracting(arrived -> arrived.header("TimeStamp"))
                .containsExactly("1700000000", "1700000000", "1700000000");
    }

    @Test
    void theClientsOwnRepeatsAreSignedOnTheWireToo() throws Exception {
        server.answering(503);
        wire();

        // the client repeats a 503 by itself, after a second
        Exchange exchange = template().send(http + "?httpClientConfigurer=#tencentSigning", e -> e.getMessage()
                .setBody(BODY));

        assertThat(exchange.getException()).isNull();
        assertThat(server.arrived())
                .extracting(arrived -> arrived.header("TimeStamp"))
                .containsExactly("1700000000", "1700000001");
        assertSigned(server.last());
    }

    @Test
    void compressedBytesAreSignedOnTheWire() throws Exception {
        wire();

        Exchange exchange = template().send(http + "?httpClientConfigurer=#tencentSigning", e -> {
            e.getMessage().setBody(BODY);
            e.getMessage().setHeader("Content-Encoding", "gzip");
        });

        assertThat(exchange.getException()).isNull();
        assertThat(server.last().header("Content-Encoding")).isEqualTo("gzip");
        assertThat(server.last().body()).startsWith(0x1f, 0x8b);
        assertSigned(server.last());
    }

    @Test
    void aSignatureDoesNotFollowARedirect() throws Exception {
        server.answering(307);
        wire();

        Exchange exchange = template()
                .send(http + "?httpClientConfigurer=#tencentSigning&followRedirects=true", e -> e.getMessage()
                        .setBody(BODY));

        assertThat(exchange.getException(HttpOperationFailedException.class).getStatusCode())
                .isEqualTo(307);
        assertThat(server.arrived()).hasSize(1);
    }

    @Test
    void aBodyThatIsTooLongIsNotSent() throws Exception {
        wire();

        Exchange exchange = template().send(http + "?httpClientConfigurer=#tencentSigning", e -> e.getMessage()
                .setBody(new byte[10 * 1024 * 1024 + 1]));

        assertThat(exchange.getException()).hasMessageContaining("10485760 bytes");
        assertThat(server.arrived()).isEmpty();
    }

    @Test
    void headersOfTheComponentDoNotLeaveByHttp() throws Exception {
        wire();

        template().send(http + "?httpClientConfigurer=#tencentSigning", e -> {
            e.getMessage().setBody(BODY);
            e.getMessage().setHeader("CamelTencentUserId", "xiaojun");
        });

        assertThat(server.last().headers().keySet()).noneMatch(name -> name.startsWith("camel"));
    }

    @Test
    void anAnswerComesWithoutTheSignatureAfterTheCleaner() throws Exception {
        TpnsSigner signer = TencentSigners.tpns().application("orders").clock(clock);
        Exchange exchange = send(BODY, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .process(signer)
                        .to(http + "?throwExceptionOnFailure=false")
                        .process(TencentSigners.cleaner());
            }
        });

        assertSigned(server.last());
        assertThat(exchange.getMessage().getHeaders().keySet()).doesNotContain("AccessId", "TimeStamp", "Sign");
    }

    @Test
    void theTicketOfTheAdministratorGoesInTheQueryOfEachAttempt() throws Exception {
        UserSigSigner signer = TencentSigners.userSig().application("orders").clock(clock);
        send(BODY, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:start").process(signer).to("http://" + server.address() + "/v4/openim/sendmsg");
            }
        });

        assertThat(server.arrived()).hasSize(3);
        for (RecordingServer.Arrived arrived : server.arrived()) {
            assertThat(arrived.method()).isEqualTo("POST");
            assertThat(arrived.target()).startsWith("/v4/openim/sendmsg?");
            Map<String, Object> query = URISupport.parseQuery(
                    arrived.target().substring(arrived.target().indexOf('?') + 1));
            assertThat(UserSigVerification.of(APP)
                            .withSecretKey(IM_KEY)
                            .verify((String) query.get("usersig"), clock.instant())
                            .getUserId())
                    .isEqualTo(query.get("identifier"));
        }
    }

    static Stream<Object> bodies() {
        return Stream.of(BODY, new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)));
    }

    private void wire() throws Exception {
        context.getRegistry()
                .bind(
                        "tencentSigning",
                        TencentSigners.tpnsOnTheWire().application("orders").clock(clock));
    }

    private ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    private Exchange send(Object body, RouteBuilder routes) throws Exception {
        server.answering(500, 500);
        context.addRoutes(routes);
        return template().send("direct:start", e -> {
            e.setProperty(Exchange.CHARSET_NAME, "GBK");
            e.getMessage().setBody(body);
        });
    }

    private void assertEachAttemptIsSigned() {
        List<RecordingServer.Arrived> arrived = server.arrived();
        assertThat(arrived)
                .extracting(one -> one.header("TimeStamp"))
                .containsExactly("1700000000", "1700000001", "1700000002");
        arrived.forEach(SigningEachAttemptTest::assertSigned);
    }

    private static void assertSigned(RecordingServer.Arrived arrived) {
        assertThat(arrived.method()).isEqualTo("POST");
        assertThat(arrived.header("AccessId")).isEqualTo(ACCESS_ID);
        assertThat(arrived.header("Sign"))
                .isEqualTo(TpnsSignature.sign(
                        ACCESS_ID, TPNS_KEY, Long.parseLong(arrived.header("TimeStamp")), arrived.body()));
        assertThat(arrived.body()).isNotEmpty();
    }
}
