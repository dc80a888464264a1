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
package io.github.cameltencent.im;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long the emulator drops duplicates with the same random number, and how the component uses that. The test controls
 * the clocks of both, so the result does not depend on the speed of the machine.
 */
class ImDeduplicationTest {

    private static final String OPTIONS = "?application=orders&rateLimit=off&clock=#bean:time";
    private static final String SEND = "tencent:im/openim/sendmsg" + OPTIONS + "&toAccount=alpha";
    private static final String POST = "tencent:im/group_open_http_svc/send_group_msg" + OPTIONS + "&groupId=g1";

    private final SettableClock time = new SettableClock(1_700_000_000L);
    private final TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().clock(time));
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(emulator.baseUri());
        TencentApplication orders = new TencentApplication();
        orders.setIm(im);
        context.getRegistry().bind("orders", orders);
        context.getRegistry().bind("time", time);
        context.start();
        Exchange made = send(
                "tencent:im/group_open_http_svc/create_group" + OPTIONS,
                Map.of("Type", "Public", "Name", "g1", "GroupId", "g1", "Owner_Account", "administrator"));
        assertThat(made.getException()).isNull();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({SEND, POST})
    void aRetryWithinTheWindowIsTheSameMessage(String uri) {
        loseTheNextAnswer();
        Exchange done = send(uri, "hello");

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(2);
        assertThat(done.getMessage().getHeader(TencentConstants.POSSIBLY_DUPLICATE))
                .isNull();
        assertSameNumber();
        assertThat(ids(0)).isEqualTo(ids(1));
    }

    @ParameterizedTest
    @CsvSource({SEND + ", 700, true", SEND + ", 1100, false", POST + ", 269000, true", POST + ", 301000, false"})
    void aRedeliveryAfterTheWindowIsAPossibleDuplicate(String uri, long millisLater, boolean same) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TencentException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> time.advance(Duration.ofMillis(millisLater)));
                from("direct:again").to(uri + "&maxRetries=0");
            }
        });
        loseTheNextAnswer();
        Exchange done = send("direct:again", "hello");

        assertThat(done.getException()).isNull();
        assertSameNumber();
        assertThat(ids(0).equals(ids(1))).isEqualTo(same);
        assertThat(done.getMessage().getHeader(TencentConstants.POSSIBLY_DUPLICATE))
                .isEqualTo(same ? null : true);
    }

    @Test
    void aRedeliveryThatIsAnsweredAfterTheWindowIsAPossibleDuplicate() throws Exception {
        // each look at the clock takes 340 ms: the second attempt starts within the window, and its answer comes after
        // it
        context.getRegistry().bind("moving", new MovingAtEachLook(time, Duration.ofMillis(340)));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TencentException.class).maximumRedeliveries(1).redeliveryDelay(0);
                from("direct:again").to(SEND.replace("#bean:time", "#bean:moving") + "&maxRetries=0");
            }
        });
        loseTheNextAnswer();
        Exchange done = send("direct:again", "hello");

        assertThat(done.getException()).isNull();
        assertSameNumber();
        assertThat(done.getMessage().getHeader(TencentConstants.POSSIBLY_DUPLICATE))
                .isEqualTo(true);
    }

    @Test
    void anAmbiguousCallIsNotRetriedAfterTheWindow() {
        // the clock advances during the call, as if the connection hung
        context.getRegistry().bind("moving", new MovingAtEachLook(time, Duration.ofMillis(800)));
        loseTheNextAnswer();
        int before = emulator.requests().size();
        Exchange done = send(SEND.replace("#bean:time", "#bean:moving"), "hello");

        assertThat(((TencentException) done.getException()).getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(emulator.requests()).hasSize(before + 1);
    }

    private void loseTheNextAnswer() {
        emulator.faults().replace("{\"match\":{\"service\":\"im\"},\"fault\":\"reset_after\",\"count\":1}");
    }

    private void assertSameNumber() {
        assertThat(number(0)).isEqualTo(number(1)).isNotEqualTo(0);
    }

    private long number(int index) {
        JsonNode body = messages().get(index).json();
        return body.path("MsgRandom").asLong(body.path("Random").asLong());
    }

    private List<String> ids(int index) {
        return messages().get(index).ids();
    }

    private List<RecordedRequest> messages() {
        return emulator.requests().stream()
                .filter(request -> !request.path().endsWith("create_group"))
                .toList();
    }

    private Exchange send(String uri, Object body) {
        return context.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    /** A clock that advances with each call. */
    private static final class MovingAtEachLook extends Clock {

        private final SettableClock time;
        private final Duration step;

        MovingAtEachLook(SettableClock time, Duration step) {
            this.time = time;
            this.step = step;
        }

        @Override
        public Instant instant() {
            time.advance(step);
            return time.instant();
        }

        @Override
        public ZoneId getZone() {
            return time.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
