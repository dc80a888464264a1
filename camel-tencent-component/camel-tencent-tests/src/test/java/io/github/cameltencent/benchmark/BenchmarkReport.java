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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints the table of a benchmark with the machine it ran on and, with {@code -Ddocs.update=true}, replaces the one below
 * the comment of its name and Java version in docs/measurements.md.
 */
final class BenchmarkReport {

    private static final Path PAGE = Path.of("..", "..", "docs", "measurements.md");

    /** The load of the machine before the benchmark: what else was running. */
    private static final double LOAD =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    private BenchmarkReport() {}

    /** Reads the load of the machine, before the benchmark makes its own. */
    static void begin() {
        // the class has read it
    }

    /**
     * Prints a table.
     *
     * @param name the name in the comment, as in {@code <!-- name, Java 17 -->}
     * @param how the rounds or slices, for the line above the table
     */
    static void print(String name, String how, List<String> table) throws IOException {
        String machine = String.format(
                Locale.ROOT,
                "%s, Java %s, %d processors, load before %.1f, %s:",
                LocalDate.now(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                LOAD,
                how);
        String text = machine + "\n\n" + String.join("\n", table) + "\n";
        System.out.println();
        System.out.print(text);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, replaced(Files.readString(PAGE), name, text));
        }
    }

    private static String replaced(String page, String name, String text) {
        String comment = "<!-- " + name + ", Java " + Runtime.version().feature() + " -->\n";
        Matcher old = Pattern.compile(Pattern.quote(comment) + "(?:.*\n\n(?:\\|.*\n)+)?")
                .matcher(page);
        if (!old.find()) {
            throw new IllegalStateException(PAGE + " has no line " + comment.strip());
        }
        return page.substring(0, old.start()) + comment + text + page.substring(old.end());
    }
}
