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
package io.github.cameltencent.cloud.call;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A product of the Cloud API with its versions and actions. Immutable. */
public final class CloudProduct {

    private final String name;
    private final List<String> versions;
    private final Map<String, String> actions;

    CloudProduct(String name, List<String> versions, Map<String, String> actions) {
        this.name = name;
        this.versions = versions;
        this.actions = actions;
    }

    /** The name in addresses and signatures, such as {@code cvm}. */
    public String name() {
        return name;
    }

    /** All versions, the newest last. */
    public List<String> versions() {
        return versions;
    }

    /** The actions of all versions. */
    public Collection<String> actions() {
        return Collections.unmodifiableCollection(actions.keySet());
    }

    /** Returns the newest version that has the action, which is not always the newest of all; null if none has it. */
    public String version(String action) {
        return actions.get(action);
    }

    /** Returns the newest version, for actions that are not in the list. */
    String newest() {
        return versions.get(versions.size() - 1);
    }
}
