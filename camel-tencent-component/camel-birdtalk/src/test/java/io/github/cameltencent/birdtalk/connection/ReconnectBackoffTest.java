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
package io.github.cameltencent.birdtalk.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectBackoffTest {

    @Test
    void delaysLieBetweenTheMinimumAndABoundThatDoubles() {
        for (int seed = 0; seed < 200; seed++) {
            ReconnectBackoff backoff = new ReconnectBackoff(1000, 60_000, new Random(seed));
            for (int failure = 1; failure < 80; failure++) {
                long bound = failure > 5 ? 60_000 : 1000L << failure;
                assertThat(backoff.next(0)).isBetween(1000L, bound);
            }
        }
    }

    @Test
    void delaysAreSpreadOverTheirRange() {
        Random random = new Random(7);
        long early = java.util.stream.IntStream.range(0, 10_000)
                .filter(i -> new ReconnectBackoff(1000, 60_000, random).next(0) < 1500)
                .count();
        assertThat(early).isBetween(4_500L, 5_500L);
    }

    @Test
    void delaysStartAgainAfterAMinuteOfConnection() {
        ReconnectBackoff backoff = new ReconnectBackoff(1000, 60_000, new Random(1));
        for (int i = 0; i < 20; i++) {
            backoff.next(59_999);
        }
        assertThat(backoff.next(60_000)).isBetween(1000L, 2000L);
    }

    @Test
    void minimumAndMaximumMayBeEqual() {
        assertThat(new ReconnectBackoff(5, 5, new Random()).next(0)).isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> new ReconnectBackoff(5, 4, new Random()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReconnectBackoff(0, 4, new Random()));
    }
}
