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
 * A sliding-window rate limiter. It records when the last calls started: with a limit of n, a call may start one period
 * after the n-th call before it, so that the limit holds in every window. Endpoints with different limits can share a
 * limiter; each limit then counts the calls of all. Thread-safe.
 */
public final class RateLimiter {

    /** Allowance for network jitter: a twentieth of the period, at most 100 ms. */
    private static final int JITTER_PART = 20;

    private static final long MAX_JITTER_NANOS = 100_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    /** A ring buffer in ascending order. */
    private long[] starts = new long[8];

    private long count;

    /** The limit of the last reservation. */
    private int lastPermits;

    private long lastPeriodNanos;

    /**
     * The state of a limiter.
     *
     * @param permits the limit: the calls in a period
     * @param used the calls that started within the last period
     * @param waiting the calls that wait for their start
     */
    public record Usage(int permits, long periodNanos, int used, int waiting) {}

    /**
     * Reserves the next permit.
     *
     * @return the nanoseconds to wait before the call may start; -1 if that is longer than {@code maxWaitNanos}, in which
     *     case nothing is reserved
     */
    public long reserve(int permits, long periodNanos, long nowNanos, long maxWaitNanos) {
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
            lastPermits = permits;
            lastPeriodNanos = periodNanos;
            return wait;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the current state. */
    public Usage usage(long nowNanos) {
        lock.lock();
        try {
            int used = 0;
            int waiting = 0;
            for (long index = Math.max(0, count - starts.length); index < count; index++) {
                long age = nowNanos - at(index);
                waiting += age < 0 ? 1 : 0;
                used += age >= 0 && age < lastPeriodNanos ? 1 : 0;
            }
            return new Usage(lastPermits, lastPeriodNanos, used, waiting);
        } finally {
            lock.unlock();
        }
    }

    private long at(long index) {
        return starts[(int) (index % starts.length)];
    }

    private void grow(int permits) {
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
