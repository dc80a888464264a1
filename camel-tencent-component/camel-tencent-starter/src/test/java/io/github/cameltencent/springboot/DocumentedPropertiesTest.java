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

import io.github.cameltencent.component.TencentComponent;
import io.github.cameltencent.credential.TencentApplication;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Spring Boot binds the properties that the pages show for it, and resolves their placeholders. */
class DocumentedPropertiesTest {

    private static final Path TOP = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("```properties spring\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern SECRET =
            Pattern.compile("applications\\[(\\w+)]\\.(tpns\\[(\\w+)]|im|cloud)\\.secret-key$");
    private static final String VALUE = "1234";

    static List<String> blocks() throws IOException {
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
            return Stream.concat(Stream.of(TOP.resolve("README.md")), docs.sorted())
                    .filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> BLOCK.matcher(read(page)).results())
                    .map(block -> block.group(1))
                    .toList();
        }
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void springBootBindsThem(String block) throws IOException {
        Properties shown = new Properties();
        shown.load(new StringReader(block));
        Properties all = new Properties();
        all.putAll(shown);
        PLACEHOLDER.matcher(block).results().forEach(name -> all.put(name.group(1), VALUE));

        try (ConfigurableApplicationContext spring = new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.NONE)
                .properties(all)
                .run()) {
            TencentComponent component =
                    spring.getBean(CamelContext.class).getComponent("tencent", TencentComponent.class);
            shown.stringPropertyNames().forEach(name -> assertBound(component, name));
        }
    }

    private static void assertBound(TencentComponent component, String name) {
        if (name.endsWith("proxy-host")) {
            assertThat(component.getProxyHost()).isEqualTo(VALUE);
        }
        Matcher secret = SECRET.matcher(name);
        if (secret.find()) {
            assertThat(key(component.getApplications().get(secret.group(1)), secret))
                    .as(name)
                    .isEqualTo(VALUE);
        }
    }

    private static String key(TencentApplication application, Matcher secret) {
        return switch (secret.group(2)) {
            case "im" -> application.getIm().getSecretKey();
            case "cloud" -> application.getCloud().getSecretKey();
            default -> application.tpns(secret.group(3)).getSecretKey();
        };
    }

    private static String read(Path page) {
        try {
            return Files.readString(page).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class App {}
}
