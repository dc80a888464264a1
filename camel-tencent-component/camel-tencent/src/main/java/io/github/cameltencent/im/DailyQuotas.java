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

/** How many calls were made today, by the name of what they count against. Bounded: the names that were not asked for longest begin anew. Thread-safe. */
final class DailyQuotas {

    private static final int MOST = 4_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final BoundedCache<String, Used> used = new BoundedCache<>(MOST);

    private record Used(LocalDate day, int calls) {}

    /** Counts a call, unless so many were counted on that day; whether it was counted. */
    boolean take(String key, int most, LocalDate day) {
        lock.lock();
        try {
            int calls = calls(key, day);
            if (calls >= most) {
                return false;
            }
            used.put(key, new Used(day, calls + 1));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a call back that was not carried out. */
    void giveBack(String key, LocalDate day) {
        lock.lock();
        try {
            int calls = calls(key, day);
            if (calls > 0) {
                used.put(key, new Used(day, calls - 1));
            }
        } finally {
            lock.unlock();
        }
    }

    private int calls(String key, LocalDate day) {
        Used today = used.get(key);
        return today == null || !today.day().equals(day) ? 0 : today.calls();
    }
}
