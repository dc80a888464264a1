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
package io.github.cameltencent.examples.kafkafleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KafkaFleetTest {

    /** {@code -Dfleet.events=5000 -Dfleet.kills=2 -Dfleet.pauses=1} for a longer run. */
    private static final Settings SETTINGS = new Settings(
            Integer.getInteger("fleet.events", 500),
            Integer.getInteger("fleet.kills", 1),
            Integer.getInteger("fleet.pauses", 0),
            3,
            1);

    private final Map<String, String> events = new LinkedHashMap<>(Map.of("a1", "ann", "a2", "ann", "b1", "ben"));

    @Test
    @Timeout(300)
    void aKilledWorkerLosesNothingAndKeepsTheOrderOfEachKey() throws Exception {
        Verdict verdict = KafkaFleet.run(SETTINGS, System.out);

        assertThat(verdict.lost()).as("lost").isZero();
        assertThat(verdict.disordered()).as("out of order").isZero();
        assertThat(verdict.accepted() + verdict.dead()).isGreaterThanOrEqualTo(SETTINGS.events());
        assertThat(verdict.holds()).isTrue();
    }

    @Test
    void aLostEventBreaksTheVerdict() {
        Verdict verdict = Verdict.of(events, List.of("a1", "b1"), Map.of(), 10);
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void twoEventsOfAKeyInTheWrongOrderBreakTheVerdict() {
        Verdict verdict = Verdict.of(events, List.of("a2", "b1", "a1"), Map.of(), 10);
        assertThat(verdict.disordered()).isEqualTo(1);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void aRepeatNeedsAKillOrADeadLetterThatReportsIt() {
        List<String> accepted = List.of("a1", "a2", "b1", "a1");
        assertThat(Verdict.of(events, accepted, Map.of(), 0).holds()).isFalse();
        assertThat(Verdict.of(events, accepted, Map.of(), 1).holds()).isTrue();
        assertThat(Verdict.of(events, accepted, Map.of("{\"tokens\":[\"a1\"]}", "AMBIGUOUS"), 0)
                        .holds())
                .isTrue();
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> Settings.parse("--worker", "3")).hasMessageContaining("--worker");
        assertThat(Settings.parse("--events", "7", "--seed", "9")).isEqualTo(new Settings(7, 2, 1, 3, 9));
    }
}
