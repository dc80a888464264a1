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
package io.github.cameltencent.transport.http;

import io.github.cameltencent.transport.limit.TransportClock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The attempts that are under way, and the clock that ends those whose time is over. It looks at all of them every few
 * milliseconds, as long as there are any: to schedule a time-out for each would cost more than the rest of the call, and
 * nearly all would be cancelled. Thread-safe.
 */
final class UnderWay {

    /** How much too late a time-out may come. */
    static final long TICK_MILLIS = 10;

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final TransportClock clock;

    UnderWay(TransportClock clock) {
        this.clock = clock;
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
        if (!looking.get()) {
            look();
        }
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
    }

    void forEach(Consumer<Attempt> action) {
        attempts.forEach(action);
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            clock.schedule(this::tick, TICK_MILLIS);
        }
    }

    private void tick() {
        try {
            long now = clock.nanos();
            attempts.forEach(attempt -> attempt.check(now));
        } finally {
            looking.set(false);
            if (!attempts.isEmpty()) {
                look();
            }
        }
    }
}
