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

import java.util.random.RandomGenerator;

/**
 * Exponential backoff with jitter: a random delay between the minimum and a bound that doubles with each failure, so
 * that clients that lost the same server do not reconnect together. Not thread-safe.
 */
public final class ReconnectBackoff {

    /** After a connection of this duration, delays start small again. */
    private static final long STABLE_MILLIS = 60_000;

    private final long min;
    private final long max;
    private final RandomGenerator random;
    private int failures;

    public ReconnectBackoff(long min, long max, RandomGenerator random) {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(
                    "reconnectDelay must be at least 1, and maxReconnectDelay at least reconnectDelay");
        }
        this.min = min;
        this.max = max;
        this.random = random;
    }

    /**
     * The next delay in milliseconds.
     *
     * @param readyFor how long the last connection was logged in, 0 if it never was
     */
    long next(long readyFor) {
        if (readyFor >= STABLE_MILLIS) {
            failures = 0;
        }
        long bound = Math.min(max, min << Math.min(++failures, 30));
        bound = bound < min ? max : bound;
        return bound == min ? min : random.nextLong(min, bound + 1);
    }
}
