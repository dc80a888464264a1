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

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.NotifyBuilder;
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
        load(snippet(README, "yaml"));
        send();
        assertShippedArrived();
    }

    @Test
    void theReadmesJavaRouteSendsAPush() throws Exception {
        assertThat(Files.readString(README))
                .contains(".setHeader(\"CamelTencentTokens\", header(\"device\"))")
                .contains(".to(\"tencent:push?application=orders&title=Your order\")");
        camel.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:shipped")
                        .setHeader("CamelTencentTokens", header("device"))
                        .to("tencent:push?application=orders&title=Your order");
            }
        });
        start(README);
        send();
        assertShippedArrived();
    }

    @Test
    void theRouteOfGettingStartedSendsAPush() throws Exception {
        start(GETTING_STARTED);
        NotifyBuilder done =
                new NotifyBuilder(camel.getCamelContext()).whenDone(1).create();
        // the same steps, begun by the test: the timer is a component of its own
        load(snippet(GETTING_STARTED, "yaml")
                .replace("uri: timer:order\n      parameters:\n        repeatCount: 1\n", "uri: direct:shipped\n"));
        send();
        assertThat(done.matches(10, TimeUnit.SECONDS)).isTrue();
        assertThat(emulator.requests()).hasSize(1).allMatch(RecordedRequest::accepted);
        assertThat(emulator.requests().get(0).json().at("/message/content").asText())
                .isEqualTo("Your order 4711 is on its way");
    }

    @Test
    void linksOfTheTopPagesLeadSomewhere() throws IOException {
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
            Stream.concat(Stream.of(README, TOP.resolve("CONTRIBUTING.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .forEach(ReadmeTest::assertLinks);
        }
    }

    private static void assertLinks(Path page) {
        Matcher links = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)").matcher(read(page));
        while (links.find()) {
            assertThat(page.resolveSibling(links.group(1)))
                    .as("link in " + page)
                    .exists();
        }
    }

    /** Starts Camel with the page's properties, but for the emulator's address. */
    private void start(Path page) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(snippet(page, "properties")));
        properties.replaceAll((name, value) -> name.toString().endsWith("base-uri") ? emulator.baseUri() : value);
        camel.setOverrideProperties(properties);
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.start();
    }

    private void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(camel.getCamelContext())
                .loadRoutes(ResourceHelper.fromString("snippet.yaml", yaml));
    }

    private void send() throws Exception {
        camel.getCamelTemplate()
                .requestBodyAndHeaders(
                        "direct:shipped",
                        "4711 is on its way",
                        Map.of("device", "05da87c0ae0a1b2c3d4e5f60718293a4b5c6"));
    }

    private void assertShippedArrived() {
        assertThat(emulator.requests()).hasSize(1).allMatch(RecordedRequest::accepted);
        assertThat(emulator.requests().get(0).json().at("/message/title").asText())
                .isEqualTo("Your order");
        assertThat(emulator.requests().get(0).json().at("/message/content").asText())
                .isEqualTo("4711 is on its way");
    }

    /** The first snippet of a language. */
    private static String snippet(Path page, String language) {
        Matcher snippet =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(read(page));
        assertThat(snippet.find()).isTrue();
        return snippet.group(1);
    }

    private static String read(Path page) {
        try {
            return Files.readString(page).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
