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
 * Gives out send ids, each once, also after a crash: blocks of them are reserved in the store before the first is given
 * out, so that not every message costs a write. The next block is asked for while half of the last is left, so that
 * nobody waits for the store. A restart skips what is left of a block. Used by one thread.
 */
final class SendIds {

    static final int BLOCK = 1000;

    private final LongConsumer reservation;
    private long next;
    private long reserved;
    private boolean asking;

    /**
     * Goes on where the state ends.
     *
     * @param from the counter of the loaded state
     * @param reservation told up to where ids are wanted; calls {@link #reserved} when that is stored
     */
    SendIds(long from, LongConsumer reservation) {
        this.next = from;
        this.reserved = from;
        this.reservation = reservation;
    }

    /** A number that was never given out before; 0 while none is reserved. */
    long take() {
        if (reserved - next <= BLOCK / 2 && !asking) {
            asking = true;
            reservation.accept(reserved + BLOCK);
        }
        return next < reserved ? next++ : 0;
    }

    /** The store remembers that ids below this one are taken. */
    void reserved(long upTo) {
        asking = false;
        reserved = Math.max(reserved, upTo);
    }

    /** The store could not remember; it is asked again. */
    void failed() {
        asking = false;
    }
}
