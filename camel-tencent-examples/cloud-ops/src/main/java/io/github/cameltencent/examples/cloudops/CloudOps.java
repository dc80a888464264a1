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
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Lists instances and pushes alarms to the devices on call. {@code --help} prints the options. */
public final class CloudOps {

    private static final String INSTANCES = "cvm/DescribeInstances";
    private static final String ALARMS = "monitor/DescribeAlarmHistories";

    private static final long TICK_MILLIS = 100;
    private static final long ALARM_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Longer than any back-off of the component. */
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Settings settings;
    private final PrintStream out;
    private final OpsStatistics statistics = new OpsStatistics();

    private CloudOps(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs the example. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments, System.out, System.err));
    }

    /** Runs the example; returns the exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
        Settings settings;
        try {
            settings = Settings.parse(arguments, System.getenv());
        } catch (IllegalArgumentException e) {
            err.println("cloud-ops: " + e.getMessage());
            err.print(Settings.USAGE);
            return 2;
        }
        if (settings.help()) {
            out.print(Settings.USAGE);
            return 0;
        }
        try {
            CloudOps program = new CloudOps(settings, out);
            return settings.real() ? program.watchTencent() : program.watchEmulator();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            err.println("cloud-ops: " + e.getMessage());
            return 2;
        }
    }

    private int watchTencent() throws InterruptedException {
        line(
                "Watching the instances and alarms of %s at Tencent.",
                System.getenv().getOrDefault("TENCENTCLOUD_REGION", "ap-guangzhou"));
        long since = Instant.now().getEpochSecond() - settings.sinceMinutes() * 60L;
        String request = "{\"Module\":\"monitor\",\"StartTime\":" + since + "}";
        try (Ops ops = start(Map.of("ops.alarms-request", request))) {
            ops.closeAtExit();
            TimeUnit.SECONDS.sleep(settings.serve() ? Long.MAX_VALUE : settings.seconds());
        }
        return report(statistics.alarms());
    }

    private int watchEmulator() throws IOException, InterruptedException {
        EmulatorOptions options = new EmulatorOptions().port(settings.port());
        if (settings.faults() != null) {
            options.faults(Files.readString(settings.faults()));
        }
        // the files of an earlier run describe another emulator
        for (String name : List.of(InstanceList.NAME, DeadLetters.FILE, ProcessedAlarms.FILE)) {
            Files.deleteIfExists(settings.folder().resolve(name));
        }
        try (TencentEmulator emulator = TencentEmulator.start(options)) {
            line("No credentials in the environment: using the emulator. Its page shows what arrives:");
            line("  %s/", emulator.baseUri());
            emulator.cloud().items(INSTANCES, settings.instances());
            emulator.cloud().items(ALARMS, 0);
            try (Ops ops = start(Ops.emulated(emulator.baseUri()))) {
                ops.closeAtExit();
                raiseAlarms(emulator);
                int status = report(settings.alarms());
                if (settings.serve()) {
                    line("");
                    line("Open %s/ in a browser; instances and alarms are polled on. Ctrl-C ends.", emulator.baseUri());
                    TimeUnit.SECONDS.sleep(Long.MAX_VALUE);
                }
                return status;
            }
        }
    }

    private Ops start(Map<String, String> properties) {
        return Ops.start(settings.folder(), settings.phones(), statistics, settings.yaml(), properties);
    }

    /** Raises one alarm after the other, until all are processed or nothing has changed for too long. */
    private void raiseAlarms(TencentEmulator emulator) throws InterruptedException {
        int raised = 0;
        long next = System.nanoTime();
        long progress = -1;
        long progressAt = System.nanoTime();
        while ((statistics.processed() < settings.alarms() || statistics.lists() == 0)
                && System.nanoTime() - progressAt < STALLED_NANOS) {
            if (raised < settings.alarms() && System.nanoTime() - next >= 0) {
                emulator.cloud().items(ALARMS, ++raised);
                next += ALARM_NANOS;
            }
            long current =
                    statistics.lists() + statistics.processed() + statistics.failedPolls() + statistics.waiting();
            if (current != progress) {
                progress = current;
                progressAt = System.nanoTime();
                line(
                        "  alarms %d of %d  pushes accepted %d  rejected %d  waiting %d  failed polls %d",
                        raised,
                        settings.alarms(),
                        statistics.accepted(),
                        statistics.rejected(),
                        statistics.waiting(),
                        statistics.failedPolls());
            }
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        }
    }

    private int report(long alarms) {
        Path folder = settings.folder();
        line("");
        line("Summary");
        line(
                "  instances     %,7d  in %s, listed %d times",
                statistics.instances(), folder.resolve(InstanceList.NAME), statistics.lists());
        line("  alarms        %,7d  seen, each once", statistics.alarms());
        line("  accepted      %,7d  pushes about them", statistics.accepted());
        line("  rejected      %,7d  not retried", statistics.rejected());
        line("  waiting       %,7d  retried with the next poll", statistics.waiting());
        line("  failed polls  %,7d  reported by %d pushes", statistics.failedPolls(), statistics.pollReports());
        line("  dead devices  %,7d", statistics.deadPhones());
        if (Files.exists(folder.resolve(DeadLetters.FILE))) {
            line("Failures and their reasons are in %s.", folder.resolve(DeadLetters.FILE));
        }
        boolean success = statistics.lists() > 0 && statistics.accepted() == alarms;
        line("");
        line(
                success
                        ? "The instances are listed, and every alarm was pushed."
                        : "Not every alarm was pushed: see above.");
        return success ? 0 : 1;
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
