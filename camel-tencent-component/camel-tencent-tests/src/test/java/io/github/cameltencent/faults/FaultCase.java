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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the forty fault cases of {@code cases.txt}.
 *
 * @param tests each as Class#method
 * @param nightly tests that only the nightly profile runs
 * @param notRun what cannot be tried and why; empty if all can
 */
record FaultCase(int number, String tried, List<String> tests, List<String> nightly, String notRun) {

    private static final String NIGHTLY = "nightly:";
    private static final String NOT_RUN = "not run:";

    static List<FaultCase> all() {
        List<FaultCase> all = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : lines()) {
            if (!line.startsWith(" ") && !lines.isEmpty()) {
                all.add(parse(lines));
                lines.clear();
            }
            if (!line.startsWith("#")) {
                lines.add(line);
            }
        }
        all.add(parse(lines));
        return all;
    }

    private static FaultCase parse(List<String> lines) {
        String[] head = lines.get(0).split("\\|");
        List<String> tests = new ArrayList<>();
        List<String> nightly = new ArrayList<>();
        String notRun = "";
        for (String line : lines.subList(1, lines.size())) {
            String text = line.strip();
            if (text.startsWith(NOT_RUN)) {
                notRun = text.substring(NOT_RUN.length()).strip();
            } else if (text.startsWith(NIGHTLY)) {
                nightly.add(text.substring(NIGHTLY.length()).strip());
            } else {
                tests.addAll(List.of(text.split(" ")));
            }
        }
        return new FaultCase(
                Integer.parseInt(head[0].strip()), head[1].strip(), List.copyOf(tests), List.copyOf(nightly), notRun);
    }

    private static List<String> lines() {
        try (InputStream file = FaultCase.class.getResourceAsStream("cases.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of the table in docs/reliability.md. */
    String row(String survived) {
        List<String> all = new ArrayList<>(tests);
        all.addAll(nightly);
        return "| " + number + " | " + tried + " | " + survived + (notRun.isEmpty() ? "" : "; not run: " + notRun)
                + " | `" + String.join("` `", all) + "` |";
    }
}
