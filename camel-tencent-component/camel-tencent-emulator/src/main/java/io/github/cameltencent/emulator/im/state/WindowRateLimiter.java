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
import java.time.Instant;
import java.util.Map;

/** Rate limits with fixed windows and with minimum intervals. */
public final class WindowRateLimiter {

    private final Map<String, long[]> windows = new BoundedMap<>(1000);
    private final Map<String, Long> last = new BoundedMap<>(1000);

    /** Acquires a permit if the window has one left. */
    public boolean tryAcquire(String what, long max, long windowSeconds, Instant now) {
        long window = Math.floorDiv(now.getEpochSecond(), windowSeconds);
        long[] used = windows.computeIfAbsent(what, unused -> new long[] {window, 0});
        if (used[0] != window) {
            used[0] = window;
            used[1] = 0;
        }
        if (used[1] >= max) {
            return false;
        }
        used[1]++;
        return true;
    }

    /** Acquires a permit if the last one is longer ago than the interval. */
    public boolean tryAcquireAfter(String what, long millis, Instant now) {
        Long previous = last.get(what);
        if (previous != null && now.toEpochMilli() - previous <= millis) {
            return false;
        }
        last.put(what, now.toEpochMilli());
        return true;
    }
}
