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
import io.github.cameltencent.emulator.engine.Bounded;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Robots, official accounts, who may not speak, words that are looked for, and what hangs on messages. */
public final class ImServices {

    private static final int MANY = 10_000;

    /** Their user ids. */
    public final Set<String> robots = new LinkedHashSet<>();

    public final Map<String, OfficialAccount> officialAccounts = new Bounded<>(MANY);

    /** Until when a user may not speak, to users and in groups. */
    public final Map<String, long[]> silenced = new Bounded<>(MANY);

    /** Words by the list that they are in and by themselves. */
    public final Map<String, Map<String, ObjectNode>> words = new Bounded<>(100);

    /** Pairs of keys and values by the message that they hang on. */
    public final Map<String, Map<String, ObjectNode>> extensions = new Bounded<>(MANY);

    /** How many ids were given. */
    public long lastId;

    /** An account that many subscribe to. */
    public static final class OfficialAccount {

        public final ObjectNode information;
        public final Map<String, ObjectNode> subscribers = new Bounded<>(MANY);
        public final Map<String, ObjectNode> messages = new Bounded<>(1000);

        public OfficialAccount(ObjectNode information) {
            this.information = information;
        }
    }
}
