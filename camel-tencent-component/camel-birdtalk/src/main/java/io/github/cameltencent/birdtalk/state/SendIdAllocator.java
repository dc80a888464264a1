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
package io.github.cameltencent.birdtalk.state;

import java.util.function.LongConsumer;

/**
 * Allocates send ids, each only once, also over crashes: blocks of ids are reserved in the store before they are
 * used, so that not every message needs a write. The next block is reserved when half of the last is used. A restart
 * skips the rest of a block. Not thread-safe.
 */
final class SendIdAllocator {

    static final int BLOCK = 1000;

    private final LongConsumer reservation;
    private long nextId;
    private long reserved;
    private boolean reserving;

    /**
     * An allocator that continues from a stored counter.
     *
     * @param from the counter of the loaded state
     * @param reservation receives the id up to which to reserve; {@link #reserved} confirms that it is stored
     */
    SendIdAllocator(long from, LongConsumer reservation) {
        this.nextId = from;
        this.reserved = from;
        this.reservation = reservation;
    }

    /** A new id; 0 while none is reserved. */
    long next() {
        if (reserved - nextId <= BLOCK / 2 && !reserving) {
            reserving = true;
            reservation.accept(reserved + BLOCK);
        }
        return nextId < reserved ? nextId++ : 0;
    }

    /** Confirms that ids below this one are reserved. */
    void reserved(long upTo) {
        reserving = false;
        reserved = Math.max(reserved, upTo);
    }

    /** The reservation could not be stored and will be tried again. */
    void failed() {
        reserving = false;
    }
}
