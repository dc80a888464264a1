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
 * Remembers verified signatures for some time, so that a replay is detected. The memory is bounded: when it is full,
 * new signatures are refused, because evicting old ones would allow their replay. Add only what has been verified, so
 * that only holders of the key can fill it. Thread-safe.
 */
public final class ReplayGuard {

    /** The answer of the guard. */
    public enum Answer {
        /** Not seen before; now remembered. */
        NEW,

        /** Seen before. */
        REPEATED,

        /** Not decided, because the memory is full. */
        FULL
    }

    private final ReentrantLock lock = new ReentrantLock();
    // in the order of arrival, which is also the order of expiry
    private final Map<String, Instant> seen = new LinkedHashMap<>();
    private final Duration retention;
    private final int capacity;

    public ReplayGuard(Duration retention, int capacity) {
        this.retention = retention;
        this.capacity = capacity;
    }

    /** Checks whether this is seen for the first time, and remembers it. */
    public Answer admit(String signature, Instant now) {
        lock.lock();
        try {
            removeExpired(now);
            if (seen.containsKey(signature)) {
                return Answer.REPEATED;
            }
            if (seen.size() >= capacity) {
                return Answer.FULL;
            }
            seen.put(signature, now.plus(retention));
            return Answer.NEW;
        } finally {
            lock.unlock();
        }
    }

    private void removeExpired(Instant now) {
        Iterator<Instant> expiries = seen.values().iterator();
        while (expiries.hasNext() && expiries.next().isBefore(now)) {
            expiries.remove();
        }
    }
}
