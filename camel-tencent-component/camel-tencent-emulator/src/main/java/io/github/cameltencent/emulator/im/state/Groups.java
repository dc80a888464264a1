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
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** The groups of an application. */
public final class Groups {

    private static final int MAX = 10_000;

    public final DeduplicationWindow<Group.Post> posted = new DeduplicationWindow<>(Duration.ofMinutes(5));
    private final Map<String, Group> groups = new BoundedMap<>(MAX);
    private long number;
    public long broadcasts;

    public String newId(String type) {
        return (type.equals("Community") ? "@TGS#_" : "@TGS#")
                + Long.toString(100_000 + ++number, 36).toUpperCase(java.util.Locale.ROOT);
    }

    public void add(Group group) {
        groups.put(group.id, group);
    }

    public Group find(String id) {
        return groups.get(id);
    }

    public void remove(String id) {
        groups.remove(id);
    }

    public Collection<Group> all() {
        return groups.values();
    }
}
