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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import io.github.cameltencent.emulator.im.callback.ImCallbackAnswer;
import io.github.cameltencent.emulator.im.callback.ImForgery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The snippets of docs/emulator.md stand between {@code tag::} and {@code end::}, here and in EmulatorExtensionTest. */
class EmulatorGuideTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "emulator.md");
    private static final Path HERE = Path.of("src/test/java/io/github/cameltencent/emulator");
    private static final Path EXTENSION = Path.of(
            "..", "camel-tencent-emulator", "src/test/java/io/github/cameltencent/emulator/EmulatorExtensionTest.java");

    /** Does what a route would do; not part of the snippets. */
    private static int push(String baseUri) throws IOException, InterruptedException {
        KeyPair app = EmulatorOptions.TPNS_ANDROID;
        String pair = Base64.getEncoder().encodeToString((app.id() + ":" + app.key()).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUri + "/v3/push/app"))
                .header("Authorization", "Basic " + pair)
                .POST(HttpRequest.BodyPublishers.ofString(TpnsClient.toToken("token1", "Hello", "c")))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void inATest() throws Exception {
        // tag::start[]
        try (TencentEmulator emulator = TencentEmulator.start()) {
            push(emulator.baseUri());

            var request = emulator.requests().get(0);
            assertThat(request.verdict()).isEqualTo("basic ok");
            assertThat(request.accepted()).isTrue();
            assertThat(request.targets()).containsExactly("token1");
            assertThat(request.json().at("/message/title").asText()).isEqualTo("Hello");
        }
        // end::start[]
    }

    @Test
    void withOptions() {
        // tag::options[]
        EmulatorOptions options = new EmulatorOptions()
                .port(0)
                .tpnsAndroid(new KeyPair("1500000002", "another-secret"))
                .skew(Duration.ofSeconds(300))
                .latency(Duration.ofMillis(20));
        try (TencentEmulator emulator = TencentEmulator.start(options)) {
            assertThat(emulator.baseUri()).startsWith("http://127.0.0.1:");
        }
        // end::options[]
    }

    // tag::register[]
    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR =
            new TencentEmulatorExtension(new EmulatorOptions().latency(Duration.ofMillis(1)));

    @Test
    void theEmulatorIsThereBeforeTheFirstTest() throws Exception {
        push(EMULATOR.emulator().baseUri());
        assertThat(EMULATOR.emulator().counters().accepted()).isEqualTo(1);
    }
    // end::register[]

    @Test
    void cloudControls() throws Exception {
        TencentEmulator emulator = EMULATOR.emulator();
        // tag::cloud[]
        emulator.cloud().items("cvm/DescribeInstances", 1_000_000);
        emulator.cloud().answer("cls/SearchLog", "{\"ListOver\":true,\"Results\":[]}");
        emulator.cloud().stream(20, Duration.ofMillis(50));
        emulator.cloud().addKey("AKIDnext", "next-secret");
        emulator.cloud().removeKey("AKIDnext");
        emulator.cloud().endTemporaryKeys();
        // end::cloud[]
        assertThat(new CloudClient(emulator)
                        .cvm("DescribeInstances", "{}")
                        .path("TotalCount")
                        .asInt())
                .isEqualTo(1_000_000);
    }

    @Test
    void imControls() throws Exception {
        TencentEmulator emulator = EMULATOR.emulator();
        // tag::im[]
        emulator.im().addKey("1400000001", "next-secret");
        emulator.im().replaceKey("1400000001", "only-secret");
        emulator.im().addAdministrator("1400000001", "robot");
        emulator.im().quotas(false);
        emulator.im().rateLimits(true);
        emulator.im().strictAccounts("1400000001", true);
        emulator.im().online("1400000001", "alpha", "iPhone", "PushOnline");
        // end::im[]
        ImClient client = new ImClient(emulator, new KeyPair("1400000001", "only-secret"));
        client.identifier = "robot";
        assertThat(client.code("openim/sendmsg", ImClient.text("alpha", 1, "x")))
                .isEqualTo(90012);
    }

    @Test
    void imCallbacks() throws Exception {
        TencentEmulator emulator = EMULATOR.emulator();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/im", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/im";
        try {
            // tag::callback[]
            ImCallbackAnswer answer = emulator.im()
                    .callback("C2C.CallbackAfterSendMsg")
                    .to(url)
                    .token("callback-token")
                    .field("From_Account", "alpha")
                    .field("To_Account", "robot")
                    .forged(ImForgery.WRONG_SIGN)
                    .send();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.time()).isLessThan(Duration.ofSeconds(2));
            // end::callback[]
            // tag::webhook[]
            emulator.im().webhook("1400000001", url, "callback-token");
            // end::webhook[]
        } finally {
            server.stop(0);
        }
    }

    @Test
    void withFaults() throws Exception {
        TencentEmulator emulator = EMULATOR.emulator();
        // tag::faults[]
        emulator.faults()
                .add(Fault.of(FaultKind.STATUS)
                        .service("tpns")
                        .path("/v3/push/app")
                        .status(503)
                        .header("Retry-After", "1")
                        .count(2)
                        .build());
        emulator.faults().addScript("""
                {"match":{"service":"tpns","path":"/v3/push/*"},"rate":0.05,"fault":"delay","delay":20,"seed":7}
                """);
        // end::faults[]
        assertThat(push(emulator.baseUri())).isEqualTo(503);
        assertThat(push(emulator.baseUri())).isEqualTo(503);
        assertThat(push(emulator.baseUri())).isEqualTo(200);
    }

    @Test
    void withDeadTokens() throws Exception {
        TencentEmulator emulator = EMULATOR.emulator();
        // tag::dead[]
        emulator.deadTokens().add("token1");
        // end::dead[]
        push(emulator.baseUri());
        assertThat(emulator.requests().get(0).code()).isEqualTo("1008029");
    }

    @Test
    void theGuideShowsWhatIsTestedHere() throws IOException {
        String source = Files.readString(HERE.resolve("EmulatorGuideTest.java")) + Files.readString(EXTENSION);
        String guide = Files.readString(GUIDE);
        Matcher snippet = Pattern.compile("// tag::(\\w+)\\[]\\n(.*?)\\n *// end::\\1", Pattern.DOTALL)
                .matcher(source);
        int found = 0;
        while (snippet.find()) {
            found++;
            assertThat(guide)
                    .as("snippet " + snippet.group(1))
                    .contains(snippet.group(2).stripIndent().strip());
        }
        assertThat(found).isEqualTo(10);
    }

    @Test
    void theFaultScriptOfTheGuideCanBePlayed() throws IOException {
        Matcher script =
                Pattern.compile("```json lines\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        assertThat(script.find()).isTrue();
        EMULATOR.emulator().faults().replace(script.group(1));
        assertThat(EMULATOR.emulator().faults().rules())
                .extracting(played -> played.fault().kind())
                .contains(FaultKind.values());
    }
}
