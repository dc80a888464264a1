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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.BoundedMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Changes that users made to their conversation lists: deletions, marks and groups. */
public final class Conversations {

    private static final int MAX_ENTRIES = 100_000;

    private final Map<String, Map<String, Long>> deleted = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Map<String, ObjectNode>> marks = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Map<String, ContactGroup>> groups = new BoundedMap<>(MAX_ENTRIES);
    private int lastGroup;

    /** The times of a user's deletions by conversation. */
    public Map<String, Long> deleted(String user) {
        return deleted.computeIfAbsent(user, unused -> new BoundedMap<>(1000));
    }

    /** The marks of a user's conversations. */
    public Map<String, ObjectNode> marks(String user) {
        return marks.computeIfAbsent(user, unused -> new BoundedMap<>(1000));
    }

    /** The groups of a user by their names. */
    public Map<String, ContactGroup> groups(String user) {
        return groups.computeIfAbsent(user, unused -> new LinkedHashMap<>());
    }

    /** Returns the group with a name, creating it if necessary. */
    public ContactGroup group(String user, String name) {
        return groups(user).computeIfAbsent(name, unused -> new ContactGroup(++lastGroup));
    }

    /** A group of conversations. */
    public static final class ContactGroup {

        public final int id;
        public final Set<String> members = new LinkedHashSet<>();

        ContactGroup(int id) {
            this.id = id;
        }
    }
}
