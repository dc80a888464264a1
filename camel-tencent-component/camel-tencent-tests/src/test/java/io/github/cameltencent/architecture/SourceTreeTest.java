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

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader of the sources relies on: packages of a readable size, and names that find one class. */
class SourceTreeTest {

    private static final int MAX_TYPES = 35;
    private static final Path FAMILY = Path.of("..");

    /** Names of the public contract. */
    private static final Set<String> ALLOWED = Set.of("KeyPair");

    /** The hand-written sources of all modules. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(FAMILY)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceTreeTest::walk)
                    .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.(java|class)$", "");
    }

    @Test
    void noPackageHasMoreThan35Types() throws IOException {
        Map<Path, Long> sizes = sources().stream().collect(groupingBy(Path::getParent, counting()));

        assertThat(sizes).isNotEmpty().allSatisfy((folder, types) -> assertThat(types)
                .as(folder.toString())
                .isLessThanOrEqualTo(MAX_TYPES));
    }

    @Test
    void noSimpleNameIsThereTwice() throws IOException {
        Map<String, Long> names = sources().stream().collect(groupingBy(SourceTreeTest::name, counting()));

        assertThat(names).allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
    }

    @Test
    void noSimpleNameIsOneOfTheJdk() throws IOException {
        Set<String> taken;
        try (Stream<Path> jdk =
                Files.walk(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules"))) {
            taken = jdk.filter(file -> file.toString().matches("/modules/[^/]+/javax?/[^$]*\\.class"))
                    .map(SourceTreeTest::name)
                    .collect(Collectors.toSet());
        }
        assertThat(taken).contains("String", "KeyPair");

        Set<String> ours = sources().stream().map(SourceTreeTest::name).collect(Collectors.toCollection(TreeSet::new));
        ours.retainAll(taken);
        ours.removeAll(ALLOWED);
        assertThat(ours).isEmpty();
    }

    @Test
    void eachPackageSaysWhatItIs() throws IOException {
        Set<Path> packages = sources().stream().map(Path::getParent).collect(Collectors.toSet());

        assertThat(packages).allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                .exists());
    }
}
