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
package io.github.cameltencent.credential;

import static io.github.cameltencent.credential.ReplayGuard.Answer.FULL;
import static io.github.cameltencent.credential.ReplayGuard.Answer.NEW;
import static io.github.cameltencent.credential.ReplayGuard.Answer.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signatures are remembered for some time, in a bounded memory. */
class ReplayGuardTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000);

    private final ReplayGuard guard = new ReplayGuard(Duration.ofSeconds(10), 2);

    @Test
    void aReplayIsDetectedUntilTheRetentionEnds() {
        assertThat(guard.admit("a", NOW)).isEqualTo(NEW);
        assertThat(guard.admit("a", NOW)).isEqualTo(REPEATED);
        assertThat(guard.admit("a", NOW.plusSeconds(10))).isEqualTo(REPEATED);
        assertThat(guard.admit("a", NOW.plusSeconds(11))).isEqualTo(NEW);
    }

    @Test
    void aFullMemoryRefusesNewSignaturesAndKeepsTheOldOnes() {
        guard.admit("a", NOW);
        guard.admit("b", NOW.plusSeconds(5));

        assertThat(guard.admit("c", NOW.plusSeconds(5))).isEqualTo(FULL);
        assertThat(guard.admit("a", NOW.plusSeconds(5))).isEqualTo(REPEATED);
        assertThat(guard.admit("c", NOW.plusSeconds(11))).isEqualTo(NEW);
    }

    @Test
    void ofManyAtOnceOnlyOneIsTheFirst() {
        long firsts = IntStream.range(0, 1000)
                .parallel()
                .filter(i -> guard.admit("a", NOW) == NEW)
                .count();

        assertThat(firsts).isOne();
    }
}
