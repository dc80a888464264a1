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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wall clock leaps by an hour either way while calls, a chat and callbacks run. */
class TimeLeapsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Duration> LEAPS = List.of(HOUR, HOUR.negated(), HOUR.negated(), HOUR);
    private static final long TIMEOUT = 10_000;
    private static final String OPTIONS = "&clock=#bean:time&requestTimeout=" + TIMEOUT;
    private static final String TOKEN = "token-of-the-console";

    private final LeapingClock clock = new LeapingClock();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private TencentEmulator emulator;
    private int marks;

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private ProducerTemplate start(EmulatorOptions options) {
        emulator = TencentEmulator.start(options);
        MarkedCall.bind(context, emulator.port());
        context.getRegistry().bind("time", clock);
        context.start();
        return context.createProducerTemplate();
    }

    private String uri(MarkedCall call) {
        return call.uri(emulator.port(), OPTIONS);
    }

    @Test
    void callsAreAcceptedWhileTheClockLeaps() {
        ProducerTemplate template = start(new EmulatorOptions().clock(clock));
        for (MarkedCall call : MarkedCall.values()) {
            sendOne(template, call, Outcome.ACCEPTED);
        }
        emulator.faults().addScript("{\"fault\":\"delay\",\"ms\":300}");
        for (Duration leap : LEAPS) {
            long before = emulator.counters().received();
            Map<String, SentCall> sent = new LinkedHashMap<>();
            for (MarkedCall call : MarkedCall.values()) {
                for (int i = 0; i < 3; i++) {
                    String mark = MarkedCall.mark(marks++);
                    sent.put(mark, SentCall.send(template, uri(call), call, mark));
                }
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> emulator.counters().received() >= before + sent.size());
            clock.leap(leap);

            sent.forEach((mark, each) -> {
                assertThat(each.await(TIMEOUT).outcome())
                        .as("%s after %s", mark, leap)
                        .isEqualTo(Outcome.ACCEPTED);
                assertThat(TimeUnit.NANOSECONDS.toMillis(each.nanos())).isLessThan(TIMEOUT);
                assertThat(each.ends()).isEqualTo(1);
            });
        }
        assertThat(emulator.chat().connections()).as("the chat stays connected").isEqualTo(1);
        assertThat(emulator.requests().stream()
                        .filter(request -> request.operation().equals("hello")))
                .as("log-ins of the chat")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aWrongClockContradictsNoRecordAndIsForgotten() {
        ProducerTemplate template = start(new EmulatorOptions());
        for (Duration leap : LEAPS) {
            clock.leap(leap);
            Map<MarkedCall, String> sent = new EnumMap<>(MarkedCall.class);
            for (MarkedCall call : MarkedCall.values()) {
                String mark = MarkedCall.mark(marks++);
                MarkedOutcome outcome =
                        SentCall.send(template, uri(call), call, mark).await(2 * TIMEOUT);
                assertThat(outcome.contradiction(call.acceptances(emulator).getOrDefault(mark, 0L)))
                        .as("%s after %s", call, leap)
                        .isNull();
                sent.put(call, outcome.outcome().name());
            }
            boolean right = Duration.between(java.time.Instant.now(), clock.instant())
                            .abs()
                            .toMinutes()
                    < 1;
            assertThat(sent)
                    .as("the clock is %s", right ? "right" : "wrong")
                    .containsEntry(MarkedCall.PUSH, right ? "ACCEPTED" : "AUTH")
                    .containsEntry(MarkedCall.CLOUD, "ACCEPTED");
            if (right) {
                assertThat(sent.values()).containsOnly("ACCEPTED");
            }
        }
    }

    @Test
    void callbacksAreRefusedWhileTheClockIsWrong() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().component("netty-http").host("127.0.0.1").port(port);
                from("webhook:tencent:im?application=shop&clock=#bean:time&replayCheck=true&webhookPath=/callbacks"
                                + "&webhookComponentName=netty-http&webhookExternalUrl=http://127.0.0.1:" + port)
                        .to("log:callbacks?level=DEBUG");
            }
        });
        context.getRegistry().bind("time", clock);
        emulator = TencentEmulator.start();
        MarkedCall.bind(context, emulator.port());
        context.getRegistry()
                .lookupByNameAndType("shop", TencentApplication.class)
                .getIm()
                .setCallbackToken(TOKEN);
        context.start();

        assertThat(callBack(port)).isEqualTo(200);
        for (Duration leap : List.of(HOUR, HOUR.negated())) {
            clock.leap(leap);
            assertThat(callBack(port)).as("after %s", leap).isEqualTo(403);
            clock.leap(leap.negated());
            assertThat(callBack(port)).isEqualTo(200);
        }
    }

    private int callBack(int port) throws IOException {
        return emulator.im()
                .callback(EmulatorOptions.IM.id(), "C2C.CallbackAfterSendMsg")
                .token(TOKEN)
                .to("http://127.0.0.1:" + port + "/callbacks")
                .send()
                .status();
    }

    private void sendOne(ProducerTemplate template, MarkedCall call, Outcome expected) {
        assertThat(SentCall.send(template, uri(call), call, MarkedCall.mark(marks++))
                        .await(2 * TIMEOUT)
                        .outcome())
                .isEqualTo(expected);
    }
}
