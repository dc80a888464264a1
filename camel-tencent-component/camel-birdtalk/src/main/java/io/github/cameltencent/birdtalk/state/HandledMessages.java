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
package io.github.cameltencent.birdtalk.state;

import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.ChatState;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The progress of each stream: all messages up to a mark were handled, and some above it. Marks never decrease. On
 * the connection's thread.
 */
public final class HandledMessages {

    /** The most ids recorded above the mark of a stream; messages beyond that are handled again after a crash. */
    static final int MAX_BEYOND = 10_000;

    /** The key of the stream of all users; other keys are group ids. */
    public static final long USERS = 0;

    private final Map<Long, Long> marks = new HashMap<>();
    private final Map<Long, TreeSet<Long>> beyond = new HashMap<>();
    private long lastSeen;

    HandledMessages(ChatState state) {
        merge(state);
    }

    /** Merges the progress of a stored state; true if it changed anything. */
    boolean merge(ChatState state) {
        boolean[] more = {markHandledUpTo(USERS, state.lastUserMessage())};
        state.lastGroupMessages().forEach((group, mark) -> more[0] |= markHandledUpTo(group, mark));
        state.handledBeyond().forEach((key, ids) -> ids.forEach(id -> more[0] |= markHandled(key, id)));
        return more[0] | markSeen(state.lastSeen() == 0 ? highest(state) : state.lastSeen());
    }

    /** The highest handled id, for states that do not contain the highest seen one. */
    private static long highest(ChatState state) {
        return state.lastGroupMessages().values().stream().reduce(state.lastUserMessage(), Math::max);
    }

    /** The highest message id seen while all groups were known, 0 for none. */
    long lastSeen() {
        return lastSeen;
    }

    /** Records a message that was seen while all groups were known; true if it is the highest. */
    boolean markSeen(long id) {
        boolean more = id > lastSeen;
        lastSeen = Math.max(lastSeen, id);
        return more;
    }

    /** The id up to which all messages were handled, 0 for none. */
    long mark(long key) {
        return marks.getOrDefault(key, 0L);
    }

    /** The handled ids above the mark. */
    Set<Long> beyond(long key) {
        return Collections.unmodifiableSet(beyond.getOrDefault(key, new TreeSet<>()));
    }

    /** Records that all messages up to an id were handled; true if that is new. */
    boolean markHandledUpTo(long key, long mark) {
        if (mark <= mark(key)) {
            return false;
        }
        marks.put(key, mark);
        beyond.computeIfPresent(key, (same, ids) -> {
            ids.headSet(mark, true).clear();
            return ids.isEmpty() ? null : ids;
        });
        return true;
    }

    /** Records a single handled message; true if that is new. */
    boolean markHandled(long key, long id) {
        if (id <= mark(key)) {
            return false;
        }
        TreeSet<Long> ids = beyond.computeIfAbsent(key, same -> new TreeSet<>());
        boolean more = ids.add(id);
        if (ids.size() > MAX_BEYOND) {
            ids.pollFirst();
        }
        return more;
    }

    /** The state with this progress, a key and a counter. */
    ChatState state(ChatKey key, long sendCounter) {
        Map<Long, Long> groups = new HashMap<>(marks);
        groups.remove(USERS);
        return new ChatState(key, mark(USERS), groups, sendCounter, Map.copyOf(beyond), lastSeen);
    }
}
