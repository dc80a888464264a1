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
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;

/** Runs Camel with the routes, in Java or in YAML. */
final class Ops implements AutoCloseable {

    private final Main camel;

    private Ops(Main camel) {
        this.camel = camel;
    }

    /**
     * Starts Camel.
     *
     * @param phones the tokens of the phones on call
     * @param yaml whether to run the routes in YAML instead of those in Java
     * @param properties the settings of the routes, as application.properties names them
     */
    static Ops start(
            Path folder, List<String> phones, OpsStatistics statistics, boolean yaml, Map<String, String> properties) {
        String[] tokens = phones.toArray(String[]::new);
        AlarmSteps alarms = new AlarmSteps(tokens, statistics);
        Main camel = new Main();
        camel.addOverrideProperty("ops.folder", folder.toString());
        properties.forEach(camel::addOverrideProperty);
        camel.bind("csvLine", (Processor) Instance::toLine);
        camel.bind("alarmToPush", (Processor) alarms::toPush);
        camel.bind("accepted", (Processor) alarms::accepted);
        camel.bind("rejected", (Processor) alarms::rejected);
        camel.bind("waiting", (Processor) alarms::waiting);
        camel.bind("deadPhone", (Processor) alarms::deadPhone);
        camel.bind("processedAlarms", new ProcessedAlarms(folder.resolve(ProcessedAlarms.FILE)));
        camel.bind("pollMonitor", new PollMonitor("alarms", statistics, tokens));
        camel.bind("instanceList", new InstanceList(folder, statistics));
        camel.configure().addRoutesBuilder(new ErrorHandling());
        if (yaml) {
            camel.configure().withRoutesIncludePattern("classpath:routes/*.yaml");
        } else {
            camel.configure().addRoutesBuilder(new OpsRoutes());
        }
        camel.start();
        return new Ops(camel);
    }

    /** Properties that send all calls to an emulator and shorten the delays between polls. */
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

    /** Stops Camel gracefully on Ctrl-C. */
    void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cloud-ops-end"));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
