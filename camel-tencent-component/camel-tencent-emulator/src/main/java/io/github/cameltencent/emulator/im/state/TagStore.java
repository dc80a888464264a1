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

import io.github.cameltencent.emulator.engine.BoundedMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tags of users, and the number of uses of each tag. */
public final class TagStore {

    private final Map<String, Set<String>> tags = new BoundedMap<>(100_000);
    private final Map<String, Integer> used = new TreeMap<>();

    /** A modifiable copy of a user's tags. */
    public Set<String> of(String user) {
        return new LinkedHashSet<>(tags.getOrDefault(user, Set.of()));
    }

    /** A modifiable copy of all tags of the application. */
    public Set<String> all() {
        return new LinkedHashSet<>(used.keySet());
    }

    public void put(String user, Set<String> after) {
        of(user).forEach(tag -> used.merge(tag, -1, (count, one) -> count + one == 0 ? null : count + one));
        after.forEach(tag -> used.merge(tag, 1, Integer::sum));
        if (after.isEmpty()) {
            tags.remove(user);
        } else {
            tags.put(user, after);
        }
    }
}
