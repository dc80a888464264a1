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
package io.github.cameltencent.emulator.chat.state;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Messages by id, limited in number and in total size; the oldest are dropped. */
public final class ChatHistory {

    private final TreeMap<Long, StoredMessage> messages = new TreeMap<>();
    private long bytes;

    /** Stores a message and drops the oldest until both limits hold. */
    void keep(StoredMessage message, int maxMessages, long maxBytes) {
        messages.put(message.id, message);
        bytes += message.kept.getData().size();
        while (messages.size() > Math.max(1, maxMessages) || (bytes > maxBytes && messages.size() > 1)) {
            bytes -= messages.pollFirstEntry().getValue().kept.getData().size();
        }
    }

    /** The message with an id; null if unknown or dropped. */
    public StoredMessage get(long id) {
        return messages.get(id);
    }

    /** The messages, oldest first. */
    public Collection<StoredMessage> values() {
        return messages.values();
    }

    public NavigableMap<Long, StoredMessage> between(long min, long max) {
        return messages.subMap(min, true, max, true);
    }
}
