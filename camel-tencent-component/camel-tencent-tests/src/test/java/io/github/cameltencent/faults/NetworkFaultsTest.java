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
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls of each service over a bad network. No outcome contradicts the emulator's record, each exchange ends once and in its
 * time, and calls succeed again when the network is good. A failure reports its seed.
 */
class NetworkFaultsTest {

    private static final int CALLS = 20;
    private static final int HARMLESS_TIMEOUT = 8000;
    private static final int TIMEOUT = 1200;

    /** What a busy machine may take longer. */
    private static final int MARGIN = 2000;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(MarkedCall.values())
                .flatMap(call -> Arrays.stream(NetworkFault.values()).map(fault -> Arguments.of(call, fault)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void noOutcomeContradictsTheRecord(MarkedCall call, NetworkFault fault) {
        long seed = ThreadLocalRandom.current().nextLong();
        int timeout = fault.harmless() ? HARMLESS_TIMEOUT : TIMEOUT;
        try (BadNetwork network = BadNetwork.before(emulator.port(), fault, seed)) {
            MarkedCall.bind(context, network.port());
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            String uri = call.uri(network.port(), options(call, timeout));

            Map<String, SentCall> sent = new LinkedHashMap<>();
            for (int i = 0; i < CALLS; i++) {
                String mark = MarkedCall.mark(i);
                sent.put(mark, SentCall.send(template, uri, call, mark));
            }
            Map<String, MarkedOutcome> outcomes = new LinkedHashMap<>();
            sent.forEach((mark, each) -> outcomes.put(mark, each.await(timeout + MARGIN)));
            network.heal();
            await("a call over the good network, seed " + seed)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> SentCall.send(template, uri, call, MarkedCall.mark(CALLS))
                                    .await(timeout + MARGIN)
                                    .outcome()
                            == Outcome.ACCEPTED);

            Map<String, Long> record = call.acceptances(emulator);
            assertThat(outcomes).as("seed %d", seed).allSatisfy((mark, outcome) -> assertThat(
                            outcome.contradiction(record.getOrDefault(mark, 0L)))
                    .isNull());
            assertThat(network.struck()).as("connections with the fault").isPositive();
            if (fault.harmless()) {
                assertThat(outcomes.values()).extracting(MarkedOutcome::outcome).containsOnly(Outcome.ACCEPTED);
            }
            assertThat(sent.values()).as("seed %d", seed).allSatisfy(each -> {
                assertThat(each.ends()).isEqualTo(1);
                assertThat(TimeUnit.NANOSECONDS.toMillis(each.nanos())).isLessThan(timeout + MARGIN);
            });
        }
    }

    private static String options(MarkedCall call, int timeout) {
        String options = "&requestTimeout=" + timeout + "&acquireTimeout=" + timeout;
        return call == MarkedCall.CHAT
                ? options + "&stageTimeout=500&loginTimeout=1000"
                : options + "&connectTimeout=500&responseTimeout=" + timeout / 2;
    }
}
