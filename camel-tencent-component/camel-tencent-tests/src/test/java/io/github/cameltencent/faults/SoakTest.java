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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link Soak}: on virtual threads where the JVM has them. */
class SoakTest {

    @TempDir
    private Path directory;

    @Test
    void aShortSoakHasNoViolation() throws Exception {
        Path log = directory.resolve("log.txt");
        Process soak = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Dcamel.threads.virtual.enabled=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Soak.class.getName(),
                        "--minutes",
                        "0",
                        "--interval",
                        "4",
                        "--rate",
                        "50",
                        "--directory",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(soak.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(soak.exitValue()).as(() -> text(log)).isZero();
        List<String> lines = Files.readAllLines(directory.resolve("soak.csv"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo(SoakInterval.HEAD);
        assertThat(lines.get(1)).as("no violation").matches("1,.*,0,\\d+");
        assertThat(directory.resolve("soak.svg")).content().startsWith("<svg ").endsWith("</svg>\n");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
