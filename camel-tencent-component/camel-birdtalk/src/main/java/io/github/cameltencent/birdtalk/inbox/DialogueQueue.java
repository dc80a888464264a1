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
package io.github.cameltencent.birdtalk.inbox;

import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The messages of one dialogue that wait for the consumer. On the connection's thread. */
final class DialogueQueue {

    /** The most messages of a batch. */
    private static final int BATCH = 100;

    private final Dialogue dialogue;
    private final MessageStream stream;
    private final Deque<MsgChat> waiting = new ArrayDeque<>();
    private final Set<Long> returned = new HashSet<>();
    private boolean busy;
    /** Until when to wait after a failed message, in milliseconds of the monotonic clock; 0 for no wait. */
    private long pausedUntil;
    /** The lowest id of the dropped messages, 0 for none. */
    private long droppedFrom;
    /** The fetch of the dropped messages; null for none. */
    private HistoryFetch fetch;

    DialogueQueue(Dialogue dialogue, MessageStream stream) {
        this.dialogue = dialogue;
        this.stream = stream;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    MessageStream stream() {
        return stream;
    }

    void add(MsgChat message) {
        waiting.add(message);
    }

    boolean canDispatch() {
        return !busy && pausedUntil == 0 && !waiting.isEmpty();
    }

    /** Removes the next batch. */
    List<MsgChat> next() {
        busy = true;
        List<MsgChat> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.poll());
        }
        return batch;
    }

    void ready() {
        busy = false;
    }

    /** Returns messages that were not handled to the front of the queue. */
    void putBack(List<MsgChat> left) {
        for (int i = left.size() - 1; i >= 0; i--) {
            waiting.addFirst(left.get(i));
        }
    }

    /**
     * Pauses after a failed message, which is fetched again with those after it.
     *
     * @param until in milliseconds of the monotonic clock
     * @return the messages that waited
     */
    List<MsgChat> pause(long until) {
        pausedUntil = until;
        fetch = null; // its messages are fetched again
        List<MsgChat> behind = List.copyOf(waiting);
        waiting.clear();
        return behind;
    }

    boolean isPaused(long now) {
        if (pausedUntil != 0 && now >= pausedUntil) {
            pausedUntil = 0;
        }
        return pausedUntil != 0;
    }

    /** Returns a message that failed, to be fetched again though it is known. */
    void returnMessage(long id) {
        returned.add(id);
        markDropped(id);
    }

    /** Whether a message of the history is to be handled. */
    boolean wants(long id) {
        return stream.isNew(id) || returned.contains(id);
    }

    void markFetched(long id) {
        returned.remove(id);
    }

    void markDropped(long id) {
        droppedFrom = droppedFrom == 0 ? id : Math.min(droppedFrom, id);
        stream.markDropped(this);
    }

    /** The history contains an unknown message of a dialogue with dropped ones: their fetch brings both. */
    void alsoDropped(long id) {
        if (id < droppedFrom) {
            markDropped(id);
            fetch = null; // it started after this message; a new one starts before it
        } else if (fetch != null) {
            fetch.askAgain(); // its last page may be older than this message
        }
    }

    boolean isStale() {
        return droppedFrom != 0;
    }

    long droppedFrom() {
        return droppedFrom;
    }

    void refetching(HistoryFetch by) {
        fetch = by;
    }

    HistoryFetch fetch() {
        return fetch;
    }

    /** The dropped messages up to an id were fetched. */
    void refetchedUpTo(long id) {
        droppedFrom = Math.max(droppedFrom, id + 1);
    }

    /** All dropped messages were fetched. */
    void refetched() {
        droppedFrom = 0;
        fetch = null;
        returned.clear();
        stream.refetched(this);
    }

    /** Whether it can be removed. */
    boolean isIdle() {
        return !busy && waiting.isEmpty() && pausedUntil == 0 && droppedFrom == 0 && fetch == null;
    }
}
