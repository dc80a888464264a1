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
package io.github.cameltencent.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Measures contenders in turn for several rounds, and reports the best round of each. */
final class BenchmarkRunner {

    private final int seconds;
    private final int rounds;
    private final Pattern chosen;
    private final List<String> rows = new ArrayList<>();

    private BenchmarkRunner(int seconds, int rounds, Pattern chosen) {
        this.seconds = seconds;
        this.rounds = rounds;
        this.chosen = chosen;
    }

    /** Arguments: seconds of a measurement (3), rounds (3), a pattern of the names to measure (all). */
    static BenchmarkRunner of(String[] arguments) {
        return new BenchmarkRunner(
                arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3,
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3,
                Pattern.compile(arguments.length > 2 ? arguments[2] : ""));
    }

    /** The measurements against one server. */
    @FunctionalInterface
    interface Part {
        void against(String uri) throws Exception;
    }

    /**
     * Measures against a server that answers at once, then against one that takes 50 ms, and prints the results as the
     * table of that name in docs/measurements.md.
     */
    void run(String name, Part atOnce, Part withLatency) throws Exception {
        BenchmarkReport.begin();
        try (BenchmarkServer server = BenchmarkServer.start(0)) {
            atOnce.against(server.uri());
        }
        try (BenchmarkServer server = BenchmarkServer.start(50)) {
            withLatency.against(server.uri());
        }
        List<String> table = new ArrayList<>();
        table.add("| | per second | ours / this | CPU, µs | this / ours | bytes |");
        table.add("| --- | ---: | ---: | ---: | ---: | ---: |");
        table.addAll(rows);
        BenchmarkReport.print(name, "best of " + rounds + " rounds of " + seconds + " s", table);
    }

    /** A contender: its name and the number of threads that drive it. */
    record Contender(String name, int threads, LoadGenerator.Step step) {}

    /** Measures the contenders whose names match the pattern, and compares each with the first. */
    void measure(List<Contender> all) throws InterruptedException {
        List<Contender> contenders = all.stream()
                .filter(contender -> chosen.matcher(contender.name()).find())
                .toList();
        double[][] results = new double[contenders.size()][];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                double[] result = LoadGenerator.run(contenders.get(i), seconds);
                System.out.printf(
                        Locale.ROOT,
                        "round %d %s: %.0f/s %.1f us %.0f B%n",
                        round + 1,
                        contenders.get(i).name(),
                        result[0],
                        result[1],
                        result[2]);
                if (results[i] == null || result[0] > results[i][0]) {
                    results[i] = result;
                }
            }
        }
        for (int i = 0; i < contenders.size(); i++) {
            rows.add(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.1f | %.2f | %,.0f |",
                    contenders.get(i).name(),
                    results[i][0],
                    results[0][0] / results[i][0],
                    results[i][1],
                    results[i][1] / results[0][1],
                    results[i][2]));
        }
    }
}
