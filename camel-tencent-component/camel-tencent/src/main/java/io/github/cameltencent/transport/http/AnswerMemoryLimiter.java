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

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.hc.core5.http.nio.CapacityChannel;

/**
 * Limits the memory of all answers that a component is receiving. Each answer may fill its initial window; beyond that it
 * reserves memory here. When the limit is reached, reading from its connection pauses until another answer releases its
 * reservation. The oldest answer is never paused, so that one can always complete. Thread-safe.
 */
final class AnswerMemoryLimiter {

    /** How many bytes an answer reserves each time. */
    static final int STEP_BYTES = 256 * 1024;

    private static final long MAX_BYTES = 64L * 1024 * 1024;
    private static final int HEAP_PART = 4;

    private final long bound;
    private long reserved;

    /** The answers with a reservation, oldest first. */
    private final Set<Reservation> reservations = new LinkedHashSet<>();

    private final Queue<Reservation> paused = new ArrayDeque<>();

    /**
     * Creates a limiter.
     *
     * @param bound the limit in bytes; the oldest answer may exceed it by its own size
     */
    AnswerMemoryLimiter(long bound) {
        this.bound = bound;
    }

    /** Creates a limiter of 64 MiB, or of a quarter of the heap if that is less. */
    static AnswerMemoryLimiter ofHeap() {
        return new AnswerMemoryLimiter(Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PART));
    }

    /** The memory that is reserved for one answer. */
    final class Reservation {
        private long bytes;
        private boolean released;
        private CapacityChannel waiting;

        /** Lets the connection read another step, now or when memory is free. */
        void request(CapacityChannel channel) throws IOException {
            synchronized (AnswerMemoryLimiter.this) {
                if (released) {
                    return;
                }
                reservations.add(this);
                if (!mayReserve(this)) {
                    if (waiting == null) { // a connection may ask again for what it had read already
                        paused.add(this);
                    }
                    waiting = channel;
                    return;
                }
                reserve();
            }
            channel.update(STEP_BYTES);
        }

        /** Releases the memory and resumes paused answers. */
        void release() {
            for (Runnable resumed : AnswerMemoryLimiter.this.release(this)) {
                resumed.run();
            }
        }

        private void reserve() {
            bytes += STEP_BYTES;
            reserved += STEP_BYTES;
        }
    }

    /** Creates the empty reservation of a new answer. */
    Reservation reservation() {
        return new Reservation();
    }

    /** Returns the number of reserved bytes. */
    synchronized long reserved() {
        return reserved;
    }

    private boolean mayReserve(Reservation reservation) {
        return reserved + STEP_BYTES <= bound || reservations.iterator().next() == reservation;
    }

    private synchronized List<Runnable> release(Reservation reservation) {
        if (reservation.released) {
            return List.of();
        }
        reservation.released = true;
        reservations.remove(reservation);
        paused.remove(reservation);
        reserved -= reservation.bytes;
        List<Runnable> resumed = new ArrayList<>();
        paused.removeIf(next -> {
            if (!mayReserve(next)) {
                return false;
            }
            next.reserve();
            CapacityChannel channel = next.waiting;
            next.waiting = null;
            resumed.add(() -> resume(channel));
            return true;
        });
        return resumed;
    }

    private static void resume(CapacityChannel channel) {
        try {
            channel.update(STEP_BYTES);
        } catch (IOException e) {
            // its connection is closed, which ends its answer
        }
    }
}
