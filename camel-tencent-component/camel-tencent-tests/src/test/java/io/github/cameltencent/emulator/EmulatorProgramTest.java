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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged emulator. Skipped if there is no package, as after a build that ends with the tests. */
class EmulatorProgramTest {

    private static final Pattern JVM_WARNING = Pattern.compile(
            "WARNING: (.* in sun\\.misc\\.Unsafe |sun\\.misc\\.Unsafe::|Please consider reporting this)");

    @TempDir
    Path folder;

    private Path library;
    private Path program;

    @BeforeEach
    void findTheJars() throws Exception {
        library = Path.of(TencentEmulator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assumeTrue(Files.isRegularFile(library), "the emulator is not packaged in this build");
        program = library.resolveSibling("camel-tencent-emulator.jar");
    }

    @Test
    void theJarRunsFromAnyFolderAndTakesAPush() throws Exception {
        Process process = start("--port", "0");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertThat(line).matches("listening http://127\\.0\\.0\\.1:\\d+");
            TpnsClient client = new TpnsClient(line.substring("listening ".length()), EmulatorOptions.TPNS_ANDROID);
            assertThat(client.push(TpnsClient.toToken("token1", "t", "c"))
                            .path("ret_code")
                            .asInt(-1))
                    .isZero();
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readAllLines(folder.resolve("log")))
                .as("standard error has the default keys, and nothing of a missing logger")
                // from Java 24 on, the JVM warns of what Netty does with memory
                .filteredOn(line -> !JVM_WARNING.matcher(line).lookingAt())
                .allMatch(line -> line.startsWith("emulator: "))
                .anyMatch(line -> line.contains(EmulatorOptions.TPNS_ANDROID.key()));
    }

    @Test
    void aWrongOptionEndsWithStatusTwo() throws Exception {
        Process process = start("--colour", "red");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("log"))).startsWith("emulator: --colour: unknown option");
    }

    @Test
    void thePublishedJarStaysALibrary() throws Exception {
        try (JarFile jar = new JarFile(library.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path"))
                    .isNull();
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.github.cameltencent.emulator");
        }
        try (var libraries = Files.list(library.resolveSibling("lib"))) {
            assertThat(libraries.map(each -> each.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("slf4j") || name.startsWith("junit"));
        }
    }

    private Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", program.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("log").toFile())
                .start();
    }
}
