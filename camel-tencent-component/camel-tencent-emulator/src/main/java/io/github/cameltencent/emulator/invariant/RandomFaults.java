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
package io.github.cameltencent.emulator.invariant;

import io.github.cameltencent.emulator.TencentEmulator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A fault script drawn from a seed: each kind of fault with a random rate. The same seed gives the same script. */
public final class RandomFaults {

    private static final double MIN_RATE = 0.001;
    private static final double MAX_RATE = 0.08;
    private static final List<String> KINDS = List.of(
            "\"fault\":\"reset_before\"",
            "\"fault\":\"reset_after\"",
            "\"fault\":\"cut\"",
            "\"fault\":\"garbage\"",
            "\"fault\":\"delay\",\"ms\":20",
            "\"fault\":\"status\",\"status\":503",
            "\"fault\":\"status\",\"status\":503,\"accepted\":true",
            "\"fault\":\"status\",\"status\":429");

    private final long seed;
    private final String script;

    /**
     * Draws the faults of a service.
     *
     * @param service the service by its short name, such as {@code tpns}
     */
    public RandomFaults(String service, long seed) {
        this.seed = seed;
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        for (String kind : KINDS) {
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"match\":{\"service\":\"%s\"},%s,\"rate\":%.4f,\"seed\":%d}%n",
                    service,
                    kind,
                    MIN_RATE + random.nextDouble() * (MAX_RATE - MIN_RATE),
                    random.nextInt(Integer.MAX_VALUE)));
        }
        this.script = lines.toString();
    }

    /** Adds the faults to an emulator. */
    public void addTo(TencentEmulator emulator) {
        emulator.faults().addScript(script);
    }

    /** Returns the fault script. */
    public String script() {
        return script;
    }

    @Override
    public String toString() {
        return "RandomFaults[seed " + seed + "]";
    }
}
