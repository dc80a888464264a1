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
 * Which messages of each stream were handled: all up to a mark, and some beyond it. What is noted stays noted, whoever
 * notes what later: marks never go back. Used by the connection's thread.
 */
public final class HandledMessages {

    /** How many are noted beyond the mark of a stream; more come again after a crash. */
    static final int MOST_BEYOND = 10_000;

    /** The key of the stream of all users; groups have ids above it. */
    public static final long USERS = 0;

    private final Map<Long, Long> marks = new HashMap<>();
    private final Map<Long, TreeSet<Long>> beyond = new HashMap<>();
    private long lastSeen;

    HandledMessages(ChatState state) {
        join(state);
    }

    /** Notes what a state has noted; true if that is new. */
    boolean join(ChatState state) {
        boolean[] more = {reached(USERS, state.lastUserMessage())};
        state.lastGroupMessages().forEach((group, mark) -> more[0] |= reached(group, mark));
        state.handledBeyond().forEach((key, ids) -> ids.forEach(id -> more[0] |= handled(key, id)));
        return more[0] | seen(state.lastSeen() == 0 ? highest(state) : state.lastSeen());
    }

    /** Where it is not known what was seen last, it is known what was handled. */
    private static long highest(ChatState state) {
        return state.lastGroupMessages().values().stream().reduce(state.lastUserMessage(), Math::max);
    }

    /** The highest message of all that was seen while all groups of the account were known, 0 if they never were. */
    long lastSeen() {
        return lastSeen;
    }

    /** A message was seen, and all groups of the account are known; true if none above it was. */
    boolean seen(long id) {
        boolean more = id > lastSeen;
        lastSeen = Math.max(lastSeen, id);
        return more;
    }

    /** Up to which message all were handled, 0 if none ever was. */
    long mark(long key) {
        return marks.getOrDefault(key, 0L);
    }

    /** The messages that were handled beyond the mark. */
    Set<Long> beyond(long key) {
        return Collections.unmodifiableSet(beyond.getOrDefault(key, new TreeSet<>()));
    }

    /** All up to a message were handled; true if that is new. */
    boolean reached(long key, long mark) {
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

    /** A message was handled, whatever became of those before it; true if that is new. */
    boolean handled(long key, long id) {
        if (id <= mark(key)) {
            return false;
        }
        TreeSet<Long> ids = beyond.computeIfAbsent(key, same -> new TreeSet<>());
        boolean more = ids.add(id);
        if (ids.size() > MOST_BEYOND) {
            ids.pollFirst();
        }
        return more;
    }

    /** All of it, with a key and a counter. */
    ChatState state(ChatKey key, long sendCounter) {
        Map<Long, Long> groups = new HashMap<>(marks);
        groups.remove(USERS);
        return new ChatState(key, mark(USERS), groups, sendCounter, Map.copyOf(beyond), lastSeen);
    }
}
