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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The emulator has a list of IM's commands of its own; both lists have the same names. */
class CommandListsTest {

    private static final Path FAMILY = Path.of("..");

    @Test
    void componentAndEmulatorKnowTheSameCommands() throws IOException {
        assertThat(names("camel-tencent", "im-operations.txt"))
                .hasSizeGreaterThan(150)
                .isEqualTo(names("camel-tencent-emulator", "im-commands.txt"));
    }

    private static Set<String> names(String module, String file) throws IOException {
        try (Stream<Path> files = Files.walk(FAMILY.resolve(module).resolve("src/main/resources"))) {
            Path list = files.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
            return Files.readAllLines(list).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("[ |]+")[0])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
