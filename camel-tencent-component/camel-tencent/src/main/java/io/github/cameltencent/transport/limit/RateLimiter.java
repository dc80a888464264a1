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

import java.util.concurrent.locks.ReentrantLock;

/**
 * The starts of the calls that count against one limit. A limit holds in every window of its period, wherever the window
 * begins: a call may start one period after the call that is as many calls before it as the limit allows. Endpoints with
 * different limits share the starts, so that each limit counts the calls of all. Thread-safe.
 */
public final class RateLimiter {

    /** What calls may be late by on their way to the service, as a part of the period and at most. */
    private static final int JITTER_PART = 20;

    private static final long MAX_JITTER_NANOS = 100_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    /** A ring; never sorted anew, since no start is before the one before it. */
    private long[] starts = new long[8];

    private long count;

    /**
     * Takes the next permit.
     *
     * @return the nanoseconds to wait before the call may start, 0 for none; -1, and nothing taken, when that is longer
     *     than {@code maxWaitNanos}
     */
    public long take(int permits, long periodNanos, long nowNanos, long maxWaitNanos) {
        lock.lock();
        try {
            if (permits > starts.length) {
                grow(permits);
            }
            long start = nowNanos;
            if (count > 0) {
                start = later(start, at(count - 1));
            }
            if (count >= permits) {
                long jitter = Math.min(periodNanos / JITTER_PART, MAX_JITTER_NANOS);
                start = later(start, at(count - permits) + periodNanos + jitter);
            }
            long wait = start - nowNanos;
            if (wait > maxWaitNanos) {
                return -1;
            }
            starts[(int) (count % starts.length)] = start;
            count++;
            return wait;
        } finally {
            lock.unlock();
        }
    }

    private long at(long index) {
        return starts[(int) (index % starts.length)];
    }

    private void grow(int permits) {
        long[] grown = new long[permits];
        int kept = (int) Math.min(count, starts.length);
        for (int i = 0; i < kept; i++) {
            grown[i] = at(count - kept + i);
        }
        starts = grown;
        count = kept;
    }

    private static long later(long a, long b) {
        return a - b >= 0 ? a : b;
    }
}
