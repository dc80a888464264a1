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
package io.github.cameltencent.birdtalk;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an account remembers between runs. Immutable but for its key, which whoever got the state closes with it.
 *
 * @param key the agreed key, null where there is none
 * @param lastUserMessage the message id between users up to which everything was handled, 0 at first
 * @param lastGroupMessages the same by group
 * @param sendCounter a number that no message was sent with yet, nor any above it
 * @param handledBeyond the ids of messages that were handled beyond those, by group, 0 for those between users: a store
 *     that leaves them out makes them come again after a crash
 * @param lastSeen the highest message id that was seen while all groups of the account were known: groups that it gets
 *     into while nobody is connected begin there. 0 where it is not known
 */
public record ChatState(
        ChatKey key,
        long lastUserMessage,
        Map<Long, Long> lastGroupMessages,
        long sendCounter,
        Map<Long, Set<Long>> handledBeyond,
        long lastSeen)
        implements AutoCloseable {

    /** The state of an account that was never used. */
    public static final ChatState NEW = new ChatState(null, 0, Map.of(), 1);

    /** A state whose collections are copied. */
    public ChatState {
        if (lastUserMessage < 0 || sendCounter < 1) {
            throw new IllegalArgumentException("Message ids are not negative, and send ids begin with 1");
        }
        lastGroupMessages = Map.copyOf(lastGroupMessages);
        handledBeyond = handledBeyond.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, ids -> Set.copyOf(ids.getValue())));
    }

    /** A state where nothing was handled beyond the last messages. */
    public ChatState(ChatKey key, long lastUserMessage, Map<Long, Long> lastGroupMessages, long sendCounter) {
        this(key, lastUserMessage, lastGroupMessages, sendCounter, Map.of(), 0);
    }

    /** The same with another key, or none. */
    public ChatState withKey(ChatKey other) {
        return new ChatState(other, lastUserMessage, lastGroupMessages, sendCounter, handledBeyond, lastSeen);
    }

    /** The same with another counter. */
    public ChatState withSendCounter(long next) {
        return new ChatState(key, lastUserMessage, lastGroupMessages, next, handledBeyond, lastSeen);
    }

    /** The same with everything between users handled up to a message. */
    public ChatState withLastUserMessage(long msgId) {
        return new ChatState(key, msgId, lastGroupMessages, sendCounter, handledBeyond, lastSeen);
    }

    /** The same with everything of a group handled up to a message. */
    public ChatState withLastGroupMessage(long groupId, long msgId) {
        Map<Long, Long> groups = new java.util.HashMap<>(lastGroupMessages);
        groups.put(groupId, msgId);
        return new ChatState(key, lastUserMessage, groups, sendCounter, handledBeyond, lastSeen);
    }

    /** The same with a key that is closed by itself. */
    public ChatState copy() {
        return key == null ? this : withKey(key.copy());
    }

    @Override
    public void close() {
        if (key != null) {
            key.close();
        }
    }
}
