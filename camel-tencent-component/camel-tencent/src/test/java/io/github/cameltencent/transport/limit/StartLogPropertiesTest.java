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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** No window of a period contains more starts than the limit, however calls arrive. */
class StartLogPropertiesTest {

    /** Starts each call as early as permitted. */
    private static final class Calls {

        private final StartLog log = new StartLog();
        private final List<Long> starts = new ArrayList<>();

        boolean start(RateLimit limit, long now) {
            long start = log.earliest(limit, 0, now);
            if (start - now > 3_000_000_000L) {
                return false;
            }
            log.add(start);
            starts.add(start);
            return true;
        }
    }

    @Property(tries = 500)
    void noWindowContainsMoreCallsThanTheLimit(
            @ForAll @IntRange(min = 1, max = 30) int permits,
            @ForAll @IntRange(min = 1, max = 2000) int periodMillis,
            @ForAll @Size(max = 200) List<@IntRange(max = 50) Integer> gaps) {
        Calls calls = new Calls();
        RateLimit limit = new RateLimit("k", permits, Duration.ofMillis(periodMillis));
        long now = Long.MAX_VALUE - 5_000_000;
        for (int gap : gaps) {
            now += gap * 1_000_000L;
            calls.start(limit, now);
        }

        for (int i = permits; i < calls.starts.size(); i++) {
            assertThat(calls.starts.get(i) - calls.starts.get(i - permits))
                    .isGreaterThanOrEqualTo(limit.period().toNanos());
        }
    }

    @Property(tries = 500)
    void limitsThatShareALogAllHold(
            @ForAll @Size(max = 200) List<@IntRange(max = 40) Integer> gaps, @ForAll Random random) {
        Calls calls = new Calls();
        long now = -50_000_000;
        List<Integer> limits = new ArrayList<>();
        for (int gap : gaps) {
            now += gap * 1_000_000L;
            int permits = random.nextBoolean() ? 3 : 20;
            if (calls.start(new RateLimit("k", permits, Duration.ofSeconds(1)), now)) {
                limits.add(permits);
            }
        }

        for (int i = 0; i < calls.starts.size(); i++) {
            int permits = limits.get(i);
            if (i >= permits) {
                assertThat(calls.starts.get(i) - calls.starts.get(i - permits)).isGreaterThanOrEqualTo(1_000_000_000L);
            }
        }
    }

    @Property(tries = 500)
    void theStartOfACallBehindOthersIsKnown(
            @ForAll @IntRange(min = 1, max = 12) int permits,
            @ForAll @IntRange(max = 30) int earlier,
            @ForAll @IntRange(max = 60) int ahead) {
        Calls calls = new Calls();
        RateLimit limit = new RateLimit("k", permits, Duration.ofMillis(20));
        long now = 1_000_000_000;
        for (int i = 0; i < earlier; i++) {
            calls.start(limit, now);
        }
        long expected = calls.log.earliest(limit, ahead, now);

        for (int i = 0; i < ahead; i++) {
            calls.start(limit, now);
        }

        assertThat(calls.log.earliest(limit, 0, now)).isEqualTo(expected);
    }
}
