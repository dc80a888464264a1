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

import io.github.cameltencent.emulator.engine.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What was sent within a window, so that a repeat of it can be given the same answer. */
public final class Duplicates<V> {

    private final Map<String, Seen<V>> seen = new Bounded<>(100_000);
    private final long windowMillis;

    Duplicates(Duration window) {
        windowMillis = window.toMillis();
    }

    /** What was kept under the key, if that is within the window; else null. */
    public V find(String key, Instant now) {
        Seen<V> before = seen.get(key);
        return before != null && now.toEpochMilli() - before.time <= windowMillis ? before.value : null;
    }

    public void keep(String key, V value, Instant now) {
        // out first, since the map forgets in the order of coming in
        seen.remove(key);
        seen.put(key, new Seen<>(now.toEpochMilli(), value));
    }

    private record Seen<V>(long time, V value) {}
}
