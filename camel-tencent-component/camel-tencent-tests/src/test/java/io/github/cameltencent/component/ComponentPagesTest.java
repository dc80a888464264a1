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

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the components' pages start in XML and YAML, compile in Java, and mean the same in all three. */
class ComponentPagesTest {

    private static final String TENCENT = "camel-tencent/src/main/docs/tencent-component.adoc";
    private static final String BIRDTALK = "camel-birdtalk/src/main/docs/birdtalk-component.adoc";
    private static final Pattern EXAMPLE = Pattern.compile("\n=== \\d+\\. [^\n]*\n(.*?)(?=\n===? )", Pattern.DOTALL);
    private static final Pattern URI = Pattern.compile("\"((?:tencent|birdtalk|webhook):[^\"]*)\"");

    private final TencentEmulator emulator = TencentEmulator.start();
    private final Main camel = new Main();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        camel.stop();
        emulator.close();
    }

    static Stream<Arguments> routes() {
        return Stream.of(TENCENT, BIRDTALK)
                .flatMap(page -> examples(page).stream())
                .flatMap(example ->
                        Stream.of("xml", "yaml").map(language -> Arguments.of(language, snippet(example, language))));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void theExampleStarts(String language, String route) throws Exception {
        properties();
        camel.start();
        CamelContext context = camel.getCamelContext();
        context.getRestConfiguration().setHost("127.0.0.1");
        context.getRestConfiguration().setPort(freePort());

        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(
                        "example." + language, route.replace("file:outbox", "file:" + folder)));

        assertThat(context.getRoutes()).hasSize(1).allMatch(each -> context.getRouteController()
                .getRouteStatus(each.getRouteId())
                .isStarted());
    }

    @Test
    void eachPageHasTenExamplesInThreeLanguages() {
        for (String page : List.of(TENCENT, BIRDTALK)) {
            assertThat(examples(page)).hasSize(10).allSatisfy(example -> {
                assertThat(snippet(example, "java")).isNotEmpty();
                assertThat(snippet(example, "xml")).isNotEmpty();
                assertThat(snippet(example, "yaml")).isNotEmpty();
            });
        }
    }

    @Test
    void theJavaIsCompiled() throws IOException {
        String compiled = squeezed(
                Files.readString(Path.of("src/test/java/io/github/cameltencent/component/ComponentPageRoutes.java")));
        for (String page : List.of(TENCENT, BIRDTALK)) {
            assertThat(examples(page))
                    .allSatisfy(example -> assertThat(compiled).contains(squeezed(snippet(example, "java"))));
        }
    }

    @Test
    void theJavaMakesRoutes() throws Exception {
        for (RouteBuilder routes : List.of(ComponentPageRoutes.tencent(), ComponentPageRoutes.birdtalk())) {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                context.addRoutes(routes);
                assertThat(context.getRouteDefinitions()).hasSize(10);
            }
        }
    }

    @Test
    void theJavaCallsWhatTheXmlCalls() {
        for (String page : List.of(TENCENT, BIRDTALK)) {
            assertThat(examples(page)).allSatisfy(example -> assertThat(
                            uris(snippet(example, "java").replace("\"\n        + \"", "")))
                    .isEqualTo(uris(snippet(example, "xml")))
                    .isNotEmpty());
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (String page : List.of(TENCENT, BIRDTALK)) {
            Path path = Path.of("..").resolve(page);
            List<String> links = Pattern.compile("link:([^\\[]+)\\[")
                    .matcher(Files.readString(path))
                    .results()
                    .map(each -> each.group(1))
                    .toList();
            assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(path.resolveSibling(link))
                    .exists());
        }
    }

    private void properties() {
        camel.setDefaultPropertyPlaceholderLocation("false");
        String applications = "camel.component.tencent.applications";
        camel.addOverrideProperty(applications + "[orders].tpns[android].access-id", EmulatorOptions.TPNS_ANDROID.id());
        camel.addOverrideProperty(
                applications + "[orders].tpns[android].secret-key", EmulatorOptions.TPNS_ANDROID.key());
        camel.addOverrideProperty(applications + "[orders].tpns[android].base-uri", emulator.baseUri());
        camel.addOverrideProperty(applications + "[chat].im.sdk-app-id", EmulatorOptions.IM.id());
        camel.addOverrideProperty(applications + "[chat].im.secret-key", EmulatorOptions.IM.key());
        camel.addOverrideProperty(applications + "[chat].im.callback-token", "invented-callback-token");
        camel.addOverrideProperty(applications + "[chat].im.base-uri", emulator.baseUri());
        camel.addOverrideProperty(applications + "[shop].cloud.secret-id", EmulatorOptions.CLOUD.id());
        camel.addOverrideProperty(applications + "[shop].cloud.secret-key", EmulatorOptions.CLOUD.key());
        camel.addOverrideProperty(applications + "[shop].cloud.region", "ap-guangzhou");
        camel.addOverrideProperty(applications + "[shop].cloud.base-uri", emulator.baseUri());
        String account = "camel.component.birdtalk.accounts[bot].";
        camel.addOverrideProperty(account + "server-uri", emulator.chatUri());
        camel.addOverrideProperty(account + "user-id", EmulatorOptions.CHAT_ALPHA.id());
        camel.addOverrideProperty(account + "password", EmulatorOptions.CHAT_ALPHA.key());
        camel.addOverrideProperty(account + "state-store", "memory");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> examples(String page) {
        try {
            return EXAMPLE.matcher(Files.readString(Path.of("..").resolve(page)).replace("\r\n", "\n"))
                    .results()
                    .map(each -> each.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String snippet(String example, String language) {
        return Pattern.compile("\\[source," + language + "]\n----\n(.*?)----\n", Pattern.DOTALL)
                .matcher(example)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.joining());
    }

    private static Set<String> uris(String snippet) {
        return URI.matcher(snippet.replace("\\\"", "&quot;"))
                .results()
                .map(each -> each.group(1).replace("&amp;", "&"))
                .collect(Collectors.toSet());
    }

    private static String squeezed(String java) {
        return java.replaceAll("\\s+", "");
    }
}
