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
package io.github.cameltencent.transport.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How throttled answers lower a rate, and how it recovers. */
class AdaptiveRateTest {

    private static final Offset<Double> EXACT = within(0.000_001);

    private final AdaptiveRate rate = new AdaptiveRate();
    private long now = Long.MAX_VALUE - 1_000_000;

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void withoutThrottledAnswersTheWholeLimitIsUsed() {
        assertThat(rate.current(now)).isEqualTo(1);
    }

    @Test
    void theAnswersOfCallsThatWereInFlightLowerItOnce() {
        long started = now;
        pass(100);
        for (int i = 0; i < 50; i++) {
            rate.throttled(started, now);
            pass(20);
        }

        assertThat(rate.current(now)).isCloseTo(0.85 + 0.75 * 0.05, EXACT);
    }

    @Test
    void itIsLoweredAtMostFourTimesASecond() {
        for (int millis = 0; millis < 1000; millis++) {
            rate.throttled(now, now);
            pass(1);
        }

        assertThat(rate.current(now)).isCloseTo(Math.pow(0.85, 4), EXACT);
    }

    @Test
    void aTwentiethOfTheLimitIsAlwaysLeft() {
        for (int i = 0; i < 100; i++) {
            rate.throttled(now, now);
            pass(250);
        }

        assertThat(rate.current(now)).isCloseTo(0.05, EXACT);
    }

    @Test
    void itRisesByATwentiethOfTheLimitEachSecond() {
        rate.throttled(now, now);
        pass(250);
        assertThat(rate.current(now)).isCloseTo(0.85, EXACT);

        pass(1000);
        assertThat(rate.current(now)).isCloseTo(0.90, EXACT);
        pass(1000);
        assertThat(rate.current(now)).isCloseTo(0.95, EXACT);
        pass(1001);
        assertThat(rate.current(now)).isEqualTo(1);
    }
}
