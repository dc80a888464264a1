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
import io.github.cameltencent.birdtalk.request.HistoryPageRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Fetches the history from a message on, page by page, while the target has room. Messages pushed meanwhile are
 * buffered and delivered afterwards, in order. On the connection's thread.
 */
final class HistoryFetch {

    private static final int MAX_BUFFERED = 1000;

    private final ChatType type;
    private final long peerOrGroup;
    private final Function<HistoryPageRequest, CompletableFuture<MsgQueryResult>> history;
    private final Target target;
    private final Deque<MsgChat> entries = new ArrayDeque<>();
    private final SortedMap<Long, MsgChat> buffered = new TreeMap<>();
    private long from;
    private boolean lastPage;
    private boolean overflowed;

    /** The target of the messages. */
    interface Target {

        /** Takes a message; false if there is no room: {@link HistoryFetch#resume} is to be called later. */
        boolean offer(MsgChat message);

        /** All messages of the history up to an id were taken. */
        void fetchedUpTo(long id);

        /**
         * The fetch is complete.
         *
         * @param upTo the highest id of the history
         */
        void complete(long upTo);

        /** The query of the history failed. */
        void failed(Throwable cause);
    }

    /**
     * A fetch.
     *
     * @param peerOrGroup the group id; for users the id of the other user, or 0 for all
     */
    HistoryFetch(
            ChatType type,
            long peerOrGroup,
            long from,
            Function<HistoryPageRequest, CompletableFuture<MsgQueryResult>> history,
            Target target) {
        this.type = type;
        this.peerOrGroup = peerOrGroup;
        this.from = from;
        this.history = history;
        this.target = target;
    }

    void start() {
        ask();
    }

    /** Buffers a message that was pushed; when the buffer is full, it is fetched instead. */
    void buffer(MsgChat pushed) {
        if (buffered.size() < MAX_BUFFERED) {
            buffered.put(pushed.getMsgId(), pushed);
        } else {
            overflowed = true;
        }
    }

    /** Requests the last page again, since there are newer messages. */
    void askAgain() {
        overflowed = true;
    }

    /** Continues, after the target got room. */
    void resume() {
        while (!entries.isEmpty()) {
            if (!target.offer(entries.peek())) {
                return;
            }
            target.fetchedUpTo(entries.poll().getMsgId());
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
        while (!buffered.isEmpty()) {
            MsgChat next = buffered.get(buffered.firstKey());
            if (!target.offer(next)) {
                return false;
            }
            buffered.remove(next.getMsgId());
        }
        return true;
    }

    private void ask() {
        overflowed = false;
        history.apply(HistoryPageRequest.from(type, peerOrGroup, from)).whenComplete((page, failure) -> {
            if (failure != null) {
                target.failed(failure);
            } else {
                pageReceived(page.getChatDataListList());
            }
        });
    }

    private void pageReceived(List<MsgChat> page) {
        entries.addAll(page);
        lastPage = page.size() < HistoryPageRequest.SIZE;
        if (!page.isEmpty()) {
            from = Math.max(from, page.get(page.size() - 1).getMsgId());
        }
        resume();
    }
}
