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
 * The memory that all answers of a component share while they are received. Each answer may fill its first window; for
 * more it asks here, and when the memory is used up, reading from its connection stops until another answer returns its
 * share. The oldest answer is never stopped, so that there is always one that can end. Thread-safe.
 */
final class AnswerMemory {

    /** How much more an answer may receive each time. */
    static final int STEP_BYTES = 256 * 1024;

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int HEAP_PART = 4;

    private final long bound;
    private long used;

    /** The answers that took a share, the oldest first. */
    private final Set<Share> shares = new LinkedHashSet<>();

    private final Queue<Share> stopped = new ArrayDeque<>();

    /**
     * Memory of a size.
     *
     * @param bound bytes; the oldest answer may exceed it by its own size
     */
    AnswerMemory(long bound) {
        this.bound = bound;
    }

    /** 64 MiB, or a quarter of the heap if that is less. */
    static AnswerMemory ofHeap() {
        return new AnswerMemory(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PART));
    }

    /** What one answer has taken. */
    final class Share {
        private long taken;
        private boolean released;
        private CapacityChannel waiting;

        /** Lets the connection read another step, now or when there is memory. */
        void request(CapacityChannel channel) throws IOException {
            synchronized (AnswerMemory.this) {
                if (released) {
                    return;
                }
                shares.add(this);
                if (!mayTake(this)) {
                    if (waiting == null) { // the connection may ask again for what it had read already
                        stopped.add(this);
                    }
                    waiting = channel;
                    return;
                }
                take();
            }
            channel.update(STEP_BYTES);
        }

        /** Returns all of it; what was stopped goes on. */
        void release() {
            for (Runnable resumed : releaseShare(this)) {
                resumed.run();
            }
        }

        private void take() {
            taken += STEP_BYTES;
            used += STEP_BYTES;
        }
    }

    /** The share of a new answer. */
    Share share() {
        return new Share();
    }

    /** How many bytes are taken. */
    synchronized long used() {
        return used;
    }

    private boolean mayTake(Share share) {
        return used + STEP_BYTES <= bound || shares.iterator().next() == share;
    }

    private synchronized List<Runnable> releaseShare(Share share) {
        if (share.released) {
            return List.of();
        }
        share.released = true;
        shares.remove(share);
        stopped.remove(share);
        used -= share.taken;
        List<Runnable> resumed = new ArrayList<>();
        stopped.removeIf(next -> {
            if (!mayTake(next)) {
                return false;
            }
            next.take();
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
            // its connection is closed, and its answer ends with that
        }
    }
}
