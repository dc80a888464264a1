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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The index of the fault cases names tests that exist, and docs/reliability.md has a row for each case. */
class FaultCasesTest {

    private static final List<FaultCase> CASES = FaultCase.all();
    private static final Pattern SURVIVED = Pattern.compile("yes, [1-9]\\d* runs?");

    @Test
    void eachOfTheFortyCasesHasATest() {
        assertThat(CASES)
                .extracting(FaultCase::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(CASES).allSatisfy(each -> assertThat(each.tests()).isNotEmpty());
    }

    @Test
    void eachTestExists() throws IOException {
        Map<String, Path> classes;
        try (Stream<Path> all =
                Stream.concat(Files.walk(Path.of("..")), Files.walk(Path.of("..", "..", "camel-tencent-examples")))) {
            classes = all.filter(file -> file.toString().contains("src/test/java")
                            && file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> file,
                            (one, other) -> one));
        }
        Stream<String> tests =
                CASES.stream().flatMap(each -> Stream.concat(each.tests().stream(), each.nightly().stream()));
        assertThat(tests).allSatisfy(test -> {
            String[] parts = test.split("#");
            assertThat(classes).containsKey(parts[0]);
            assertThat(read(classes.get(parts[0]))).containsPattern("void\\s+" + parts[1] + "\\(");
        });
    }

    @Test
    void thePageHasTheCasesOfTheIndex() {
        String page = read(ReliabilityPage.PAGE);
        String table = page.substring(
                page.indexOf(ReliabilityPage.HEAD) + ReliabilityPage.HEAD.length(), page.indexOf(ReliabilityPage.END));
        List<String> rows = table.lines().toList();
        assertThat(rows).hasSameSizeAs(CASES);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(SURVIVED.matcher(rows.get(i)).replaceFirst("SURVIVED"))
                    .as("run the tests, then the class ReliabilityPage")
                    .isEqualTo(CASES.get(i).row("SURVIVED"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
