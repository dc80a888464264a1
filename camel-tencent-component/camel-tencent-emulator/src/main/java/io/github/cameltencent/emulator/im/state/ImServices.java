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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Robots, official accounts, muted users, audit words and message extensions. */
public final class ImServices {

    private static final int MAX_ENTRIES = 10_000;

    /** The user ids of robots. */
    public final Set<String> robots = new LinkedHashSet<>();

    public final Map<String, OfficialAccount> officialAccounts = new BoundedMap<>(MAX_ENTRIES);

    /** The mute end times of users, for messages to users and to groups. */
    public final Map<String, long[]> silenced = new BoundedMap<>(MAX_ENTRIES);

    /** Audit words by list and word. */
    public final Map<String, Map<String, ObjectNode>> words = new BoundedMap<>(100);

    /** Key-value extensions by message. */
    public final Map<String, Map<String, ObjectNode>> extensions = new BoundedMap<>(MAX_ENTRIES);

    /** The last assigned id. */
    public long lastId;

    /** An account that users subscribe to. */
    public static final class OfficialAccount {

        public final ObjectNode information;
        public final Map<String, ObjectNode> subscribers = new BoundedMap<>(MAX_ENTRIES);
        public final Map<String, ObjectNode> messages = new BoundedMap<>(1000);

        public OfficialAccount(ObjectNode information) {
            this.information = information;
        }
    }
}
