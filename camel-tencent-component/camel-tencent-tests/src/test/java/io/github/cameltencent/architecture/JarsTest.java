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
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jars, as they lie in the modules' target folders after {@code package}. */
@Tag("jars")
class JarsTest {

    private static final String ROOT = "io/github/cameltencent/";

    private static JarFile jar(String module) throws IOException {
        Path target = Path.of("..", module, "target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(
                            file -> file.getFileName().toString().matches(module + "-[0-9][0-9.]*(-SNAPSHOT)?\\.jar"))
                    .toList();
            assertThat(jars).as("jars in " + target + ": run mvn verify").hasSize(1);
            return new JarFile(jars.get(0).toFile());
        }
    }

    private static List<String> classes(JarFile jar) {
        return jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .toList();
    }

    @Test
    void camelTencentHasNothingOfTheChatTheEmulatorOrSpring() throws IOException {
        try (JarFile jar = jar("camel-tencent")) {
            assertThat(classes(jar))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith(ROOT)
                            && !name.startsWith(ROOT + "birdtalk")
                            && !name.startsWith(ROOT + "emulator")
                            && !name.contains("springboot"));
            // the index lists the generated classes only in a build that is not the first one
            long index = jar.getEntry("META-INF/jandex.idx").getCompressedSize();
            assertThat(Files.size(Path.of(jar.getName())) - index).isLessThan(1_240_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "camel-birdtalk-protocol, birdtalk/protocol/",
        "camel-birdtalk, birdtalk/",
        "camel-tencent-emulator, emulator/",
        "camel-tencent-starter, springboot/",
        "camel-tencent-kamelets, kamelets/"
    })
    void eachOtherJarHasItsOwnPackageOnly(String module, String folder) throws IOException {
        try (JarFile jar = jar(module)) {
            assertThat(classes(jar)).isNotEmpty().allMatch(name -> name.startsWith(ROOT + folder));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel-birdtalk-protocol",
                "camel-tencent-emulator",
                "camel-tencent",
                "camel-birdtalk",
                "camel-tencent-starter",
                "camel-tencent-kamelets"
            })
    void eachJarCarriesItsLicenceAndTheOriginOfItsData(String module) throws IOException {
        try (JarFile jar = jar(module)) {
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
        }
    }

    @Test
    void theKameletsAreWhereCamelLooksForThem() throws IOException {
        try (JarFile jar = jar("camel-tencent-kamelets")) {
            assertThat(jar.stream().filter(entry -> entry.getName().matches("kamelets/[a-z-]+\\.kamelet\\.yaml")))
                    .hasSize(8);
        }
    }

    @ParameterizedTest
    @CsvSource({"camel-tencent, tencent, component", "camel-birdtalk, birdtalk, birdtalk"})
    void aComponentHasItsSchemaItsIndexAndItsServices(String module, String scheme, String folder) throws IOException {
        try (JarFile jar = jar(module)) {
            assertThat(jar.getEntry("META-INF/" + ROOT + folder + "/" + scheme + ".json"))
                    .isNotNull();
            assertThat(jar.getEntry("META-INF/jandex.idx")).isNotNull();
            assertThat(jar.getEntry("META-INF/services/org/apache/camel/component/" + scheme))
                    .isNotNull();
            assertThat(jar.getEntry("META-INF/services/org/apache/camel/component.properties"))
                    .isNotNull();
            assertThat(jar.getEntry("META-INF/services/org/apache/camel/dev-console/" + scheme))
                    .isNotNull();
            assertThat(jar.getEntry("META-INF/services/org.apache.camel.telemetry.SpanDecorator"))
                    .isNotNull();
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "camel-birdtalk-protocol, io.github.cameltencent.birdtalk.protocol, com.google.protobuf",
        "camel-tencent-emulator, io.github.cameltencent.emulator, io.netty.channel",
        "camel-tencent, io.github.cameltencent.component, org.apache.camel.support",
        "camel-birdtalk, io.github.cameltencent.birdtalk, io.netty.channel"
    })
    void aJarIsAnOsgiBundle(String module, String exported, String imported) throws IOException {
        try (JarFile jar = jar(module)) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo(module);
            assertThat(manifest.getValue("Bundle-Version")).startsWith("1.0.0");
            assertThat(manifest.getValue("Require-Capability")).contains("(version=17)");
            assertThat(names(manifest.getValue("Export-Package")))
                    .contains(exported)
                    .allMatch(name -> name.startsWith("io.github.cameltencent"));
            assertThat(names(manifest.getValue("Import-Package"))).contains(imported);
        }
    }

    /** What an application may lack does not keep the bundle from resolving. */
    @ParameterizedTest
    @CsvSource({
        "camel-tencent, io.netty",
        "camel-tencent, org.apache.camel.builder.endpoint",
        "camel-birdtalk, org.apache.camel.builder.endpoint",
        "camel-tencent-emulator, org.junit"
    })
    void aBundleImportsWhatIsOptionalAsOptional(String module, String optional) throws IOException {
        try (JarFile jar = jar(module)) {
            String imports = jar.getManifest().getMainAttributes().getValue("Import-Package");
            assertThat(clauses(imports).filter(clause -> clause.startsWith(optional)))
                    .isNotEmpty()
                    .allMatch(clause -> clause.contains("resolution:=optional"));
        }
    }

    /** The packages of a header, whose quoted parts may have commas too. */
    private static Stream<String> clauses(String header) {
        return Stream.of(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }

    private static List<String> names(String header) {
        return clauses(header).map(clause -> clause.replaceFirst(";.*", "")).toList();
    }
}
