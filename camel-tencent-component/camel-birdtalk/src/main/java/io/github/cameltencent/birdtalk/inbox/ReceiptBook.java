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

import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.frame.ChatFrames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The receipts that senders are to get, several of one sender together. While there is no connection they wait, up to a
 * bound; the oldest go first. Used by the connection's thread.
 */
final class ReceiptBook {

    private static final int MOST = 10_000;
    private static final int TOGETHER = 100;

    private final ChatReceipts kind;
    private final Map<Long, List<Long>> bySender = new LinkedHashMap<>();
    /** The latest that were noted, which may be noted once more. */
    private final Set<Long> noted = new LinkedHashSet<>();

    private int size;

    ReceiptBook(ChatReceipts kind) {
        this.kind = kind;
    }

    /** Notes a message of a user to the account; true if it is the first that waits. */
    boolean add(long senderId, long msgId) {
        if (kind == ChatReceipts.NONE || senderId <= 0) {
            return false;
        }
        if (size >= MOST) {
            dropOldest();
        }
        noted.add(msgId);
        if (noted.size() > MOST) {
            noted.remove(noted.iterator().next());
        }
        bySender.computeIfAbsent(senderId, id -> new ArrayList<>()).add(msgId);
        return size++ == 0;
    }

    /** Whether a message had a receipt, which may have been lost: what failed, or was never handled, had none. */
    boolean had(long msgId) {
        return noted.contains(msgId);
    }

    private void dropOldest() {
        var oldest = bySender.entrySet().iterator();
        size -= oldest.next().getValue().size();
        oldest.remove();
    }

    /** Sends what waits, as long as it can be sent. */
    void flush(ChatLink link) {
        ChatFrames frames = link.frames();
        long now = link.now();
        var senders = bySender.entrySet().iterator();
        while (senders.hasNext()) {
            var sender = senders.next();
            List<Long> ids = sender.getValue();
            for (int i = 0; i < ids.size(); i += TOGETHER) {
                List<Long> some = ids.subList(i, Math.min(ids.size(), i + TOGETHER));
                long readAt = kind == ChatReceipts.READ ? now : 0;
                if (frames == null || !link.tell(frames.receipts(now, sender.getKey(), some, now, readAt))) {
                    return; // those that went already may go once more
                }
            }
            size -= ids.size();
            senders.remove();
        }
    }
}
