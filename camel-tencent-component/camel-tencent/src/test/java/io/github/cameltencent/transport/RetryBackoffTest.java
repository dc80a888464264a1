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
package io.github.cameltencent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryBackoffTest {

    /** The largest number each time, which is the ceiling of the delay. */
    private final RetryBackoff longest = new RetryBackoff(() -> new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    });

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT, 1, 100",
        "AMBIGUOUS, 2, 200",
        "TRANSIENT, 3, 400",
        "TRANSIENT, 8, 12800",
        "TRANSIENT, 9, 20000",
        "TRANSIENT, 1000, 20000",
        "THROTTLED, 1, 500",
        "THROTTLED, 2, 1000",
        "THROTTLED, 6, 16000",
        "THROTTLED, 7, 20000"
    })
    void theCeilingDoublesUpToTwentySeconds(Outcome outcome, int retry, long millis) {
        assertThat(longest.delayMillis(outcome, retry, null)).isEqualTo(millis);
    }

    @Test
    void aHintIsTheLeastDelayUpToTwentySeconds() {
        assertThat(longest.delayMillis(Outcome.TRANSIENT, 1, Duration.ofSeconds(3)))
                .isEqualTo(3_000);
        assertThat(longest.delayMillis(Outcome.TRANSIENT, 1, Duration.ofMillis(99)))
                .isEqualTo(100);
        assertThat(longest.delayMillis(Outcome.TRANSIENT, 1, Duration.ofSeconds(3600)))
                .isEqualTo(20_000);
    }
}
