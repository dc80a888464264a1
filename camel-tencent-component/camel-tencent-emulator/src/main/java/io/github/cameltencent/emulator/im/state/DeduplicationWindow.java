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
import java.time.Instant;
import java.util.Map;

/** Remembers results for a time, so that a repeat gets the same answer. */
public final class DeduplicationWindow<V> {

    private final Map<String, Seen<V>> seen = new BoundedMap<>(100_000);
    private final long windowMillis;

    DeduplicationWindow(Duration window) {
        windowMillis = window.toMillis();
    }

    /** The result for a key, if it is within the window; otherwise null. */
    public V find(String key, Instant now) {
        Seen<V> previous = seen.get(key);
        return previous != null && now.toEpochMilli() - previous.time <= windowMillis ? previous.value : null;
    }

    public void keep(String key, V value, Instant now) {
        // remove first: the map drops entries in insertion order
        seen.remove(key);
        seen.put(key, new Seen<>(now.toEpochMilli(), value));
    }

    private record Seen<V>(long time, V value) {}
}
