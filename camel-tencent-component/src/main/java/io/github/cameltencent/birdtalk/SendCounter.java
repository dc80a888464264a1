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
package io.github.cameltencent.birdtalk;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives out send ids, each once, also after a crash: blocks of them are reserved in the store before the first is given
 * out, so that not every message costs a write. A restart skips what is left of a block. Safe for use by several threads.
 */
final class SendCounter {

    private static final int BLOCK = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Reservation reservation;
    private long next;
    private long reserved;

    /**
     * Goes on where the state ends.
     *
     * @param from the counter of the loaded state
     */
    SendCounter(long from, Reservation reservation) {
        this.next = from;
        this.reserved = from;
        this.reservation = reservation;
    }

    /**
     * A number that was never given out before.
     *
     * @throws IOException if the next block cannot be reserved; then none is given out
     */
    long next() throws IOException {
        lock.lock();
        try {
            if (next == reserved) {
                reservation.save(reserved + BLOCK);
                reserved += BLOCK;
            }
            return next++;
        } finally {
            lock.unlock();
        }
    }

    /** Saves the state with another counter. */
    @FunctionalInterface
    interface Reservation {

        void save(long counter) throws IOException;
    }
}
