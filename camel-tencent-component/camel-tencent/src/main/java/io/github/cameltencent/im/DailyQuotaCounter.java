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
package io.github.cameltencent.im;

import io.github.cameltencent.sign.bytes.BoundedCache;
import java.time.LocalDate;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the calls of a day by quota key. Bounded: the least recently used keys are evicted and start at zero again.
 * Thread-safe.
 */
final class DailyQuotaCounter {

    private static final int MAX_KEYS = 4_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final BoundedCache<String, DayCount> counts = new BoundedCache<>(MAX_KEYS);

    private record DayCount(LocalDate day, int calls) {}

    /** Counts a call unless the quota of that day is used up; returns whether it was counted. */
    boolean tryAcquire(String key, int max, LocalDate day) {
        lock.lock();
        try {
            int calls = calls(key, day);
            if (calls >= max) {
                return false;
            }
            counts.put(key, new DayCount(day, calls + 1));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Uncounts a call that was not executed. */
    void release(String key, LocalDate day) {
        lock.lock();
        try {
            int calls = calls(key, day);
            if (calls > 0) {
                counts.put(key, new DayCount(day, calls - 1));
            }
        } finally {
            lock.unlock();
        }
    }

    private int calls(String key, LocalDate day) {
        DayCount today = counts.get(key);
        return today == null || !today.day().equals(day) ? 0 : today.calls();
    }
}
