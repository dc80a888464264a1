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
import io.github.cameltencent.birdtalk.request.HistoryPageRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Fetches the dropped messages of a dialogue. Results that arrive after the dialogue was paused are ignored, since
 * they are fetched again. On the connection's thread.
 */
final class DialogueRefetch implements HistoryFetch.Target {

    private final DialogueQueue queue;
    private final ChatInbox inbox;
    private final HistoryFetch fetch;

    DialogueRefetch(
            DialogueQueue queue,
            ChatInbox inbox,
            Function<HistoryPageRequest, CompletableFuture<MsgQueryResult>> history) {
        this.queue = queue;
        this.inbox = inbox;
        Dialogue dialogue = queue.dialogue();
        this.fetch = new HistoryFetch(dialogue.type(), dialogue.id(), queue.droppedFrom(), history, this);
    }

    void start() {
        queue.refetching(fetch);
        fetch.start();
    }

    @Override
    public boolean offer(MsgChat message) {
        if (!isCurrent()) {
            return false;
        }
        return !queue.wants(message.getMsgId()) || inbox.fetched(queue, message, fetch);
    }

    @Override
    public void fetchedUpTo(long id) {
        if (isCurrent()) {
            queue.refetchedUpTo(id);
        }
    }

    @Override
    public void complete(long upTo) {
        if (isCurrent()) {
            queue.refetched();
            inbox.progress(queue);
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (isCurrent()) {
            queue.refetching(null); // repeated by the next tick
            inbox.failed(queue, cause);
        }
    }

    private boolean isCurrent() {
        return queue.fetch() == fetch;
    }
}
