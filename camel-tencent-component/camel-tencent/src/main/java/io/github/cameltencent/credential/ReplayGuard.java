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
package io.github.cameltencent.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers for a while what was seen, so that it is not taken twice. Bounded: a memory that is full of what must not be
 * forgotten yet takes nothing new, since forgetting would let the forgotten in again. Only what was found genuine may be
 * shown to it; so none but holders of the key can fill it. Thread-safe.
 */
public final class ReplayGuard {

    /** What the guard says. */
    public enum Answer {
        /** Not seen before; it is remembered now. */
        NEW,

        /** Seen before. */
        REPEATED,

        /** Not known, since the memory is full. */
        FULL
    }

    private final ReentrantLock lock = new ReentrantLock();
    // in the order of arrival, which is that of forgetting since all are kept equally long
    private final Map<String, Instant> seen = new LinkedHashMap<>();
    private final Duration keep;
    private final int capacity;

    public ReplayGuard(Duration keep, int capacity) {
        this.keep = keep;
        this.capacity = capacity;
    }

    /** Whether this comes for the first time. */
    public Answer admit(String what, Instant now) {
        lock.lock();
        try {
            forget(now);
            if (seen.containsKey(what)) {
                return Answer.REPEATED;
            }
            if (seen.size() >= capacity) {
                return Answer.FULL;
            }
            seen.put(what, now.plus(keep));
            return Answer.NEW;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Instant now) {
        Iterator<Instant> until = seen.values().iterator();
        while (until.hasNext() && until.next().isBefore(now)) {
            until.remove();
        }
    }
}
