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
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the first pages show is what happens, and what they point to exists. */
class ReadmeTest {

    private static final Path TOP = Path.of("..", "..");
    private static final Path README = TOP.resolve("README.md");
    private static final Path GETTING_STARTED = TOP.resolve("docs/getting-started.md");

    private final TencentEmulator emulator = TencentEmulator.start();
    private final Main camel = new Main();

    @AfterEach
    void stop() {
        camel.stop();
        emulator.close();
    }

    @Test
    void theReadmesYamlRouteSendsAPush() throws Exception {
        start(README);
        load(snippets(README, "yaml").get(0));
        assertPushArrives();
    }

    @Test
    void theReadmesJavaRouteSendsAPush() throws Exception {
        assertThat(snippets(README, "java").get(0)).isEqualTo("""
                from("timer:push?repeatCount=1")
                    .setBody(constant("4711 is on its way"))
                    .to("tencent:push?application=orders&title=Your order&tokens=05da87c0ae0a1b2c3d4e5f60718293a4b5c6")
                    .log("${header.CamelTencentOutcome}, push id ${header.CamelTencentPushIds}");
                """);
        camel.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:push?repeatCount=1")
                        .setBody(constant("4711 is on its way"))
                        .to(
                                "tencent:push?application=orders&title=Your order&tokens=05da87c0ae0a1b2c3d4e5f60718293a4b5c6")
                        .log("${header.CamelTencentOutcome}, push id ${header.CamelTencentPushIds}");
            }
        });
        start(README);
        assertPushArrives();
    }

    @Test
    void theReadmesRouteSendsAnImMessage() throws Exception {
        start(README);
        load(snippets(README, "yaml").get(1));
        RecordedRequest request = theOnlyRequest();
        assertThat(request.operation()).isEqualTo("openim/sendmsg");
        assertThat(request.body()).contains("\"To_Account\":\"alpha\"", "Welcome to the shop");
    }

    @Test
    void theReadmesRouteCallsTheCloudApi() throws Exception {
        start(README);
        load(snippets(README, "yaml").get(2));
        assertThat(theOnlyRequest().operation()).isEqualTo("cvm/DescribeInstances");
    }

    @Test
    void theRouteOfGettingStartedSendsAPush() throws Exception {
        start(GETTING_STARTED);
        load(snippets(GETTING_STARTED, "yaml").get(0));
        assertThat(theOnlyRequest().json().at("/message/content").asText()).isEqualTo("Your order 4711 is on its way");
    }

    /** The comment stands for the route of the reader. */
    @Test
    void theReadmesTestWithTheEmulatorPasses() throws Exception {
        String comment = "// baseUri of the application = emulator.baseUri(), then send\n    ";
        assertThat(snippets(README, "java").get(1).replace(comment, "")).isEqualTo("""
                try (TencentEmulator emulator = TencentEmulator.start()) {
                    assertThat(emulator.requests()).hasSize(1);
                }
                """);
        try (TencentEmulator emulator = TencentEmulator.start()) {
            sendAnImMessage(emulator.baseUri());
            assertThat(emulator.requests()).hasSize(1);
        }
    }

    private void sendAnImMessage(String baseUri) throws Exception {
        camel.start();
        camel.getCamelTemplate()
                .sendBody(
                        "tencent:im/openim/sendmsg?toAccount=alpha&sdkAppId=" + EmulatorOptions.IM.id() + "&secretKey="
                                + EmulatorOptions.IM.key() + "&baseUri=" + baseUri,
                        "Welcome to the shop");
    }

    /** Otherwise a reader's build would not find the artifacts, or mix versions of Camel. */
    @Test
    void theDependenciesAreThoseOfTheBuild() {
        String build = read(TOP.resolve("pom.xml"));
        String component = first("<artifactId>camel-tencent-parent</artifactId>\\s*<version>([^<]+)<", build);
        String dependency = "<artifactId>camel-tencent</artifactId>\\s*<version>([^<]+)<";
        assertThat(first(dependency, snippets(README, "xml").get(0))).isEqualTo(component);

        String pom = snippets(GETTING_STARTED, "xml").get(0);
        assertThat(first(dependency, pom)).isEqualTo(component);
        String camelVersion = "<camel.version>([^<]+)<";
        assertThat(first(camelVersion, pom)).isEqualTo(first(camelVersion, build));
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    @Test
    void linksLeadToPagesAndHeadings() throws IOException {
        try (Stream<Path> pages = Files.find(
                TOP,
                4,
                (page, is) -> is.isRegularFile()
                        && page.toString().endsWith(".md")
                        && !page.toString().contains("target"))) {
            List<Path> all = pages.toList();
            assertThat(all).hasSizeGreaterThan(20);
            all.forEach(ReadmeTest::assertLinks);
        }
    }

    private static void assertLinks(Path page) {
        Matcher links =
                Pattern.compile("]\\((?!https?:)([^)#\\s]*)#?([^)\\s]*)\\)").matcher(prose(page));
        while (links.find()) {
            Path target = links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1));
            assertThat(target).as("link in " + page).exists();
            if (!links.group(2).isEmpty()) {
                assertThat(anchors(target)).as("link in " + page).contains(links.group(2));
            }
        }
    }

    /** The anchors that GitHub makes of the headings. */
    private static List<String> anchors(Path page) {
        return prose(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").strip().toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
                .toList();
    }

    private static String prose(Path page) {
        return read(page).replaceAll("(?ms)^ *```.*?^ *```$", ""); // in a line there may be any number of them
    }

    /** Starts Camel with the page's properties for the emulator, but for the emulator's address. */
    private void start(Path page) throws Exception {
        Properties properties = new Properties();
        for (String each : snippets(page, "properties")) {
            if (each.contains("base-uri")) {
                properties.load(new StringReader(each));
            }
        }
        properties.replaceAll((name, value) -> name.toString().endsWith("base-uri") ? emulator.baseUri() : value);
        camel.setOverrideProperties(properties);
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.start();
    }

    private void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(camel.getCamelContext())
                .loadRoutes(ResourceHelper.fromString("snippet.yaml", yaml));
    }

    private void assertPushArrives() {
        RecordedRequest request = theOnlyRequest();
        assertThat(request.json().at("/message/title").asText()).isEqualTo("Your order");
        assertThat(request.json().at("/message/content").asText()).isEqualTo("4711 is on its way");
    }

    private RecordedRequest theOnlyRequest() {
        await().until(() -> !emulator.requests().isEmpty());
        assertThat(emulator.requests()).hasSize(1).allMatch(RecordedRequest::accepted);
        return emulator.requests().get(0);
    }

    private static List<String> snippets(Path page, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(read(page))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
