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
 * The attempts that have not ended. Checks their timeouts every {@value #PERIOD_MILLIS} ms while there are any; a timer for
 * each attempt costs a twelfth of the CPU time of a push. Thread-safe.
 */
final class AttemptTimeouts {

    static final long PERIOD_MILLIS = 10;

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final TransportClock clock;

    AttemptTimeouts(TransportClock clock) {
        this.clock = clock;
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
        schedule();
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
    }

    void forEach(Consumer<Attempt> action) {
        attempts.forEach(action);
    }

    private void schedule() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            clock.schedule(this::check, PERIOD_MILLIS);
        }
    }

    private void check() {
        long now = clock.nanos();
        try {
            attempts.forEach(attempt -> attempt.checkTimeouts(now));
        } finally {
            scheduled.set(false);
            if (!attempts.isEmpty()) {
                schedule();
            }
        }
    }
}
