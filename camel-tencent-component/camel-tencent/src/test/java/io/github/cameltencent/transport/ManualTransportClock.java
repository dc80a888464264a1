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

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.limit.TransportClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A clock and timer that a test advances. Not thread-safe. */
public final class ManualTransportClock implements TransportClock {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long nanos = Long.MAX_VALUE - 1_000_000; // System.nanoTime() has any value and may overflow
    private long elapsed;
    private long order;

    private record Task(long at, long order, Runnable action) {}

    @Override
    public Instant now(EndpointOptions options) {
        return START.plusNanos(elapsed);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Future<?> schedule(Runnable action, long millis) {
        tasks.add(new Task(elapsed + millis * 1_000_000, order++, action));
        return new CompletableFuture<>();
    }

    /** The time since the start. */
    Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    /** Advances the time and runs the tasks that are due. */
    public void advance(Duration time) {
        long end = elapsed + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task next = tasks.poll();
            moveTo(next.at());
            next.action().run();
        }
        moveTo(end);
    }

    /** Advances the time until no task is left. */
    public void advanceToEnd() {
        while (!tasks.isEmpty()) {
            advance(Duration.ofNanos(Math.max(0, tasks.peek().at() - elapsed)));
        }
    }

    private void moveTo(long time) {
        nanos += time - elapsed;
        elapsed = time;
    }
}
