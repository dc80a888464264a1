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

    private final Map<String, String> events = new LinkedHashMap<>(Map.of("a1", "ann", "a2", "ann", "b1", "ben"));

    /** {@code -Dfleet.events=50000 -Dfleet.kills=4 -Dfleet.pauses=2} for a longer run. */
    @Test
    @Timeout(600)
    void killedWorkersLoseNothingKeepTheOrderOfEachKeyAndRepeatNothingInSilence() throws Exception {
        String count = System.getProperty("fleet.events", "5000");
        String kills = System.getProperty("fleet.kills", "2");
        String pauses = System.getProperty("fleet.pauses", "1");

        Verdict verdict =
                KafkaFleet.run(Settings.parse("--events", count, "--kills", kills, "--pauses", pauses), System.out);

        assertThat(verdict.lost()).as("lost").isZero();
        assertThat(verdict.disordered()).as("out of order").isZero();
        assertThat(verdict.unreported()).as("accepted twice, not reported").isZero();
        assertThat(verdict.accepted() + verdict.dead().size()).isGreaterThanOrEqualTo(Integer.parseInt(count));
        assertThat(verdict.holds()).isTrue();
    }

    @Test
    void aLostEventBreaksTheVerdict() {
        Verdict verdict = Verdict.of(events, List.of("a1", "b1"), Map.of(), List.of());
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void aDeadLetterIsNotLost() {
        Verdict verdict = Verdict.of(events, List.of("a1", "b1"), Map.of("a2", "REJECTED"), List.of());
        assertThat(verdict.dead()).containsOnlyKeys("a2");
        assertThat(verdict.holds()).isTrue();
    }

    @Test
    void aDeadLetterThatWasAcceptedNeedsAReport() {
        List<String> accepted = List.of("a1", "a2", "b1");
        assertThat(Verdict.of(events, accepted, Map.of("a2", "REJECTED"), List.of())
                        .holds())
                .isFalse();
        assertThat(Verdict.of(events, accepted, Map.of("a2", "AMBIGUOUS"), List.of())
                        .holds())
                .isTrue();
    }

    @Test
    void twoEventsOfAKeyInTheWrongOrderBreakTheVerdict() {
        Verdict verdict = Verdict.of(events, List.of("a2", "b1", "a1"), Map.of(), List.of());
        assertThat(verdict.disordered()).isEqualTo(1);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void aRepeatAfterALaterEventIsInOrder() {
        assertThat(Verdict.of(events, List.of("a1", "a2", "b1", "a1"), Map.of(), List.of("a1"))
                        .disordered())
                .isZero();
    }

    @Test
    void aRepeatNeedsAReport() {
        List<String> accepted = List.of("a1", "a2", "b1", "a1");
        assertThat(Verdict.of(events, accepted, Map.of(), List.of()).holds()).isFalse();
        assertThat(Verdict.of(events, accepted, Map.of(), List.of("a2")).holds())
                .isFalse();
        assertThat(Verdict.of(events, accepted, Map.of(), List.of("a1")).holds())
                .isTrue();
        assertThat(Verdict.of(events, accepted, Map.of("a1", "AMBIGUOUS"), List.of())
                        .holds())
                .isTrue();
        assertThat(Verdict.of(events, accepted, Map.of("a1", "REJECTED"), List.of())
                        .holds())
                .isFalse();
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> Settings.parse("--worker", "3")).hasMessageContaining("--worker");
        assertThatThrownBy(() -> Settings.parse("--events")).hasMessageContaining("--events");
        assertThatThrownBy(() -> Settings.parse("--events", "0")).hasMessageContaining("from 1");
        assertThat(Settings.parse("--events", "700", "--seed", "9"))
                .isEqualTo(new Settings(700, 2, 1, 3, 9, 0, 32, 20, false));
        assertThat(Settings.parse("--throughput", "--max-in-flight", "128"))
                .isEqualTo(new Settings(40_000, 1, 0, 1, 1, 10_000, 128, 50, true));
    }
}
