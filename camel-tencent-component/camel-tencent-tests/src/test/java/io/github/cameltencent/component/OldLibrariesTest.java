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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.exchange.LibraryVersions;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that are too old, or of different versions, are named in one sentence. */
class OldLibrariesTest {

    private static final Path OLD = Path.of("target", "vendor", "old-libraries");
    private static final String CAMEL = "org.apache.camel.support.DefaultComponent";

    @TempDir
    private Path folder;

    private static String classPath(String oldJar) {
        assertThat(OLD.resolve(oldJar)).exists();
        return OLD.resolve(oldJar).toAbsolutePath() + File.pathSeparator + System.getProperty("java.class.path");
    }

    private static URLClassLoader loader(String oldJar) {
        URL[] urls = Arrays.stream(classPath(oldJar).split(File.pathSeparator))
                .map(OldLibrariesTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Timeout(120)
    void anApplicationWithAnOldHttpClientEndsAndSaysWhy() throws Exception {
        Path output = folder.resolve("output");
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath("httpclient5-5.4.4.jar"),
                        "-Dcamel.component.tencent.max-connections=7",
                        "org.apache.camel.main.Main")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(application.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(application.exitValue()).isNotZero();
            assertThat(Files.readString(output, StandardCharsets.UTF_8))
                    .contains("The class path has HttpClient 5.4.4, but 5.5 or newer is needed: import camel-bom")
                    .doesNotContain("NoSuchMethodError");
        } finally {
            application.destroyForcibly();
        }
    }

    @Test
    void anOldCamelIsNamed() throws IOException {
        try (URLClassLoader loader = loader("camel-support-4.14.0.jar")) {
            assertThatThrownBy(() ->
                            new LibraryVersions(loader).requireAtLeast("Camel", CAMEL, "4.17", "import camel-bom"))
                    .hasMessage("The class path has Camel 4.14.0, but 4.17 or newer is needed: import camel-bom");
        }
    }

    @Test
    void theLibrariesOfTheBuildAreAccepted() {
        LibraryVersions libraries = new LibraryVersions(OldLibrariesTest.class.getClassLoader());

        assertThatCode(() -> libraries.requireAtLeast("Camel", CAMEL, "4.17", ""))
                .doesNotThrowAnyException();
        assertThat(libraries.mixed(netty())).isNull();
    }

    @Test
    void aMixedNettyIsNamed() throws IOException {
        try (URLClassLoader loader = loader("netty-common-4.1.118.Final.jar")) {
            assertThat(new LibraryVersions(loader).mixed(netty()))
                    .matches("netty-codec-http [0-9.]+Final, netty-common 4.1.118.Final, netty-handler [0-9.]+Final");
        }
    }

    @Test
    void aLibraryThatIsAbsentIsNotChecked() throws IOException {
        try (URLClassLoader nothing =
                new URLClassLoader(Stream.<URL>empty().toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatCode(() -> new LibraryVersions(nothing).requireAtLeast("Camel", CAMEL, "4.17", ""))
                    .doesNotThrowAnyException();
            assertThat(new LibraryVersions(nothing).mixed(netty())).isNull();
        }
    }

    private static Map<String, String> netty() {
        return Map.of(
                "netty-common", "io.netty.util.Version",
                "netty-handler", "io.netty.handler.ssl.SslHandler",
                "netty-codec-http", "io.netty.handler.codec.http.HttpObject");
    }
}
