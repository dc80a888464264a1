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
package io.github.cameltencent.push;

import java.io.Serializable;
import java.util.List;

/**
 * One request of a push.
 *
 * @param platform null if one request serves all platforms
 * @param targets null for a broadcast
 */
public record PushPart(PushPlatform platform, List<String> targets) implements Serializable {

    public PushPart {
        targets = targets == null ? null : List.copyOf(targets); // a sublist is not serializable
    }

    public boolean isBroadcast() {
        return targets == null;
    }

    public int size() {
        return targets == null ? 0 : targets.size();
    }

    public String platformText() {
        return platform == null ? null : platform.text();
    }

    @Override
    public String toString() {
        return "PushPart[" + platformText() + ", " + size() + "]";
    }
}
