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

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.RateLimitShare;
import io.github.cameltencent.transport.ManualTransportClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rate limiters in simulated time: the rate, turns of endpoints, deadlines, throttled answers. */
class RateLimiterTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ManualTransportClock time = new ManualTransportClock();
    private final RateLimiter limiter = new RateLimiter(time);

    /** When calls started, relative to the start of the test. */
    private final List<Long> starts = new ArrayList<>();

    private final long begun = time.nanos();

    private static RateLimit limit(String rate) {
        return RateLimit.of("k", rate, RateLimitShare.ALL, 0, null);
    }

    private long forever() {
        return time.nanos() + 1000 * SECOND;
    }

    private void started() {
        starts.add(time.nanos() - begun);
    }

    private boolean wait(RateLimit limit, Object endpoint, Runnable start) {
        return limiter.await(limit, endpoint, forever(), start, () -> {});
    }

    /** Keeps calls waiting: each start is followed by another call. */
    private static void load(RateLimiter limiter, RateLimit limit, int calls, Runnable started, long deadline) {
        Runnable next = new Runnable() {
            @Override
            public void run() {
                started.run();
                limiter.await(limit, "endpoint", deadline, this, () -> {});
            }
        };
        for (int i = 0; i < calls; i++) {
            limiter.await(limit, "endpoint", deadline, next, () -> {});
        }
    }

    private static int most(List<Long> starts) {
        List<Long> sorted = starts.stream().sorted().toList();
        int most = 0;
        for (int first = 0, last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= SECOND) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 10", "200, 210", "1000, 1050", "20000, 21000"})
    void allOfALimitIsUsedAndNoSecondHasMore(String rate, int max) {
        load(limiter, limit(rate), 100, this::started, forever());
        time.advance(Duration.ofSeconds(20));

        assertThat(most(starts)).isLessThanOrEqualTo(max);
        assertThat(starts).hasSizeGreaterThanOrEqualTo((int) (0.95 * 20 * Double.parseDouble(rate)));
    }

    @ParameterizedTest
    @CsvSource({"2, 200", "3, 200", "4, 200", "7, 200", "10, 1000"})
    void nodesWithEqualSharesKeepALimitTogether(int nodes, int rate) {
        RateLimit share = RateLimit.of("k", "" + rate, () -> 1.0 / nodes, 0, null);
        for (int i = 0; i < nodes; i++) {
            load(new RateLimiter(time), share, 100, this::started, forever());
            time.advance(Duration.ofMillis(7));
        }
        time.advance(Duration.ofSeconds(20));

        assertThat(most(starts)).isLessThanOrEqualTo((int) (1.05 * rate));
        assertThat(starts).hasSizeGreaterThanOrEqualTo((int) (0.95 * 20 * rate));
    }

    @Test
    void lateWakeUpsCostNoCalls() {
        Random random = new Random(7);
        RateLimiter late = new RateLimiter(new LateClock(time, () -> random.nextInt(20)));
        load(late, limit("200"), 100, this::started, forever());
        time.advance(Duration.ofSeconds(20));

        assertThat(most(starts)).isLessThanOrEqualTo(210);
        assertThat(starts).hasSizeGreaterThanOrEqualTo(3800);
    }

    @Test
    void aPauseOfTheProcessIsNotMadeUpForByABurst() {
        AtomicInteger late = new AtomicInteger();
        RateLimiter paused = new RateLimiter(new LateClock(time, late::get));
        load(paused, limit("200"), 200, this::started, forever());
        time.advance(Duration.ofSeconds(3));
        late.set(900);
        time.advance(Duration.ofMillis(900));
        late.set(0);
        int before = starts.size();
        time.advance(Duration.ofMillis(150));

        assertThat(starts.size() - before).isLessThanOrEqualTo(40);
        assertThat(most(starts)).isLessThanOrEqualTo(210);
    }

    /** A clock whose timers fire late. */
    private record LateClock(ManualTransportClock time, java.util.function.IntSupplier millis)
            implements TransportClock {

        @Override
        public Instant now(EndpointOptions options) {
            return time.now(options);
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Future<?> schedule(Runnable task, long after) {
            return time.schedule(task, after + millis.getAsInt());
        }
    }

    @Test
    void aCallDoesNotOvertakeThoseThatWait() {
        RateLimit one = new RateLimit("k", 1, Duration.ofSeconds(1));
        assertThat(limiter.tryAcquire(one)).isTrue();
        wait(one, "a", this::started);
        time.advance(Duration.ofMillis(1040)); // the permit is due, the timer is not

        assertThat(limiter.tryAcquire(one)).isFalse();
    }

    @Test
    void theBacklogOfAnEndpointDoesNotDelayAnother() {
        RateLimit limit = limit("200");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            wait(limit, "backlog", () -> order.add("backlog"));
        }
        time.advance(Duration.ofMillis(100));
        order.clear();
        for (int i = 0; i < 3; i++) {
            int call = i;
            wait(limit, "other", () -> order.add("other " + call));
        }
        time.advance(Duration.ofSeconds(2));

        assertThat(order.subList(0, 6)).contains("other 0", "other 1", "other 2");
        assertThat(order.stream().filter(each -> each.startsWith("other")))
                .containsExactly("other 0", "other 1", "other 2");
        assertThat(order.get(order.size() - 1)).isEqualTo("backlog");
    }

    @Test
    void endpointsWithABacklogGetEqualParts() {
        RateLimit limit = limit("200");
        AtomicInteger small = new AtomicInteger();
        AtomicInteger large = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            wait(limit, "large", large::incrementAndGet);
        }
        for (int i = 0; i < 300; i++) {
            wait(limit, "small", small::incrementAndGet);
        }
        time.advance(Duration.ofSeconds(2));

        assertThat(small.get() - large.get()).isBetween(-10, 10);
    }

    @Test
    void aCallThatCannotStartInTimeIsRefusedAtOnce() {
        RateLimit slow = new RateLimit("k", 1, Duration.ofSeconds(10));
        assertThat(limiter.tryAcquire(slow)).isTrue();

        assertThat(limiter.await(slow, "a", time.nanos() + 9 * SECOND, this::started, () -> {}))
                .isFalse();
        assertThat(limiter.await(slow, "a", time.nanos() + 11 * SECOND, this::started, () -> {}))
                .isTrue();
        assertThat(limiter.await(slow, "a", time.nanos() + 11 * SECOND, this::started, () -> {}))
                .isFalse();
    }

    @Test
    void aCallThatOthersDelayExpiresAtItsDeadline() {
        RateLimit ten = new RateLimit("k", 1, Duration.ofMillis(100));
        List<Long> expired = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            limiter.await(ten, "a", time.nanos() + SECOND, this::started, () -> expired.add(time.nanos() - begun));
        }
        for (int i = 0; i < 10; i++) {
            wait(ten, "b", () -> {});
        }
        time.advance(Duration.ofSeconds(3));

        assertThat(starts).hasSizeBetween(4, 6);
        assertThat(expired).hasSize(10 - starts.size()).allMatch(at -> at >= SECOND && at < SECOND + 2_000_000);
    }

    @Test
    void throttledAnswersSlowWaitingCallsDownAndTheRateRecovers() {
        AtomicBoolean throttling = new AtomicBoolean(true);
        load(
                limiter,
                limit("200"),
                256,
                () -> {
                    started();
                    if (throttling.get()) {
                        limiter.throttled(time.nanos());
                    }
                },
                forever());
        time.advance(Duration.ofSeconds(2));
        starts.clear();
        time.advance(Duration.ofSeconds(1));
        assertThat(starts).hasSizeBetween(25, 55); // 0.85^8 to 0.85^12 of 200
        assertThat(limiter.usage().slowedTo()).isBetween(0.1, 0.2);

        throttling.set(false);
        time.advance(Duration.ofSeconds(19));
        starts.clear();
        time.advance(Duration.ofSeconds(1));
        assertThat(starts).hasSizeBetween(190, 200);
        assertThat(limiter.usage().slowedTo()).isEqualTo(1);
    }

    @Test
    void aChangedShareHoldsForCallsThatWait() {
        AtomicInteger members = new AtomicInteger(1);
        RateLimit shared = RateLimit.of("k", "200", () -> 1.0 / members.get(), 0, null);
        for (int i = 0; i < 1000; i++) {
            wait(shared, "a", this::started);
        }
        time.advance(Duration.ofSeconds(1));
        members.set(4);
        starts.clear();
        time.advance(Duration.ofSeconds(2));

        assertThat(starts).hasSizeBetween(95, 105);
        assertThat(limiter.usage().limit().rate()).isEqualTo(50);
        members.set(1);
        starts.clear();
        time.advance(Duration.ofSeconds(2));
        assertThat(starts).hasSizeBetween(380, 410);
    }

    @Test
    void aClosedLimiterStartsNothing() {
        RateLimit slow = new RateLimit("k", 1, Duration.ofSeconds(1));
        limiter.tryAcquire(slow);
        wait(slow, "a", this::started);

        limiter.close();
        time.advanceToEnd();

        assertThat(starts).isEmpty();
        assertThat(wait(slow, "a", this::started)).isFalse();
        assertThat(limiter.isIdle()).isTrue();
    }

    @Test
    void longPeriodsKeepTheirLimitWhenShared() {
        RateLimit hourly = RateLimit.of("k", "auto", () -> 0.34, 10, Duration.ofHours(1));
        for (int i = 0; i < 20; i++) {
            wait(hourly, "a", this::started);
        }
        time.advance(Duration.ofMinutes(59));

        assertThat(starts).hasSize(3);
    }
}
