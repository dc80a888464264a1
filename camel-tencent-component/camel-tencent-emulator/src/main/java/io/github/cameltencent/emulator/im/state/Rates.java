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
import java.time.Instant;
import java.util.Map;

/** How often things were done, counted in fixed windows, and when last. */
public final class Rates {

    private final Map<String, long[]> windows = new Bounded<>(1000);
    private final Map<String, Long> last = new Bounded<>(1000);

    /** Counts one, if fewer than so many were counted in this window. */
    public boolean take(String what, long most, long windowSeconds, Instant now) {
        long window = Math.floorDiv(now.getEpochSecond(), windowSeconds);
        long[] used = windows.computeIfAbsent(what, unused -> new long[] {window, 0});
        if (used[0] != window) {
            used[0] = window;
            used[1] = 0;
        }
        if (used[1] >= most) {
            return false;
        }
        used[1]++;
        return true;
    }

    /** Whether the last time is further away than this. */
    public boolean apart(String what, long millis, Instant now) {
        Long before = last.get(what);
        if (before != null && now.toEpochMilli() - before <= millis) {
            return false;
        }
        last.put(what, now.toEpochMilli());
        return true;
    }
}
