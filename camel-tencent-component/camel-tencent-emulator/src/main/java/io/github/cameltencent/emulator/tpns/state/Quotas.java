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

import io.github.cameltencent.emulator.engine.Bounded;
import io.github.cameltencent.emulator.tpns.request.TpnsRefusal;
import java.time.Instant;
import java.util.Map;

/** Calls an hour or a day, counted per path in fixed windows. */
public final class Quotas {

    private final Map<String, long[]> windows = new Bounded<>(100);

    public void take(String path, int most, long windowSeconds, Instant now) {
        long window = now.getEpochSecond() / windowSeconds;
        long[] used = windows.computeIfAbsent(path, unused -> new long[] {window, 0});
        if (used[0] != window) {
            used[0] = window;
            used[1] = 0;
        }
        if (++used[1] > most) {
            throw new TpnsRefusal(TpnsRefusal.TOO_FAST, "more than " + most + " calls in " + windowSeconds + " s");
        }
    }
}
