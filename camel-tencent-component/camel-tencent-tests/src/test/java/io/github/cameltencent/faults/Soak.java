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
package io.github.cameltencent.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A mixed load of all services with random faults against the emulator, for as long as you like. Each interval is a line of
 * {@code soak.csv}; {@code soak.svg} shows them. Ends with status 1 if an outcome contradicted the emulator's record, if an
 * exchange ended never or twice, or if a virtual thread was pinned for more than 20 ms after the first interval.
 */
public final class Soak {

    private static final String USAGE = """
            Options, each with a value:
              --minutes     how long (60)
              --interval    seconds of a line (60)
              --rate        calls per second (100)
              --seed        of the faults (random)
              --directory   where soak.csv and soak.svg are written (target/soak)
            """;

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "--minutes", "60",
                "--interval", "60",
                "--rate", "100",
                "--seed", Long.toString(ThreadLocalRandom.current().nextLong(1_000_000)),
                "--directory", "target/soak"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || options.replace(arguments[i], arguments[i + 1]) == null) {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        Duration interval = Duration.ofSeconds(Long.parseLong(options.get("--interval")));
        long lines = Math.max(1, Long.parseLong(options.get("--minutes")) * 60 / interval.toSeconds());
        System.err.println("Seed " + options.get("--seed"));
        List<SoakInterval> results = run(
                (int) lines,
                interval,
                Integer.parseInt(options.get("--rate")),
                Long.parseLong(options.get("--seed")),
                Path.of(options.get("--directory")));
        System.exit(results.stream().allMatch(SoakInterval::good) ? 0 : 1);
    }

    /** Runs a number of intervals. */
    static List<SoakInterval> run(int intervals, Duration interval, int rate, long seed, Path directory)
            throws Exception {
        Files.createDirectories(directory);
        List<SoakInterval> results = new ArrayList<>();
        try (PinnedThreads pinned = PinnedThreads.watch();
                SoakLoad load = new SoakLoad(seed)) {
            System.out.println(SoakInterval.HEAD);
            for (int i = 1; i <= intervals; i++) {
                SoakInterval result = load.run(i, interval, rate, pinned);
                System.out.println(result.line());
                results.add(result);
                write(directory, results);
            }
        }
        return results;
    }

    private static void write(Path directory, List<SoakInterval> results) throws Exception {
        StringBuilder csv = new StringBuilder(SoakInterval.HEAD).append('\n');
        results.forEach(result -> csv.append(result.line()).append('\n'));
        Files.writeString(directory.resolve("soak.csv"), csv);
        Files.writeString(directory.resolve("soak.svg"), SoakPlot.of(results));
    }
}
