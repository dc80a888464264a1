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

import io.github.cameltencent.birdtalk.protocol.ChatType;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which messages of all users, or of one group, were taken and which were handled. Ids grow with time, but are not
 * consecutive, so that a gap cannot be seen: the history tells, from the last id on up to which it was asked. Used by the
 * connection's thread.
 */
final class MessageStream {

    /** Beyond so many, the oldest are taken for complete without asking the history. */
    static final int MOST_REMEMBERED = 20_000;

    /** The key of the stream of all users; groups have ids above it. */
    static final long USERS = 0;

    private final long key;
    /** Up to here nothing is missing. */
    private long verified;
    /** What was taken above {@link #verified}. */
    private final TreeSet<Long> taken = new TreeSet<>();
    /** What was taken and is not handled yet. */
    private final TreeSet<Long> open = new TreeSet<>();
    /** The lowest ids that were dropped, one for each dialogue that is to be fetched. */
    private final Set<DialogueQueue> stale = new HashSet<>();

    private long highest;
    /** Behind this, something was not fetched that is known to be there, or may be. */
    private long known = Long.MAX_VALUE;

    /**
     * A stream of which everything up to a message was handled.
     *
     * @param key the group, or {@link #USERS}
     */
    MessageStream(long key, long handled) {
        this.key = key;
        this.verified = handled;
        this.highest = handled;
    }

    long key() {
        return key;
    }

    ChatType type() {
        return key == USERS ? ChatType.ChatTypeP2P : ChatType.ChatTypeGroup;
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
        if (taken.size() > MOST_REMEMBERED) {
            verify(taken.first());
        }
    }

    /** Whether no more can be remembered before what was dropped is fetched. */
    boolean isFull() {
        return taken.size() >= MOST_REMEMBERED && lowestLost() <= taken.first();
    }

    void done(long id) {
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
        known = Math.min(known, highest);
    }

    boolean isBehind() {
        return known != Long.MAX_VALUE;
    }

    /** All is fetched that came while nobody was connected. */
    void upToDate() {
        known = Long.MAX_VALUE;
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

    /** Up to here everything was handled: a later start goes on behind it. */
    long handled() {
        long before = open.isEmpty() ? highest : open.first() - 1;
        return Math.min(Math.min(before, known), lowestLost() - 1);
    }

    private long lowestLost() {
        long lowest = Long.MAX_VALUE;
        for (DialogueQueue dialogue : stale) {
            lowest = Math.min(lowest, dialogue.lostFrom());
        }
        return lowest;
    }
}
