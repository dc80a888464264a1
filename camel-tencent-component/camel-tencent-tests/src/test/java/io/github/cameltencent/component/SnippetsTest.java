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

import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties that the pages show are bound by Camel Main, and Spring Boot's are the same but for placeholders. */
class SnippetsTest {

    private static final Path TOP = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("```(properties(?: spring)?)\n(.*?)```", Pattern.DOTALL);

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(TOP.resolve("README.md"), TOP.resolve("README.zh-CN.md")));
        try (Stream<Path> docs = Files.walk(TOP.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void springBootsPropertiesAreThoseOfCamelMain(Path page) throws IOException {
        String main = "";
        for (MatchResult block : blocks(page)) {
            if (block.group(1).equals("properties")) {
                main = block.group(2);
            } else {
                assertThat(block.group(2))
                        .as(page.toString())
                        .isEqualTo(main.replaceAll("\\{\\{(?:env:|sys:)?([^}]+)}}", "\\${$1}"))
                        .contains("${");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void placeholdersAreShownForSpringBootAsWell(Path page) throws IOException {
        List<MatchResult> blocks = blocks(page);
        for (int i = 0; i < blocks.size(); i++) {
            MatchResult block = blocks.get(i);
            if (block.group(1).equals("properties") && block.group(2).contains("{{env:")) {
                assertThat(i + 1).as(page + " after " + block.group(2)).isLessThan(blocks.size());
                assertThat(blocks.get(i + 1).group(1)).as(page + block.group(2)).isEqualTo("properties spring");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void camelMainBindsTheProperties(Path page) throws Exception {
        for (MatchResult block : blocks(page)) {
            if (block.group(1).equals("properties") && !block.group(2).contains("#bean")) {
                bind(block.group(2).replaceAll("\\{\\{[^}]+}}", "1234"));
            }
        }
    }

    private static void bind(String text) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Main camel = new Main();
        camel.setOverrideProperties(properties);
        camel.setDefaultPropertyPlaceholderLocation("false");
        try {
            camel.start();
            assertThat(camel.getCamelContext().getStatus().isStarted()).isTrue();
        } finally {
            camel.stop();
        }
    }

    /** Pages whose routes no other test runs. */
    @ParameterizedTest
    @ValueSource(strings = {"tpns.md", "performance.md"})
    void theRoutesOfThePageStart(String page) throws Exception {
        String text = Files.readString(TOP.resolve("docs").resolve(page)).replace("\r\n", "\n");
        List<MatchResult> routes = YAML.matcher(text).results().toList();
        assertThat(routes).isNotEmpty();
        try (TencentEmulator emulator = TencentEmulator.start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            TencentApplication orders = new TencentApplication();
            orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
            orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
            orders.tpns("android").setBaseUri(emulator.baseUri());
            context.getRegistry().bind("orders", orders);
            context.start();
            for (MatchResult route : routes) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString("route" + route.start() + ".yaml", route.group(1)));
            }
            assertThat(context.getRoutes()).hasSize(routes.size()).allMatch(route -> context.getRouteController()
                    .getRouteStatus(route.getRouteId())
                    .isStarted());
        }
    }

    @Test
    void thePagesShowBothSpellings() throws IOException {
        long spring = 0;
        for (Path page : pages()) {
            spring += blocks(page).stream()
                    .filter(block -> block.group(1).endsWith("spring"))
                    .count();
        }
        assertThat(spring).isGreaterThan(3);
    }

    private static List<MatchResult> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page).replace("\r\n", "\n"))
                .results()
                .toList();
    }
}
