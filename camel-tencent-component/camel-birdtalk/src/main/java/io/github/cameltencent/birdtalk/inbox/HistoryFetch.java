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

import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.request.HistoryPage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Fetches the history from a message on, page by page, as fast as there is room. What is pushed meanwhile is held, and
 * comes after it, so that the order is kept. Used by the connection's thread.
 */
final class HistoryFetch {

    private static final int MOST_HELD = 1000;

    private final ChatType type;
    private final long peerOrGroup;
    private final Function<HistoryPage, CompletableFuture<MsgQueryResult>> history;
    private final Target target;
    private final Deque<MsgChat> entries = new ArrayDeque<>();
    private final SortedMap<Long, MsgChat> held = new TreeMap<>();
    private long from;
    private boolean lastPage;
    private boolean overflowed;

    /** Who wants the messages. */
    interface Target {

        /** Takes a message; false while there is no room: {@link HistoryFetch#go} is to be called later. */
        boolean offer(MsgChat message);

        /** All that the history has up to a message was taken. */
        void reached(long id);

        /**
         * All is there.
         *
         * @param upTo the highest id that the history has told
         */
        void complete(long upTo);

        /** The history cannot be asked. */
        void failed(Throwable why);
    }

    /**
     * A fetch.
     *
     * @param peerOrGroup a group; between users the other one, or 0 for all of them
     */
    HistoryFetch(
            ChatType type,
            long peerOrGroup,
            long from,
            Function<HistoryPage, CompletableFuture<MsgQueryResult>> history,
            Target target) {
        this.type = type;
        this.peerOrGroup = peerOrGroup;
        this.from = from;
        this.history = history;
        this.target = target;
    }

    void begin() {
        ask();
    }

    /** Holds what was pushed; more than can be held is fetched as well. */
    void hold(MsgChat pushed) {
        if (held.size() < MOST_HELD) {
            held.put(pushed.getMsgId(), pushed);
        } else {
            overflowed = true;
        }
    }

    /** There is more than the last page that came: the end is asked for once again. */
    void more() {
        overflowed = true;
    }

    /** Goes on, now that there is room. */
    void go() {
        while (!entries.isEmpty()) {
            if (!target.offer(entries.peek())) {
                return;
            }
            target.reached(entries.poll().getMsgId());
        }
        if (lastPage && !overflowed && !flushed()) {
            return;
        }
        if (!lastPage || overflowed) {
            ask();
        } else {
            target.complete(from);
        }
    }

    private boolean flushed() {
        while (!held.isEmpty()) {
            MsgChat next = held.get(held.firstKey());
            if (!target.offer(next)) {
                return false;
            }
            held.remove(next.getMsgId());
        }
        return true;
    }

    private void ask() {
        overflowed = false;
        history.apply(HistoryPage.from(type, peerOrGroup, from)).whenComplete((page, failure) -> {
            if (failure != null) {
                target.failed(failure);
            } else {
                came(page.getChatDataListList());
            }
        });
    }

    private void came(List<MsgChat> page) {
        entries.addAll(page);
        lastPage = page.size() < HistoryPage.SIZE;
        if (!page.isEmpty()) {
            from = Math.max(from, page.get(page.size() - 1).getMsgId());
        }
        go();
    }
}
