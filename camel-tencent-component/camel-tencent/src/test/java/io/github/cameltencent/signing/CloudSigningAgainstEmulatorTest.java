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

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The three ways of signing each attempt with plain camel-http, against the emulator, which verifies signatures with its
 * own code. The first attempt fails, and ten minutes pass before the next one, so that an old signature is refused.
 */
class CloudSigningAgainstEmulatorTest {

    private final AtomicLong minutes = new AtomicLong();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(1_700_000_000).plusSeconds(minutes.get() * 60);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().clock(clock));
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"cloud\"},\"count\":1,\"fault\":\"status\",\"status\":500}");
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TC3-HMAC-SHA256", "HmacSHA256", "HmacSHA1"})
    void onTheWire(String method) throws Exception {
        CloudHttpClientConfigurer wire = TencentSigners.cloudOnTheWire();
        wire.setSecretId(EmulatorOptions.CLOUD.id());
        wire.setSecretKey(EmulatorOptions.CLOUD.key());
        wire.setProduct("cvm");
        wire.setAction("DescribeInstances");
        wire.setVersion("2017-03-12");
        wire.setSignatureMethod(method);
        wire.setClock(clock);
        context.getRegistry().bind("tencentSigning", wire);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                later(this);
                from("direct:call").to(emulator.baseUri() + "/?httpMethod=POST&httpClientConfigurer=#tencentSigning");
            }
        });
        assertSecondAttemptIsAccepted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TC3-HMAC-SHA256", "HmacSHA256", "HmacSHA1"})
    void inOnRedelivery(String method) throws Exception {
        CloudApiSigner signer = signer(method);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> {
                            minutes.addAndGet(10);
                            signer.process(exchange);
                        });
                from("direct:call").process(signer).to(emulator.baseUri() + "/?httpMethod=POST");
            }
        });
        assertSecondAttemptIsAccepted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TC3-HMAC-SHA256", "HmacSHA256", "HmacSHA1"})
    void inASubRouteWithoutErrorHandler(String method) throws Exception {
        CloudApiSigner signer = signer(method);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call")
                        .errorHandler(defaultErrorHandler()
                                .maximumRedeliveries(1)
                                .redeliveryDelay(0)
                                .onRedelivery(exchange -> minutes.addAndGet(10)))
                        .to("direct:signed");
                from("direct:signed")
                        .errorHandler(noErrorHandler())
                        .process(signer)
                        .to(emulator.baseUri() + "/?httpMethod=POST");
            }
        });
        assertSecondAttemptIsAccepted();
    }

    @Test
    void withoutOneOfThemTheSecondAttemptIsStale() throws Exception {
        CloudApiSigner signer = signer("TC3-HMAC-SHA256");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                later(this);
                from("direct:call").process(signer).to(emulator.baseUri() + "/?httpMethod=POST");
            }
        });
        Exchange exchange = call();
        assertThat(exchange.getMessage().getBody(String.class)).contains("AuthFailure.SignatureExpire");
    }

    private void later(RouteBuilder routes) {
        routes.onException(Exception.class)
                .maximumRedeliveries(1)
                .redeliveryDelay(0)
                .onRedelivery(exchange -> minutes.addAndGet(10));
    }

    private CloudApiSigner signer(String method) {
        CloudApiSigner signer = TencentSigners.cloud();
        signer.setSecretId(EmulatorOptions.CLOUD.id());
        signer.setSecretKey(EmulatorOptions.CLOUD.key());
        signer.setProduct("cvm");
        signer.setAction("DescribeInstances");
        signer.setVersion("2017-03-12");
        signer.setSignatureMethod(method);
        signer.setHost(emulator.baseUri().substring("http://".length()));
        signer.setMethod("POST");
        signer.setClock(clock);
        return signer;
    }

    private Exchange call() {
        return context.createProducerTemplate()
                .send("direct:call", exchange -> exchange.getMessage().setBody("{\"Limit\":1}"));
    }

    private void assertSecondAttemptIsAccepted() {
        Exchange exchange = call();
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(String.class)).contains("InstanceSet");
        List<RecordedRequest> requests = emulator.requests();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).accepted()).isTrue();
    }
}
