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
import io.github.cameltencent.transport.limit.Places;
import io.github.cameltencent.transport.limit.RetryBucket;
import io.github.cameltencent.transport.limit.TransportClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What all calls of one application share: places, the bucket for repeats, and what is known of its health. */
public final class ApplicationLimits {

    /** A refusal tells nothing of keys that were replaced since, and where none is sent none can be accepted. */
    private static final long REFUSAL_COUNTS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final TransportClock clock;
    private final Places places;
    private final RetryBucket retries = new RetryBucket();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile Refusal lastRefusal;

    private record Refusal(String code, long at) {}

    ApplicationLimits(TransportClock clock) {
        this.clock = clock;
        places = new Places(clock);
    }

    public Places places() {
        return places;
    }

    RetryBucket retries() {
        return retries;
    }

    /** Notes how a call ended; null for accepted. */
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

    /** Whether no call is under way or waits to be: nothing but counts would be lost with it. */
    boolean isIdle() {
        return places.isUnused();
    }

    /** How many calls are under way. */
    public int inFlight() {
        return places.taken();
    }

    /** How many tokens are left for repeats, of 500. */
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
