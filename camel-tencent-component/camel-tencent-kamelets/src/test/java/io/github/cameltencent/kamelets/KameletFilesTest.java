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
package io.github.cameltencent.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each Kamelet has the form of Camel's catalogue, and names exactly the properties that its template uses. */
class KameletFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/kamelets");
    private static final Pattern USED = Pattern.compile("\\{\\{\\??([A-Za-z]+):?}}|\\$\\{properties:([A-Za-z]+)}");

    static List<Path> kamelets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        Object parsed = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        return new JsonMapper().valueToTree(parsed);
    }

    @Test
    void thereAreThePromisedKamelets() throws IOException {
        assertThat(kamelets())
                .extracting(file -> file.getFileName().toString().replace(".kamelet.yaml", ""))
                .containsExactly(
                        "birdtalk-sink",
                        "birdtalk-source",
                        "tencent-cloud-action",
                        "tencent-cloud-source",
                        "tencent-im-sink",
                        "tencent-push-sink",
                        "tencent-sms-sink",
                        "tencent-usersig-action");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theHeadIsThatOfTheCatalogue(Path file) throws IOException {
        JsonNode kamelet = read(file);
        String name = kamelet.at("/metadata/name").asText();
        JsonNode annotations = kamelet.at("/metadata/annotations");

        assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.path("kind").asText()).isEqualTo("Kamelet");
        assertThat(file.getFileName()).hasToString(name + ".kamelet.yaml");
        assertThat(kamelet.at("/metadata/labels")
                        .path("camel.apache.org/kamelet.type")
                        .asText())
                .isEqualTo(name.substring(name.lastIndexOf('-') + 1));
        for (String key : List.of("kamelet.support.level", "catalog.version", "provider", "kamelet.group")) {
            assertThat(annotations.path("camel.apache.org/" + key).asText())
                    .as(key)
                    .isNotBlank();
        }
        String icon = annotations.path("camel.apache.org/kamelet.icon").asText();
        assertThat(new String(Base64.getDecoder().decode(icon.replaceFirst("^data:image/svg\\+xml;base64,", ""))))
                .startsWith("<svg");
        assertThat(kamelet.at("/spec/definition/title").asText()).isNotBlank();
        assertThat(kamelet.at("/spec/definition/description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void thePropertiesAreThoseOfTheTemplate(Path file) throws IOException {
        JsonNode kamelet = read(file);
        JsonNode properties = kamelet.at("/spec/definition/properties");
        List<String> beans = new ArrayList<>();
        kamelet.at("/spec/template/beans")
                .forEach(bean -> beans.add(bean.path("name").asText()));
        List<String> used = USED.matcher(kamelet.at("/spec/template").toString())
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(name -> !beans.contains(name))
                .distinct()
                .toList();

        assertThat(used).containsExactlyInAnyOrderElementsOf(names(properties));
        kamelet.at("/spec/definition/required").forEach(required -> {
            assertThat(properties.has(required.asText())).as(required.asText()).isTrue();
            assertThat(properties.path(required.asText()).has("default")).isFalse();
        });
        properties.forEach(property -> {
            assertThat(property.path("title").asText()).isNotBlank();
            assertThat(property.path("description").asText()).isNotBlank();
            assertThat(property.path("type").asText()).isNotBlank();
        });
    }

    /** A secret is described as one, so that tools hide it, and no URI of the template holds it. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void aSecretIsDescribedAsOne(Path file) throws IOException {
        JsonNode kamelet = read(file);
        JsonNode properties = kamelet.at("/spec/definition/properties");
        List<String> secrets = names(properties).stream()
                .filter(name -> name.matches("secretKey|password"))
                .toList();

        assertThat(secrets).hasSize(1).allSatisfy(name -> {
            JsonNode secret = properties.path(name);
            assertThat(secret.path("format").asText()).isEqualTo("password");
            assertThat(secret.path("x-descriptors").toString()).contains("urn:camel:group:credentials");
            assertThat(kamelet.at("/spec/template").toString()).doesNotContain("{{" + name + "}}");
        });
    }

    /** A release replaces the version everywhere. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void dependenciesAreOfThisVersion(Path file) throws IOException {
        String version = Pattern.compile("<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        JsonNode kamelet = read(file);
        List<String> ours = new ArrayList<>();
        kamelet.at("/spec/dependencies").forEach(dependency -> ours.add(dependency.asText()));
        ours.removeIf(dependency -> dependency.startsWith("camel:"));

        assertThat(ours)
                .isNotEmpty()
                .allMatch(dependency ->
                        dependency.matches("mvn:io\\.github\\.camel-tencent:camel-(tencent|birdtalk|tencent-kamelets):"
                                + Pattern.quote(version)));
        assertThat(kamelet.at("/metadata/annotations")
                        .path("camel.apache.org/catalog.version")
                        .asText())
                .isEqualTo(version);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
