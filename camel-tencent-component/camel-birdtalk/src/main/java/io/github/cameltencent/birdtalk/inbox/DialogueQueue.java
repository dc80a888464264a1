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

/** The messages of one dialogue that wait for the route, which takes them one by one. Used by the connection's thread. */
final class DialogueQueue {

    /** How many are given to a thread of the route at once. */
    private static final int BATCH = 100;

    private final Dialogue dialogue;
    private final MessageStream stream;
    private final Deque<MsgChat> waiting = new ArrayDeque<>();
    private final Set<Long> known = new HashSet<>();
    private boolean busy;
    /** In ticks; 0 unless a message failed and is to be tried again. */
    private long pausedUntil;
    /** The lowest id that was dropped, 0 if nothing was. */
    private long lostFrom;
    /** Null unless what was dropped is being fetched. */
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

    boolean canGo() {
        return !busy && pausedUntil == 0 && !waiting.isEmpty();
    }

    /** The next to be handled, in one go. */
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

    /** These were not handled, and come before what waits. */
    void putBack(List<MsgChat> left) {
        for (int i = left.size() - 1; i >= 0; i--) {
            waiting.addFirst(left.get(i));
        }
    }

    /**
     * A message failed: it and those behind it are fetched again from then on.
     *
     * @param until in ticks
     * @return what waited behind it
     */
    List<MsgChat> pause(long until) {
        pausedUntil = until;
        fetch = null; // what it finds meanwhile is found again
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

    /** A message that was taken is given back: it will be fetched again though it is known. */
    void giveBack(long id) {
        known.add(id);
        lose(id);
    }

    /** Whether a message is to be handled that the history tells. */
    boolean wants(long id) {
        return stream.isNew(id) || known.contains(id);
    }

    void wanted(long id) {
        known.remove(id);
    }

    void lose(long id) {
        lostFrom = lostFrom == 0 ? id : Math.min(lostFrom, id);
        stream.lose(this);
    }

    /** The history has a message that was never here, while another was dropped: what fetches that one brings both. */
    void alsoLost(long id) {
        if (id < lostFrom) {
            lose(id);
            fetch = null; // it began behind this message: another begins before it
        } else if (fetch != null) {
            fetch.more(); // its last page may be older than this message
        }
    }

    boolean isStale() {
        return lostFrom != 0;
    }

    long lostFrom() {
        return lostFrom;
    }

    void healing(HistoryFetch by) {
        fetch = by;
    }

    HistoryFetch fetch() {
        return fetch;
    }

    /** What was dropped is here up to a message. */
    void healedUpTo(long id) {
        lostFrom = Math.max(lostFrom, id + 1);
    }

    /** What was dropped is here. */
    void healed() {
        lostFrom = 0;
        fetch = null;
        known.clear();
        stream.healed(this);
    }

    /** Whether nothing is known of it that must be kept. */
    boolean isIdle() {
        return !busy && waiting.isEmpty() && pausedUntil == 0 && lostFrom == 0 && fetch == null;
    }
}
