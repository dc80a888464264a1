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
 * The stored state of an account. Immutable except for its key, which the owner of the state closes with it.
 *
 * @param key the agreed key, null for none
 * @param lastUserMessage the id up to which all messages from users were handled, 0 for none
 * @param lastGroupMessages the same for each group, by group id
 * @param sendCounter the next unused send id
 * @param handledBeyond the ids of messages handled above those ids, by group id, 0 for users. Without them the
 *     messages are delivered again after a crash
 * @param lastSeen the highest message id seen while all groups of the account were known, 0 for none: groups that the
 *     account joins while it is disconnected start there
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

    /** A state; collections are copied. */
    public ChatState {
        if (lastUserMessage < 0 || sendCounter < 1) {
            throw new IllegalArgumentException("Message ids must not be negative, and send ids start at 1");
        }
        lastGroupMessages = Map.copyOf(lastGroupMessages);
        handledBeyond = handledBeyond.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, ids -> Set.copyOf(ids.getValue())));
    }

    /** A state without handled messages above the last ones. */
    public ChatState(ChatKey key, long lastUserMessage, Map<Long, Long> lastGroupMessages, long sendCounter) {
        this(key, lastUserMessage, lastGroupMessages, sendCounter, Map.of(), 0);
    }

    /** A copy with another key, or null for none. */
    public ChatState withKey(ChatKey other) {
        return new ChatState(other, lastUserMessage, lastGroupMessages, sendCounter, handledBeyond, lastSeen);
    }

    /** A copy with another send counter. */
    public ChatState withSendCounter(long next) {
        return new ChatState(key, lastUserMessage, lastGroupMessages, next, handledBeyond, lastSeen);
    }

    /** A copy in which all messages from users up to an id were handled. */
    public ChatState withLastUserMessage(long msgId) {
        return new ChatState(key, msgId, lastGroupMessages, sendCounter, handledBeyond, lastSeen);
    }

    /** A copy in which all messages of a group up to an id were handled. */
    public ChatState withLastGroupMessage(long groupId, long msgId) {
        Map<Long, Long> groups = new java.util.HashMap<>(lastGroupMessages);
        groups.put(groupId, msgId);
        return new ChatState(key, lastUserMessage, groups, sendCounter, handledBeyond, lastSeen);
    }

    /** A copy whose key is closed independently. */
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
