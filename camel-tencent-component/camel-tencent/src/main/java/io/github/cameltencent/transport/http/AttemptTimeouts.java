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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Schedules the timeouts of the attempts that have not ended. Thread-safe. */
final class AttemptTimeouts {

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final TransportClock clock;

    AttemptTimeouts(TransportClock clock) {
        this.clock = clock;
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
        schedule(attempt, attempt.firstTimeoutNanos());
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
    }

    void forEach(Consumer<Attempt> action) {
        attempts.forEach(action);
    }

    private void check(Attempt attempt) {
        long left = attempt.checkTimeouts(clock.nanos());
        if (left > 0) {
            schedule(attempt, left);
        }
    }

    private void schedule(Attempt attempt, long nanos) {
        long millis = (Math.max(0, nanos) + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        attempt.timer(clock.schedule(() -> check(attempt), millis));
    }
}
