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
import io.github.cameltencent.emulator.engine.Bounded;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who is whose friend, is blocked or followed by whom, and the profiles of users. */
public final class Relations {

    private static final int MANY = 100_000;
    private static final int MOST_OF_A_USER = 3000;

    private final Map<String, Map<String, Map<String, JsonNode>>> friends = new Bounded<>(MANY);
    private final Map<String, Map<String, Long>> blocked = new Bounded<>(MANY);
    private final Map<String, Map<String, Long>> followed = new Bounded<>(MANY);
    private final Map<String, Map<String, Set<String>>> groups = new Bounded<>(MANY);
    private final Map<String, Map<String, JsonNode>> profiles = new Bounded<>(MANY);

    /** The friends of a user with the tags of each, as they change. */
    public Map<String, Map<String, JsonNode>> friends(String user) {
        return friends.computeIfAbsent(user, unused -> new Bounded<>(MOST_OF_A_USER));
    }

    /** Whom a user blocks, and since when. */
    public Map<String, Long> blocked(String user) {
        return blocked.computeIfAbsent(user, unused -> new Bounded<>(MOST_OF_A_USER));
    }

    /** Whom a user follows, and since when. */
    public Map<String, Long> followed(String user) {
        return followed.computeIfAbsent(user, unused -> new Bounded<>(MOST_OF_A_USER));
    }

    /** Who follows a user, and since when. */
    public Map<String, Long> followers(String user) {
        Map<String, Long> followers = new LinkedHashMap<>();
        followed.forEach((follower, whom) -> {
            if (whom.containsKey(user)) {
                followers.put(follower, whom.get(user));
            }
        });
        return followers;
    }

    /** The groups in which a user keeps friends. */
    public Map<String, Set<String>> groups(String user) {
        return groups.computeIfAbsent(user, unused -> new TreeMap<>());
    }

    /** The profile of a user: values by their tags. */
    public Map<String, JsonNode> profile(String user) {
        return profiles.computeIfAbsent(user, unused -> new TreeMap<>());
    }

    /** Forgets all that a user has. */
    public void remove(String user) {
        friends.remove(user);
        blocked.remove(user);
        followed.remove(user);
        groups.remove(user);
        profiles.remove(user);
    }
}
