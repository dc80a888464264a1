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
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs JMH with its own arguments, and prints the ratio of ours to each other benchmark of the same name: {@code signOurs}
 * is compared with {@code signVendor}.
 */
public final class KernelBenchmarks {

    private static final Pattern NAME =
            Pattern.compile(".*\\.(\\w+)Benchmark\\.(\\w+?)(Ours|Vendor|KeptKeys|Jdk|BouncyCastle)?");

    private KernelBenchmarks() {}

    public static void main(String[] arguments) throws Exception {
        BenchmarkReport.begin();
        Map<String, Map<String, RunResult>> groups = new TreeMap<>();
        for (RunResult result : run(arguments)) {
            Matcher name = NAME.matcher(result.getParams().getBenchmark());
            if (name.matches()) {
                Collection<String> parameters = new ArrayList<>();
                result.getParams()
                        .getParamsKeys()
                        .forEach(key -> parameters.add(" " + result.getParams().getParam(key)));
                String group = name.group(1) + " " + name.group(2) + String.join(",", parameters);
                groups.computeIfAbsent(group, any -> new TreeMap<>())
                        .put(name.group(3) == null ? name.group(2) : name.group(3), result);
            }
        }
        List<String> table = new ArrayList<>();
        table.add("| | with | unit | ours / theirs | ratio | bytes, ours / theirs |");
        table.add("| --- | --- | --- | ---: | ---: | ---: |");
        groups.forEach((group, results) -> rows(group, results, table));
        BenchmarkReport.print("kernels", "JMH " + String.join(" ", arguments), table);
    }

    private static Collection<RunResult> run(String[] arguments) throws Exception {
        return new Runner(new CommandLineOptions(arguments)).run();
    }

    private static void rows(String group, Map<String, RunResult> results, List<String> table) {
        RunResult ours = results.remove("Ours");
        if (ours == null) {
            return;
        }
        Result<?> our = ours.getPrimaryResult();
        if (results.isEmpty()) {
            table.add(String.format(
                    Locale.ROOT,
                    "| %s | – | %s | %.2f | – | %,.0f |",
                    group,
                    our.getScoreUnit(),
                    our.getScore(),
                    bytes(ours)));
        }
        results.forEach((other, theirs) -> {
            double their = theirs.getPrimaryResult().getScore();
            boolean rate = our.getScoreUnit().startsWith("ops");
            table.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %,.2f / %,.2f | %.2f | %,.0f / %,.0f |",
                    group,
                    other,
                    our.getScoreUnit(),
                    our.getScore(),
                    their,
                    rate ? our.getScore() / their : their / our.getScore(),
                    bytes(ours),
                    bytes(theirs)));
        });
    }

    /** The allocated bytes of an operation; NaN without {@code -prof gc}. */
    private static double bytes(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(each -> each.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(each -> each.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }
}
