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
package io.github.cameltencent.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A public repository accepts the published modules, and the types of the compatibility promise exist. */
class PublishedTest {

    private static final Path TOP = Path.of("..", "..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (root|`[a-z.]+`) \\| (.*`[A-Z].*) \\|$");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");

    static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.find(TOP, 3, (file, is) -> file.endsWith("pom.xml"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("poms")
    void aPomNamesNoRepository(Path pom) throws IOException {
        assertThat(Files.readString(pom))
                .doesNotContain("<repositories>", "<pluginRepositories>", "<distributionManagement>");
    }

    @ParameterizedTest
    @MethodSource("poms")
    void aFamilyMemberHasNameAndDescription(Path pom) throws IOException {
        if (!pom.toString().contains("examples")) {
            assertThat(Files.readString(pom)).contains("<name>", "<description>");
        }
    }

    @Test
    void theParentHasWhatAPublicRepositoryAsksFor() throws IOException {
        assertThat(Files.readString(TOP.resolve("pom.xml")))
                .contains("<url>", "<licenses>", "<developers>", "<scm ", "<connection>", "maven-gpg-plugin");
    }

    @Test
    void thePromisedTypesArePublic() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(TOP.resolve("docs/compatibility.md")))
                .results()
                .toList();
        assertThat(rows).hasSizeGreaterThan(8);
        for (MatchResult row : rows) {
            String place = row.group(1).equals("root") ? "" : "." + row.group(1).replace("`", "");
            for (MatchResult type : TYPE.matcher(row.group(2)).results().toList()) {
                String name = "io.github.cameltencent" + place + "." + type.group(1);
                assertThatCode(() -> assertThat(Modifier.isPublic(
                                        Class.forName(name, false, getClass().getClassLoader())
                                                .getModifiers()))
                                .as(name)
                                .isTrue())
                        .doesNotThrowAnyException();
            }
        }
    }
}
