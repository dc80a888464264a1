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

import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.frame.MessageFrames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The receipts to be sent, several for each sender together. Without a connection they wait, up to a bound; the
 * oldest are dropped first. On the connection's thread.
 */
final class PendingReceipts {

    private static final int MAX_RECEIPTS = 10_000;
    private static final int BATCH = 100;

    private final ReceiptPolicy kind;
    private final Map<Long, List<Long>> bySender = new LinkedHashMap<>();
    /** The latest messages with a receipt, which may need it again. */
    private final Set<Long> recent = new LinkedHashSet<>();

    private int size;

    PendingReceipts(ReceiptPolicy kind) {
        this.kind = kind;
    }

    /** Adds a receipt; true if no other is waiting. */
    boolean add(long senderId, long msgId) {
        if (kind == ReceiptPolicy.NONE || senderId <= 0) {
            return false;
        }
        if (size >= MAX_RECEIPTS) {
            dropOldest();
        }
        recent.add(msgId);
        if (recent.size() > MAX_RECEIPTS) {
            recent.remove(recent.iterator().next());
        }
        bySender.computeIfAbsent(senderId, id -> new ArrayList<>()).add(msgId);
        return size++ == 0;
    }

    /** Whether a receipt was sent for a message. It may have been lost. */
    boolean wasSent(long msgId) {
        return recent.contains(msgId);
    }

    private void dropOldest() {
        var oldest = bySender.entrySet().iterator();
        size -= oldest.next().getValue().size();
        oldest.remove();
    }

    /** Sends all receipts, while the connection allows. */
    void flush(AccountClient client) {
        MessageFrames frames = client.frames();
        long now = client.unixMillis();
        var senders = bySender.entrySet().iterator();
        while (senders.hasNext()) {
            var sender = senders.next();
            List<Long> ids = sender.getValue();
            for (int i = 0; i < ids.size(); i += BATCH) {
                List<Long> some = ids.subList(i, Math.min(ids.size(), i + BATCH));
                long readAt = kind == ReceiptPolicy.READ ? now : 0;
                if (frames == null || !client.write(frames.receipts(now, sender.getKey(), some, now, readAt))) {
                    return; // receipts that were sent may be sent again
                }
            }
            size -= ids.size();
            senders.remove();
        }
    }
}
