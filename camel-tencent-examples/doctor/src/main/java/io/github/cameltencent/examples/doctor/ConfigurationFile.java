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
package io.github.cameltencent.examples.doctor;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The properties of an application as they are written. Placeholders may be those of Camel or of Spring Boot. */
final class ConfigurationFile {

    static final String COMPONENT = "camel.component.tencent.";
    static final String TLS = "camel.ssl.";

    private static final Pattern SECRET =
            Pattern.compile("(secret-?key|password|token|private-?key|proxy-?user)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPRING_PLACEHOLDER = Pattern.compile("\\$\\{([^{}]+)}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:]+(?::[^{}]*)?)}}");
    private static final int MIN_SECRET = 4;

    private final Map<String, String> values = new TreeMap<>();

    private ConfigurationFile() {}

    static ConfigurationFile empty() {
        return new ConfigurationFile();
    }

    /** Reads a file of properties; its placeholders are rewritten to Camel's form. */
    static ConfigurationFile read(Path path) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        ConfigurationFile file = new ConfigurationFile();
        properties.forEach((name, value) -> file.values.put(
                name.toString(), SPRING_PLACEHOLDER.matcher(value.toString()).replaceAll("{{$1}}")));
        return file;
    }

    /** Returns the options of the component by name, without their prefix. */
    Map<String, String> componentOptions() {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(COMPONENT))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(COMPONENT.length()),
                        Map.Entry::getValue,
                        (first, second) -> first,
                        TreeMap::new));
    }

    /** Returns what placeholders may refer to, and with {@code tls} the TLS settings of the context. */
    Properties contextProperties(boolean tls) {
        Properties properties = new Properties();
        values.forEach((name, value) -> {
            if (!name.startsWith("camel.") || (tls && name.startsWith(TLS))) {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }

    /** Returns the names that the placeholders of a value refer to. */
    static List<String> placeholders(String value) {
        return PLACEHOLDER.matcher(value).results().map(found -> found.group(1)).toList();
    }

    static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }

    /** Returns what must not be printed: the values of secrets, and of names in the environment that sound like one. */
    List<String> secrets(Map<String, String> environment) {
        List<String> secrets = new ArrayList<>();
        Map.of("file", values, "environment", environment)
                .values()
                .forEach(map -> map.forEach((name, value) -> {
                    String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
                    if (isSecret(plain) && value.length() >= MIN_SECRET && !value.startsWith("{{")) {
                        secrets.add(value);
                    }
                }));
        return secrets;
    }

    boolean isEmpty() {
        return componentOptions().isEmpty();
    }
}
