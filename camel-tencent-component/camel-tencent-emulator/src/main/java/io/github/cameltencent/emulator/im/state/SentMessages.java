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
package io.github.cameltencent.emulator.im.state;

import io.github.cameltencent.emulator.im.request.ImQuery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last messages between users. */
public final class SentMessages {

    private static final int MAX = 20_000;

    public final DeduplicationWindow<SentMessage> sent = new DeduplicationWindow<>(Duration.ofSeconds(1));
    private final Deque<SentMessage> messages = new ArrayDeque<>();
    private long nextSeq = 1_000_000;

    public long nextSeq() {
        return nextSeq++ & ImQuery.UINT32;
    }

    public void add(SentMessage message) {
        if (messages.size() == MAX) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    /** The messages between two users, oldest first. */
    public List<SentMessage> between(String one, String other) {
        List<SentMessage> found = new ArrayList<>();
        for (SentMessage message : messages) {
            if (message.between(one, other)) {
                found.add(message);
            }
        }
        return found;
    }

    /** The messages from and to a user, oldest first. */
    public List<SentMessage> of(String user) {
        return messages.stream()
                .filter(message -> message.from.equals(user) || message.to.equals(user))
                .toList();
    }

    public void remove(SentMessage message) {
        messages.remove(message);
    }

    public void removeBetween(String one, String other) {
        messages.removeIf(message -> message.between(one, other));
    }

    /** The message with a key between two users; null if there is none. */
    public SentMessage find(String one, String other, String key) {
        return between(one, other).stream()
                .filter(message -> message.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    public List<SentMessage> unread(String user) {
        return messages.stream()
                .filter(message -> message.to.equals(user) && message.counted && !message.read && !message.withdrawn)
                .toList();
    }
}
