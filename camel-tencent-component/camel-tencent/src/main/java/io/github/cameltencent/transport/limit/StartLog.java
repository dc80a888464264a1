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

/**
 * A sliding-window log of the last starts: with a limit of n, a call may start one period after the n-th call before it,
 * so that the limit holds in every window. Not thread-safe.
 */
final class StartLog {

    private static final long SECOND_NANOS = 1_000_000_000;

    /** A ring buffer in ascending order. */
    private long[] starts = new long[8];

    private long count;

    /**
     * Returns the earliest start of a call.
     *
     * @param ahead the number of calls that start before it
     * @param now the earliest possible start
     */
    long earliest(RateLimit limit, int ahead, long now) {
        ensureCapacity(limit.permits());
        long period = limit.period().toNanos();
        long spaced = period + jitter(period);
        long start = now;
        if (count > 0) {
            start = later(start, at(count - 1));
        }
        long before = count - limit.permits() + ahead % limit.permits();
        if (before >= 0) {
            start = later(start, at(before) + spaced);
        }
        return start + ahead / limit.permits() * spaced;
    }

    /** Records a start. */
    void add(long start) {
        starts[(int) (count % starts.length)] = start;
        count++;
    }

    /** Returns the number of recorded starts since a time. */
    int since(long time) {
        int found = 0;
        for (long index = Math.max(0, count - starts.length); index < count; index++) {
            found += at(index) - time > 0 ? 1 : 0;
        }
        return found;
    }

    /**
     * An allowance for jitter of the network. The starts of a second may vary together, so that little is needed for each
     * part of it; for longer periods the distance of two calls counts.
     */
    private static long jitter(long period) {
        return period < SECOND_NANOS ? period / 40 : Math.min(period / 20, SECOND_NANOS / 10);
    }

    private long at(long index) {
        return starts[(int) (index % starts.length)];
    }

    private void ensureCapacity(int permits) {
        if (permits <= starts.length) {
            return;
        }
        long[] grown = new long[permits];
        int recorded = (int) Math.min(count, starts.length);
        for (int i = 0; i < recorded; i++) {
            grown[i] = at(count - recorded + i);
        }
        starts = grown;
        count = recorded;
    }

    private static long later(long a, long b) {
        return a - b >= 0 ? a : b;
    }
}
