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
 * Which messages of all users, or of one group, were taken and which were handled. Ids grow with time, but are not
 * consecutive, so that a gap cannot be seen: the history tells, from the last id on up to which it was asked. Used by the
 * connection's thread.
 */
final class MessageStream {

    /** So many are remembered beyond what the history has told; what comes then waits there. */
    private static final int MOST_REMEMBERED = 20_000;

    /** After so many the history is asked, so that a state has few to name one by one. */
    private static final int MOST_UNASKED = 1000;

    private final long key;
    private final boolean asksHistory;
    /** Up to here nothing is missing. */
    private long verified;
    /** What was taken above {@link #verified}. */
    private final TreeSet<Long> taken = new TreeSet<>();
    /** What was taken and is not handled yet. */
    private final TreeSet<Long> open = new TreeSet<>();
    /** The lowest ids that were dropped, one for each dialogue that is to be fetched. */
    private final Set<DialogueQueue> stale = new HashSet<>();

    private long highest;
    private int unasked;
    private boolean behind;

    /**
     * A stream of which everything up to a message was handled, and some beyond it.
     *
     * @param key the group, or {@link HandledMessages#USERS}
     * @param asksHistory whether the history will be asked for what is missing
     */
    MessageStream(long key, long mark, Set<Long> beyond, boolean asksHistory) {
        this.key = key;
        this.asksHistory = asksHistory;
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

    /** The type of the messages of a stream. */
    static ChatType type(long key) {
        return key == HandledMessages.USERS ? ChatType.ChatTypeP2P : ChatType.ChatTypeGroup;
    }

    boolean isNew(long id) {
        return id > verified && !taken.contains(id);
    }

    /** It is being handled. */
    void take(long id) {
        pass(id);
        open.add(id);
    }

    /** There is nothing to handle about it. */
    void pass(long id) {
        taken.add(id);
        highest = Math.max(highest, id);
        unasked++;
        if (!asksHistory && taken.size() > MOST_REMEMBERED) {
            verify(taken.first());
        }
    }

    /** Whether no more can be remembered before the history is asked, or what was dropped is fetched. */
    boolean isFull() {
        return taken.size() >= MOST_REMEMBERED && (asksHistory || lowestLost() <= taken.first());
    }

    /** Whether the history should be asked soon. */
    boolean isDue() {
        return asksHistory && unasked >= MOST_UNASKED;
    }

    /** The history is being asked. */
    void asked() {
        unasked = 0;
    }

    /** It is not being handled any more. */
    void close(long id) {
        open.remove(id);
    }

    /** The history has told all up to here, but for what was dropped. */
    void verify(long id) {
        verified = Math.max(verified, Math.min(id, lowestLost() - 1));
        taken.headSet(verified, true).clear();
        highest = Math.max(highest, verified);
    }

    long verified() {
        return verified;
    }

    /** What came while nobody was connected could not be fetched: what is pushed now is not all. */
    void behind() {
        behind = true;
    }

    boolean isBehind() {
        return behind;
    }

    /** All is fetched that came while nobody was connected. */
    void upToDate() {
        behind = false;
    }

    /** A message of the dialogue was dropped. */
    void lose(DialogueQueue dialogue) {
        stale.add(dialogue);
    }

    void healed(DialogueQueue dialogue) {
        stale.remove(dialogue);
    }

    Set<DialogueQueue> stale() {
        return stale;
    }

    /** The last message that came, or that the history told. */
    long highest() {
        return highest;
    }

    /**
     * Up to here everything was handled, and the history has told that nothing is missing: a later start goes on behind
     * it. Without a history it is what is known here.
     */
    long mark() {
        long told = asksHistory ? verified : highest;
        long before = open.isEmpty() ? told : Math.min(told, open.first() - 1);
        return Math.min(before, lowestLost() - 1);
    }

    private long lowestLost() {
        long lowest = Long.MAX_VALUE;
        for (DialogueQueue dialogue : stale) {
            lowest = Math.min(lowest, dialogue.lostFrom());
        }
        return lowest;
    }
}
