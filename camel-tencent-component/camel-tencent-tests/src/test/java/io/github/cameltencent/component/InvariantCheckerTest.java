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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.emulator.invariant.InvariantChecker;
import io.github.cameltencent.emulator.invariant.RandomFaults;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker of docs/delivery.md holds for our outcomes under random faults, and finds wrong ones. */
class InvariantCheckerTest {

    private final TencentEmulator emulator = TencentEmulator.start();
    private final CamelContext context = DeliveryRoutes.context(emulator.baseUri());
    private final InvariantChecker checker = new InvariantChecker(emulator);

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private Exchange push(ProducerTemplate template, String token, String options) {
        return template.send(
                "tencent:push?application=orders&bodyType=message&throwExceptionOnFailure=false&rateLimit=off"
                        + options,
                exchange -> exchange.getMessage().setBody(DeliveryRoutes.order(token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&maxRetries=0", "&retryAmbiguous=true"})
    void outcomesAgreeWithTheRecordUnderRandomFaults(String options) {
        RandomFaults faults =
                new RandomFaults("tpns", ThreadLocalRandom.current().nextLong());
        faults.addTo(emulator);
        ProducerTemplate template = context.createProducerTemplate();
        IntStream.range(0, 300).parallel().forEach(i -> {
            String token = i % 20 == 0 ? "dead-" + i : "token-" + i;
            Exchange pushed = push(template, token, options);
            checker.report(
                    token,
                    pushed.getMessage().getHeader("CamelTencentOutcome", String.class),
                    pushed.getMessage().getHeader("CamelTencentPossiblyDuplicate", false, boolean.class));
        });
        checker.verify(faults);
        assertThat(emulator.requests()).anyMatch(request -> !request.fault().isEmpty());
    }

    @Test
    void wrongReportsAreFound() {
        ProducerTemplate template = context.createProducerTemplate();
        for (String token :
                new String[] {"fine", "fine-ambiguous", "hidden", "refused", "twice", "twice", "marked", "marked"}) {
            push(template, token, "");
        }
        checker.report("fine", "ACCEPTED", false);
        checker.report("fine-ambiguous", "AMBIGUOUS", false);
        checker.report("refused", "THROTTLED", false);
        checker.report("twice", "ACCEPTED", false);
        checker.report("marked", "ACCEPTED", true);
        checker.report("lost", "ACCEPTED", false);

        assertThat(checker.violations()).containsOnlyKeys("hidden", "lost", "refused", "twice");
        assertThatThrownBy(() -> checker.verify("seed 7"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("4 targets")
                .hasMessageContaining("seed 7")
                .hasMessageContaining("hidden: accepted, never reported");
    }

    @Test
    void aPartialOutcomeIsReportedByTarget() {
        assertThatThrownBy(() -> checker.report("a", "PARTIAL", false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> checker.report("a", null, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSeedGivesTheSameFaults() {
        assertThat(new RandomFaults("tpns", 7).script())
                .isEqualTo(new RandomFaults("tpns", 7).script())
                .isNotEqualTo(new RandomFaults("tpns", 8).script());
    }
}
