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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.limit.InFlightLimiter;
import io.github.cameltencent.transport.limit.RetryTokenBucket;
import io.github.cameltencent.transport.limit.TransportClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The limits and counters that all calls of an application share: in-flight limit, retry tokens, health. Thread-safe. */
public final class ApplicationLimits {

    /** How long a refusal counts: the keys may have been replaced since. */
    private static final long REFUSAL_MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final TransportClock clock;
    private final InFlightLimiter inFlight;
    private final RetryTokenBucket retryTokens = new RetryTokenBucket();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile Refusal lastRefusal;

    private record Refusal(String code, long at) {}

    ApplicationLimits(TransportClock clock) {
        this.clock = clock;
        inFlight = new InFlightLimiter(clock);
    }

    public InFlightLimiter inFlightLimiter() {
        return inFlight;
    }

    RetryTokenBucket retryTokenBucket() {
        return retryTokens;
    }

    /** Counts the end of a call; {@code failure} is null for an accepted call. */
    void ended(AttemptResult failure) {
        if (failure == null) {
            accepted.increment();
            lastRefusal = null;
            return;
        }
        failed.increment();
        if (failure.outcome() == Outcome.AUTH) {
            lastRefusal = new Refusal(failure.code(), clock.nanos());
        }
    }

    /** Returns whether no call is in flight or waits, so that only counters are lost when this is evicted. */
    boolean isIdle() {
        return inFlight.isIdle();
    }

    /** Returns the number of calls in flight. */
    public int inFlight() {
        return inFlight.inFlight();
    }

    /** Returns the number of retry tokens left, of 500. */
    public int retryTokens() {
        return retryTokens.tokens();
    }

    /** Returns the number of accepted calls. */
    public long accepted() {
        return accepted.sum();
    }

    /** Returns the number of calls that were not accepted. */
    public long failed() {
        return failed.sum();
    }

    /**
     * Returns the code with which the credentials were refused in the last minute; null if none, or if a call was accepted
     * since.
     */
    public String refusedCredentials() {
        Refusal refusal = lastRefusal;
        return refusal == null || clock.nanos() - refusal.at() > REFUSAL_MAX_AGE_NANOS ? null : refusal.code();
    }
}
