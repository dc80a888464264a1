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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes the table of docs/reliability.md from the reports of a test run. Arguments: trees whose reports count, each before
 * the next; this tree by default. A case without a report of each of its tests fails, unless nightly.
 */
public final class ReliabilityPage {

    static final Path PAGE = Path.of("..", "..", "docs", "reliability.md");
    static final String HEAD = "| case | tried | survived | tests |\n| ---: | --- | --- | --- |\n";
    static final String END = "\n<!-- end of the cases -->";

    /** The number of passed and of failed runs. */
    private record Runs(int passed, int failed) {

        private Runs plus(boolean pass) {
            return new Runs(passed + (pass ? 1 : 0), failed + (pass ? 0 : 1));
        }
    }

    private ReliabilityPage() {}

    public static void main(String[] arguments) throws Exception {
        List<String> trees = arguments.length == 0 ? List.of(Path.of("..", "..").toString()) : List.of(arguments);
        Map<String, Runs> runs = new TreeMap<>();
        for (String tree : trees) {
            Map<String, Runs> found = read(Path.of(tree));
            found.forEach(runs::putIfAbsent);
        }
        StringBuilder table = new StringBuilder(HEAD);
        List<String> wrong = new ArrayList<>();
        for (FaultCase each : FaultCase.all()) {
            table.append(each.row(survived(each, runs, wrong))).append('\n');
        }
        if (!wrong.isEmpty()) {
            System.err.println("Not run or failed: " + wrong);
            System.exit(1);
        }
        String page = Files.readString(PAGE);
        Files.writeString(PAGE, page.substring(0, page.indexOf(HEAD)) + table + page.substring(page.indexOf(END)));
    }

    private static String survived(FaultCase each, Map<String, Runs> runs, List<String> wrong) {
        int passed = 0;
        for (String test : each.tests()) {
            Runs own = runs.get(test);
            if (own == null || own.failed() > 0 || own.passed() == 0) {
                wrong.add(test);
            } else {
                passed += own.passed();
            }
        }
        return "yes, " + passed + (passed == 1 ? " run" : " runs");
    }

    /** The runs of each test, whose name in the reports has parameters and a number behind it. */
    private static Map<String, Runs> read(Path tree) throws Exception {
        Map<String, Runs> runs = new TreeMap<>();
        for (Path report : reports(tree)) {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element run = (Element) cases.item(i);
                if (run.getElementsByTagName("skipped").getLength() > 0) {
                    continue;
                }
                boolean pass = run.getElementsByTagName("failure").getLength() == 0
                        && run.getElementsByTagName("error").getLength() == 0;
                String type = run.getAttribute("classname");
                String test = type.substring(type.lastIndexOf('.') + 1).split("\\W", 2)[0] + "#"
                        + run.getAttribute("name").split("\\W", 2)[0];
                runs.merge(test, new Runs(0, 0).plus(pass), (before, now) -> before.plus(pass));
            }
        }
        return runs;
    }

    private static List<Path> reports(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree, 6)) {
            return all.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList();
        }
    }
}
