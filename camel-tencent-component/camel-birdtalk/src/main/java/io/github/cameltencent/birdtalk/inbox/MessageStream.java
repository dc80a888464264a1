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

import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.state.HandledMessages;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tracks which messages of all users, or of one group, were received and handled. Ids increase but are not
 * consecutive, so that gaps show only in the history, which is queried from the last verified id on. On the
 * connection's thread.
 */
final class MessageStream {

    /** The most ids recorded above the verified one; further messages are dropped until the history was queried. */
    private static final int MAX_TAKEN = 20_000;

    /** After so many messages the history is queried, to keep the state small. */
    private static final int MAX_UNVERIFIED = 1000;

    private final long key;
    private final boolean usesHistory;
    /** No message up to this id is missing. */
    private long verified;
    /** The ids received above {@link #verified}. */
    private final TreeSet<Long> taken = new TreeSet<>();
    /** The ids received and not handled yet. */
    private final TreeSet<Long> open = new TreeSet<>();
    /** The dialogues with dropped messages. */
    private final Set<DialogueQueue> stale = new HashSet<>();

    private long highest;
    private int unverified;
    private boolean behind;

    /**
     * A stream with stored progress.
     *
     * @param key the group id, or {@link HandledMessages#USERS}
     * @param usesHistory whether the history is queried for missing messages
     */
    MessageStream(long key, long mark, Set<Long> beyond, boolean usesHistory) {
        this.key = key;
        this.usesHistory = usesHistory;
        this.verified = mark;
        this.taken.addAll(beyond);
        this.taken.headSet(mark, true).clear();
        this.highest = taken.isEmpty() ? mark : taken.last();
    }

    long key() {
        return key;
    }

    ChatType type() {
        return type(key);
    }

    /** The chat type of a stream. */
    static ChatType type(long key) {
        return key == HandledMessages.USERS ? ChatType.ChatTypeP2P : ChatType.ChatTypeGroup;
    }

    boolean isNew(long id) {
        return id > verified && !taken.contains(id);
    }

    /** Records a message that is to be handled. */
    void take(long id) {
        skip(id);
        open.add(id);
    }

    /** Records a message that needs no handling. */
    void skip(long id) {
        taken.add(id);
        highest = Math.max(highest, id);
        unverified++;
        if (!usesHistory && taken.size() > MAX_TAKEN) {
            verify(taken.first());
        }
    }

    /** Whether no more ids can be recorded before the history was queried or dropped messages were fetched. */
    boolean isFull() {
        return taken.size() >= MAX_TAKEN && (usesHistory || lowestDropped() <= taken.first());
    }

    /** Whether to query the history soon. */
    boolean isDue() {
        return usesHistory && unverified >= MAX_UNVERIFIED;
    }

    /** The history is being queried. */
    void verificationStarted() {
        unverified = 0;
    }

    /** Records that a message was handled. */
    void messageDone(long id) {
        open.remove(id);
    }

    /** The history was read up to an id, apart from dropped messages. */
    void verify(long id) {
        verified = Math.max(verified, Math.min(id, lowestDropped() - 1));
        taken.headSet(verified, true).clear();
        highest = Math.max(highest, verified);
    }

    long verified() {
        return verified;
    }

    /** The messages sent while disconnected could not be fetched. */
    void markBehind() {
        behind = true;
    }

    boolean isBehind() {
        return behind;
    }

    /** The messages sent while disconnected were fetched. */
    void markUpToDate() {
        behind = false;
    }

    /** Records that messages of a dialogue were dropped. */
    void markDropped(DialogueQueue dialogue) {
        stale.add(dialogue);
    }

    void refetched(DialogueQueue dialogue) {
        stale.remove(dialogue);
    }

    Set<DialogueQueue> stale() {
        return stale;
    }

    /** The highest id that was received or read from the history. */
    long highest() {
        return highest;
    }

    /**
     * The id up to which all messages were handled and none is missing; a later start continues after it. Without the
     * history it is based on the messages received.
     */
    long mark() {
        long received = usesHistory ? verified : highest;
        long before = open.isEmpty() ? received : Math.min(received, open.first() - 1);
        return Math.min(before, lowestDropped() - 1);
    }

    private long lowestDropped() {
        long lowest = Long.MAX_VALUE;
        for (DialogueQueue dialogue : stale) {
            lowest = Math.min(lowest, dialogue.droppedFrom());
        }
        return lowest;
    }
}
