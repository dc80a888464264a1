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
package io.github.cameltencent.examples.doctor;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Collects the findings of a run and prints them. No text of theirs has a secret of the configuration. */
final class Findings {

    private static final String INDENT = " ".repeat(6);

    private final UnaryOperator<String> redactor;
    private final List<Finding> findings = new ArrayList<>();

    Findings(UnaryOperator<String> redactor) {
        this.redactor = redactor;
    }

    void ok(String check, String text) {
        add(Level.OK, check, text, "");
    }

    void warn(String check, String text, String advice) {
        add(Level.WARN, check, text, advice);
    }

    void fail(String check, String text, String advice) {
        add(Level.FAIL, check, text, advice);
    }

    void add(Level level, String check, String text, String advice) {
        findings.add(new Finding(level, redactor.apply(check), redactor.apply(text), redactor.apply(advice)));
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }

    boolean hasFailures() {
        return count(Level.FAIL) > 0;
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    void print(PrintStream out) {
        int width = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            out.printf(
                    Locale.ROOT,
                    "%-4s  %-" + Math.max(1, width) + "s  %s%n",
                    finding.level(),
                    finding.check(),
                    finding.text());
            if (!finding.advice().isEmpty()) {
                out.printf(Locale.ROOT, "%s%s  -> %s%n", INDENT, " ".repeat(width), finding.advice());
            }
        }
        out.printf(
                Locale.ROOT,
                "%n%d ok, %d to look at, %d wrong%n",
                count(Level.OK),
                count(Level.WARN),
                count(Level.FAIL));
    }
}
