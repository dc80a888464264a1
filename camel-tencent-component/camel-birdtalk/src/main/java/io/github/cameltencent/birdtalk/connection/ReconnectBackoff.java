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
 * How long to wait before the next connection: anything between the least and a bound that doubles with each failure, so
 * that clients whom a server lost together do not come back together. For one thread at a time.
 */
public final class ReconnectBackoff {

    /** A connection that lived so long was a good one. */
    private static final long GOOD = 60_000;

    private final long least;
    private final long most;
    private final RandomGenerator random;
    private int failures;

    public ReconnectBackoff(long least, long most, RandomGenerator random) {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException("maxReconnectDelay must not be below reconnectDelay, nor that below 1");
        }
        this.least = least;
        this.most = most;
        this.random = random;
    }

    /** The next wait in milliseconds, after a connection that was logged in for so long, 0 if it never was. */
    long next(long readyFor) {
        if (readyFor >= GOOD) {
            failures = 0;
        }
        long bound = Math.min(most, least << Math.min(++failures, 30));
        bound = bound < least ? most : bound;
        return bound == least ? least : random.nextLong(least, bound + 1);
    }
}
