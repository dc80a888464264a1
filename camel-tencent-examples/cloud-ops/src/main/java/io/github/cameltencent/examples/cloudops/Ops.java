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
package io.github.cameltencent.examples.cloudops;

import io.github.cameltencent.emulator.EmulatorOptions;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.main.Main;

/** Camel with the routes. */
final class Ops implements AutoCloseable {

    private final Main camel;

    private Ops(Main camel) {
        this.camel = camel;
    }

    /**
     * Starts Camel.
     *
     * @param properties the settings of the routes, as application.properties names them
     */
    static Ops start(Path folder, String phones, OpsStatistics tally, Map<String, String> properties) {
        Main camel = new Main();
        camel.addOverrideProperty("ops.folder", folder.toString());
        camel.addOverrideProperty("ops.phones", phones);
        properties.forEach(camel::addOverrideProperty);
        camel.bind(
                OpsRoutes.SETTLED,
                new ProcessedAlarms(folder.resolve("alarms.settled").toFile()));
        camel.bind(OpsRoutes.ALARM_WATCH, new PollMonitor("alarms", phones, tally));
        camel.bind(OpsRoutes.INSTANCE_LIST, new InstanceList(folder, tally));
        camel.configure().addRoutesBuilder(new OpsRoutes(tally));
        camel.start();
        return new Ops(camel);
    }

    /** The properties that send all calls to an emulator, and poll it every second. */
    static Map<String, String> emulated(String baseUri) {
        String application = "camel.component.tencent.applications[ops].";
        return Map.of(
                application + "cloud.secret-id",
                EmulatorOptions.CLOUD.id(),
                application + "cloud.secret-key",
                EmulatorOptions.CLOUD.key(),
                application + "cloud.base-uri",
                baseUri,
                application + "tpns[android].access-id",
                EmulatorOptions.TPNS_ANDROID.id(),
                application + "tpns[android].secret-key",
                EmulatorOptions.TPNS_ANDROID.key(),
                application + "tpns[android].base-uri",
                baseUri,
                "ops.instances-delay",
                "3000",
                "ops.alarms-delay",
                "1000");
    }

    /** Ends what is under way when the program is interrupted; Camel's own hook only waits for somebody to stop it. */
    void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cloud-ops-end"));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
