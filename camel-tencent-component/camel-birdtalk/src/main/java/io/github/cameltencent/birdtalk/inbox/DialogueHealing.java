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
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.request.HistoryPage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Fetches what was dropped of a dialogue. What it finds after the dialogue was paused does not count: it is found again.
 * Used by the connection's thread.
 */
final class DialogueHealing implements HistoryFetch.Target {

    private final DialogueQueue queue;
    private final ChatInbox inbox;
    private final HistoryFetch fetch;

    DialogueHealing(
            DialogueQueue queue, ChatInbox inbox, Function<HistoryPage, CompletableFuture<MsgQueryResult>> history) {
        this.queue = queue;
        this.inbox = inbox;
        Dialogue dialogue = queue.dialogue();
        this.fetch = new HistoryFetch(dialogue.type(), dialogue.id(), queue.lostFrom(), history, this);
    }

    void begin() {
        queue.healing(fetch);
        fetch.begin();
    }

    @Override
    public boolean offer(MsgChat message) {
        if (!isCurrent()) {
            return false;
        }
        return !queue.wants(message.getMsgId()) || inbox.fetched(queue, message, fetch);
    }

    @Override
    public void reached(long id) {
        if (isCurrent()) {
            queue.healedUpTo(id);
        }
    }

    @Override
    public void complete(long upTo) {
        if (isCurrent()) {
            queue.healed();
            inbox.progress(queue);
        }
    }

    @Override
    public void failed(Throwable why) {
        if (isCurrent()) {
            queue.healing(null); // tried again by the next tick
            inbox.failed(queue, why);
        }
    }

    private boolean isCurrent() {
        return queue.fetch() == fetch;
    }
}
