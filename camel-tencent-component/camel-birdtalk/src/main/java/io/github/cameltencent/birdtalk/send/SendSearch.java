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
import io.github.cameltencent.birdtalk.request.HistoryPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Looks for a message of ours in the history, newest first, down to what was known before it was sent. The server keeps the
 * send id of each message for this. Used by the connection's thread.
 */
public final class SendSearch {

    /** Two thousand messages of one dialogue: older than that, nobody waits for a reply any more. */
    private static final int MOST_PAGES = 20;

    private final ChatSend send;
    private final long ownId;
    private final Function<HistoryPage, CompletableFuture<MsgQueryResult>> history;
    private final ChatSends sends;
    private int pages;

    public SendSearch(
            ChatSend send,
            long ownId,
            Function<HistoryPage, CompletableFuture<MsgQueryResult>> history,
            ChatSends sends) {
        this.send = send;
        this.ownId = ownId;
        this.history = history;
        this.sends = sends;
    }

    public void begin() {
        ask(0);
    }

    private void ask(long upTo) {
        if (++pages > MOST_PAGES) {
            sends.searchFailed(send);
            return;
        }
        history.apply(HistoryPage.before(send.to().type(), send.to().id(), upTo))
                .whenComplete((page, failure) -> {
                    if (failure != null) {
                        sends.searchFailed(send);
                    } else {
                        look(page.getChatDataListList());
                    }
                });
    }

    private void look(List<MsgChat> newestFirst) {
        for (MsgChat entry : newestFirst) {
            if (send.isStoredAs(entry, ownId)) {
                sends.searched(send, entry.getMsgId(), entry.getTm());
                return;
            }
        }
        long oldest = newestFirst.isEmpty()
                ? 0
                : newestFirst.get(newestFirst.size() - 1).getMsgId();
        if (newestFirst.size() < HistoryPage.SIZE || oldest <= send.knownId() + 1) {
            sends.searched(send, 0, 0);
        } else {
            ask(oldest - 1);
        }
    }
}
