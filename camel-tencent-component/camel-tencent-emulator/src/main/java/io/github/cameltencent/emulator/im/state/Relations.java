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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.emulator.engine.BoundedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Friends, black lists, followers and profiles of users. */
public final class Relations {

    private static final int MAX_ENTRIES = 100_000;
    private static final int MAX_PER_USER = 3000;

    private final Map<String, Map<String, Map<String, JsonNode>>> friends = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Map<String, Long>> blocked = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Map<String, Long>> followed = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Map<String, Set<String>>> groups = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Map<String, JsonNode>> profiles = new BoundedMap<>(MAX_ENTRIES);

    /** A live view of a user's friends with their tags. */
    public Map<String, Map<String, JsonNode>> friends(String user) {
        return friends.computeIfAbsent(user, unused -> new BoundedMap<>(MAX_PER_USER));
    }

    /** The users that a user blocks, with the time. */
    public Map<String, Long> blocked(String user) {
        return blocked.computeIfAbsent(user, unused -> new BoundedMap<>(MAX_PER_USER));
    }

    /** The users that a user follows, with the time. */
    public Map<String, Long> followed(String user) {
        return followed.computeIfAbsent(user, unused -> new BoundedMap<>(MAX_PER_USER));
    }

    /** The followers of a user, with the time. */
    public Map<String, Long> followers(String user) {
        Map<String, Long> followers = new LinkedHashMap<>();
        followed.forEach((follower, whom) -> {
            if (whom.containsKey(user)) {
                followers.put(follower, whom.get(user));
            }
        });
        return followers;
    }

    /** The friend groups of a user. */
    public Map<String, Set<String>> groups(String user) {
        return groups.computeIfAbsent(user, unused -> new TreeMap<>());
    }

    /** The profile of a user: values by their tags. */
    public Map<String, JsonNode> profile(String user) {
        return profiles.computeIfAbsent(user, unused -> new TreeMap<>());
    }

    /** Removes all data of a user. */
    public void remove(String user) {
        friends.remove(user);
        blocked.remove(user);
        followed.remove(user);
        groups.remove(user);
        profiles.remove(user);
    }
}
