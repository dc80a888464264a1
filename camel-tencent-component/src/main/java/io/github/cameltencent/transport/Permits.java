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

import java.util.concurrent.locks.ReentrantLock;

/**
 * A limit that holds in every window of its period, wherever the window begins: a call may start one period after the
 * call that is as many calls before it as the limit allows. Thread-safe.
 */
final class Permits {

    private final ReentrantLock lock = new ReentrantLock();
    private final long[] starts;
    private final long periodNanos;
    private int next;

    Permits(int permits, long periodNanos) {
        this.starts = new long[permits];
        this.periodNanos = periodNanos;
        java.util.Arrays.fill(starts, Long.MIN_VALUE);
    }

    /**
     * Takes the next permit.
     *
     * @return the nanoseconds to wait before the call may start, 0 for none; -1, and nothing taken, when that is longer
     *     than {@code maxWaitNanos}
     */
    long take(long nowNanos, long maxWaitNanos) {
        lock.lock();
        try {
            long earlier = starts[next];
            long wait = earlier == Long.MIN_VALUE ? 0 : Math.max(0, earlier + periodNanos - nowNanos);
            if (wait > maxWaitNanos) {
                return -1;
            }
            starts[next] = nowNanos + wait;
            next = (next + 1) % starts.length;
            return wait;
        } finally {
            lock.unlock();
        }
    }
}
