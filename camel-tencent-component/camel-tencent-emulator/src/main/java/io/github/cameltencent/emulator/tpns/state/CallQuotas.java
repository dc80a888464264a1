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
package io.github.cameltencent.emulator.tpns.state;

import io.github.cameltencent.emulator.engine.BoundedMap;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import java.time.Instant;
import java.util.Map;

/** Hourly and daily call quotas per path, in fixed windows. */
public final class CallQuotas {

    private final Map<String, long[]> windows = new BoundedMap<>(100);

    public void acquire(String path, int max, long windowSeconds, Instant now) {
        long window = now.getEpochSecond() / windowSeconds;
        long[] used = windows.computeIfAbsent(path, unused -> new long[] {window, 0});
        if (used[0] != window) {
            used[0] = window;
            used[1] = 0;
        }
        if (++used[1] > max) {
            throw new TpnsErrorException(
                    TpnsErrorException.TOO_FAST, "more than " + max + " calls in " + windowSeconds + " s");
        }
    }
}
