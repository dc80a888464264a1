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
import io.github.cameltencent.transport.limit.RetryBucket;
import io.github.cameltencent.transport.limit.TransportClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What all calls of one application share: the in-flight limit, the retry tokens, and the health. Thread-safe. */
public final class ApplicationLimits {

    /** An older refusal says nothing about keys that were replaced since. */
    private static final long REFUSAL_COUNTS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final TransportClock clock;
    private final InFlightLimiter inFlight;
    private final RetryBucket retries = new RetryBucket();
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

    RetryBucket retries() {
        return retries;
    }

    /** Counts the end of a call; {@code failure} is null for an accepted one. */
    void ended(Verdict failure) {
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

    /** Whether no call is in flight or waits: only counters would be lost with it. */
    boolean isIdle() {
        return inFlight.isIdle();
    }

    /** How many calls are in flight. */
    public int inFlight() {
        return inFlight.inFlight();
    }

    /** How many retry tokens are left, of 500. */
    public int retryTokens() {
        return retries.tokens();
    }

    /** How many calls were accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** How many calls ended otherwise. */
    public long failed() {
        return failed.sum();
    }

    /** The code with which the credentials were refused in the last minute, null when a call was accepted since. */
    public String refusedCredentials() {
        Refusal refusal = lastRefusal;
        return refusal == null || clock.nanos() - refusal.at() > REFUSAL_COUNTS_NANOS ? null : refusal.code();
    }
}
