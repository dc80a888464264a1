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
package io.github.cameltencent.birdtalk.send;

import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.request.HistoryPageRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches the history for a sent message by its send id, newest first, down to the messages known before it was
 * sent. On the connection's thread.
 */
public final class SentMessageSearch {

    /** Two thousand messages of one dialogue; nobody waits for older ones. */
    private static final int MAX_PAGES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(SentMessageSearch.class);

    private final OutgoingMessage message;
    private final long ownId;
    private final Function<HistoryPageRequest, CompletableFuture<MsgQueryResult>> history;
    private final MessageSender sender;
    private int pages;

    public SentMessageSearch(
            OutgoingMessage message,
            long ownId,
            Function<HistoryPageRequest, CompletableFuture<MsgQueryResult>> history,
            MessageSender sender) {
        this.message = message;
        this.ownId = ownId;
        this.history = history;
        this.sender = sender;
    }

    public void start() {
        query(0);
    }

    private void query(long upTo) {
        if (++pages > MAX_PAGES) {
            sender.searchFailed(message);
            return;
        }
        history.apply(HistoryPageRequest.before(
                        message.to().type(), message.to().id(), upTo))
                .whenComplete(this::answered);
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the search must end, since later messages wait for it
    private void answered(MsgQueryResult page, Throwable failure) {
        if (failure != null) {
            sender.searchFailed(message);
            return;
        }
        try {
            examine(page.getChatDataListList());
        } catch (RuntimeException | Error e) {
            LOG.error("Unexpected exception in a search of the history; its message ends as AMBIGUOUS", e);
            sender.searchFailed(message);
        }
    }

    private void examine(List<MsgChat> newestFirst) {
        for (MsgChat entry : newestFirst) {
            if (message.isStoredAs(entry, ownId)) {
                sender.searchCompleted(message, entry.getMsgId(), entry.getTm());
                return;
            }
        }
        long oldest = newestFirst.isEmpty()
                ? 0
                : newestFirst.get(newestFirst.size() - 1).getMsgId();
        if (newestFirst.size() < HistoryPageRequest.SIZE || oldest <= message.searchFloor() + 1) {
            sender.searchCompleted(message, 0, 0);
        } else {
            query(oldest - 1);
        }
    }
}
