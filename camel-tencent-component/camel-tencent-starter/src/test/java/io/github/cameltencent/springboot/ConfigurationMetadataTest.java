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
package io.github.cameltencent.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.Test;

/** Keeps the metadata for IDEs equal to the schemas of the components; {@code -Ddocs.update=true} rewrites it. */
class ConfigurationMetadataTest {

    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theMetadataIsThatOfTheSchemas() throws IOException {
        ObjectNode metadata = JSON.createObjectNode();
        ArrayNode groups = metadata.putArray("groups");
        ArrayNode properties = metadata.putArray("properties");
        add(groups, properties, "tencent", "component/tencent");
        add(groups, properties, "birdtalk", "birdtalk/birdtalk");
        metadata.putArray("hints");
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(metadata) + "\n";

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE).as("it is stale: run the test with -Ddocs.update=true").hasContent(text);
        assertThat(properties).hasSizeGreaterThan(40);
    }

    private static void add(ArrayNode groups, ArrayNode properties, String scheme, String schema) throws IOException {
        JsonNode component = read(schema);
        String prefix = "camel.component." + scheme;
        String type = component.at("/component/javaType").textValue();
        groups.addObject().put("name", prefix).put("type", type);
        component.get("componentProperties").fields().forEachRemaining(entry -> {
            if (!entry.getKey().equals("configuration")) { // its options are listed one by one
                property(
                        properties.addObject().put("name", prefix + "." + StringHelper.camelCaseToDash(entry.getKey())),
                        entry.getValue(),
                        type);
            }
        });
        flag(properties, prefix + ".enabled", "Whether the properties are bound to the component", type);
        flag(properties, prefix + ".customizer.enabled", "Whether the properties are bound to the component", type);
    }

    private static void property(ObjectNode property, JsonNode option, String sourceType) {
        boolean duration = option.get("type").textValue().equals("duration");
        property.put(
                        "type",
                        duration
                                ? "java.time.Duration"
                                : boxed(option.get("javaType").textValue()))
                .put("description", option.get("description").textValue())
                .put("sourceType", sourceType);
        JsonNode value = option.get("defaultValue");
        if (value != null) {
            property.set("defaultValue", duration ? JSON.getNodeFactory().textNode(value.asText() + "ms") : value);
        }
    }

    private static void flag(ArrayNode properties, String name, String description, String sourceType) {
        properties
                .addObject()
                .put("name", name)
                .put("type", "java.lang.Boolean")
                .put("description", description)
                .put("sourceType", sourceType)
                .put("defaultValue", true);
    }

    private static String boxed(String type) {
        return switch (type) {
            case "boolean" -> "java.lang.Boolean";
            case "int" -> "java.lang.Integer";
            case "long" -> "java.lang.Long";
            case "double" -> "java.lang.Double";
            default -> type.replace(", ", ",");
        };
    }

    private static JsonNode read(String schema) throws IOException {
        try (InputStream in = ConfigurationMetadataTest.class.getResourceAsStream(
                "/META-INF/io/github/cameltencent/" + schema + ".json")) {
            return JSON.readTree(in);
        }
    }
}
