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
package io.github.cameltencent.examples.kafkafleet;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Duration;

/** The emulator in a JVM of its own: port, latency in milliseconds. */
final class FleetEmulator {

    private FleetEmulator() {}

    public static void main(String[] arguments) throws Exception {
        TencentEmulator.start(new EmulatorOptions()
                .port(Integer.parseInt(arguments[0]))
                .latency(Duration.ofMillis(Integer.parseInt(arguments[1])))
                .records(100_000, 64L << 20));
        System.out.println(ChildProcess.READY);
        ChildProcess.awaitParent();
    }
}
