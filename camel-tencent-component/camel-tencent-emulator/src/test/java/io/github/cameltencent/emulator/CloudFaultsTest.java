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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams and faults of the Cloud API as seen by a client. */
class CloudFaultsTest {

    private static final String CHAT =
            "{\"Model\":\"hunyuan-lite\",\"Stream\":true,\"Messages\":[{\"Role\":\"user\",\"Content\":\"hi\"}]}";

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private final HttpClient http = HttpClient.newHttpClient();
    private CloudClient client;

    @BeforeEach
    void makeClient() {
        client = new CloudClient(EMULATOR.emulator());
    }

    private HttpResponse<String> chat(String body) throws IOException, InterruptedException {
        CloudClient.Signed signed = client.tc3("hunyuan", "2023-09-01", "ChatCompletions", body);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(EMULATOR.emulator().baseUri() + "/"))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(signed.body));
        signed.without("Host").headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<JsonNode> events(String text) {
        return text.lines()
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    assertThat(line).startsWith("data: ");
                    try {
                        return TpnsClient.JSON.readTree(line.substring(6));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static RecordedRequest recorded() {
        List<RecordedRequest> requests = EMULATOR.emulator().requests();
        return requests.get(requests.size() - 1);
    }

    private static void play(FaultKind kind, String operation) {
        EMULATOR.emulator()
                .faults()
                .add(Fault.of(kind).service("cloud").path(operation).build());
    }

    @Test
    void aChatStreamsWordsAndStops() throws Exception {
        HttpResponse<String> answer = chat(CHAT);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(answer.headers().firstValue("X-TC-RequestId"))
                .hasValue(recorded().requestId());
        List<JsonNode> events = events(answer.body());
        assertThat(events).hasSize(6);
        assertThat(events.get(0).at("/Choices/0/Delta/Content").asText()).isEqualTo("word0 ");
        assertThat(events.get(5).at("/Choices/0/FinishReason").asText()).isEqualTo("stop");
        JsonNode whole =
                TpnsClient.JSON.readTree(chat(CHAT.replace("true", "false")).body());
        assertThat(whole.at("/Response/Choices/0/Message/Content").asText())
                .isEqualTo("word0 word1 word2 word3 word4 ");
    }

    @Test
    void longStreamsAreGeneratedWhileTheyAreRead() throws Exception {
        EMULATOR.emulator().cloud().stream(20_000, Duration.ZERO);
        assertThat(events(chat(CHAT).body())).hasSize(20_001);
        EMULATOR.emulator().cloud().stream(3, Duration.ofMillis(30));
        long start = System.nanoTime();
        assertThat(events(chat(CHAT).body())).hasSize(4);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(80));
    }

    @Test
    void aStreamCanEndInAnError() throws Exception {
        EMULATOR.emulator().cloud().failingStream(2, Duration.ZERO, "InternalError", "the model is gone");
        List<JsonNode> events = events(chat(CHAT).body());
        assertThat(events).hasSize(3);
        assertThat(events.get(2).at("/ErrorMsg/Code").asText()).isEqualTo("InternalError");
        assertThat(chat(CHAT.replace("true", "false")).body()).contains("\"Code\":\"InternalError\"");
    }

    @Test
    void aStreamCanBeCutInTheMiddle() {
        play(FaultKind.CUT, "hunyuan/ChatCompletions");
        assertThatThrownBy(() -> chat(CHAT)).isInstanceOf(IOException.class);
        assertThat(recorded().accepted()).isTrue();
        assertThat(recorded().fault()).isEqualTo("cut");
    }

    @Test
    void streamsCanBeConfiguredByTheControlApi() throws Exception {
        TpnsClient control = TpnsClient.android(EMULATOR.emulator());
        String told =
                "{\"items\":{\"cvm/DescribeInstances\":3},\"stream\":{\"events\":1},\"answers\":{\"cls/SearchLog\":{\"A\":1}}}";
        assertThat(control.control("PUT", "/_emulator/cloud", told).statusCode())
                .isEqualTo(200);
        assertThat(client.cvm("DescribeInstances", "{}").path("InstanceSet")).hasSize(3);
        assertThat(client.call("cls", "2020-10-16", "SearchLog", "{}").path("A").asInt())
                .isEqualTo(1);
        assertThat(events(chat(CHAT).body())).hasSize(2);
        for (String wrong : List.of("[]", "{\"item\":{}}", "{\"items\":{\"cvm/DescribeInstances\":-1}}")) {
            assertThat(control.control("PUT", "/_emulator/cloud", wrong).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aRefusalBeforeTheStreamIsPlainJson() throws Exception {
        client.secretKey = "wrong";
        HttpResponse<String> answer = chat(CHAT);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).contains("AuthFailure.SignatureFailure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cvm/DescribeInstances", "cvm/*", "/"})
    void rulesMatchOperationsAndPaths(String path) throws IOException {
        EMULATOR.emulator()
                .faults()
                .addScript("{\"match\":{\"service\":\"cloud\",\"path\":\"" + path
                        + "\"},\"fault\":\"code\",\"code\":\"RequestLimitExceeded\",\"count\":1}");
        assertThat(client.call("cls", "2020-10-16", "SearchLog", "{}").has("Error"))
                .isEqualTo(path.equals("/"));
        assertThat(client.cvm("DescribeInstances", "{}").at("/Error/Code").asText())
                .isEqualTo(path.equals("/") ? "" : "RequestLimitExceeded");
        assertThat(client.cvm("DescribeInstances", "{}").has("Error")).isFalse();
    }

    @Test
    void codesUseTheEnvelopeOfTheAddress() throws IOException {
        EMULATOR.emulator().faults().addScript("{\"fault\":\"code\",\"code\":\"RequestLimitExceeded\"}");
        JsonNode flat = client.json(client.v1("GET", "/v2/index.php", "HmacSHA1", Map.of("Action", "DescribeEip")));
        assertThat(flat.path("code").asInt()).isEqualTo(4400);
        assertThat(flat.path("codeDesc").asText()).isEqualTo("RequestLimitExceeded");
    }

    @Test
    void theDateHeaderCanBeReplaced() throws IOException {
        EMULATOR.emulator()
                .faults()
                .addScript(
                        "{\"fault\":\"delay\",\"delay\":0,\"headers\":{\"Date\":\"Thu, 01 Jan 2026 00:00:00 GMT\"}}");
        RawHttp.Response answer = client.send(client.tc3("cvm", "2017-03-12", "DescribeZones", "{}"));
        assertThat(answer.headers())
                .containsEntry("date", "Thu, 01 Jan 2026 00:00:00 GMT")
                .containsKey("x-tc-requestid");
    }

    @Test
    void garbageAndStatusReplaceTheEnvelope() throws IOException {
        EMULATOR.emulator().faults().addScript("""
                {"match":{"path":"cvm/AcceptA"},"fault":"garbage"}
                {"match":{"path":"cvm/RefuseB"},"fault":"status","status":502}
                {"match":{"path":"cvm/ResetC"},"fault":"reset_before"}
                """);
        RawHttp.Response garbage = client.send(client.tc3("cvm", "2017-03-12", "AcceptA", "{}"));
        assertThat(garbage.text()).contains("<!doctype html>");
        assertThat(recorded().accepted()).isTrue();
        assertThat(client.send(client.tc3("cvm", "2017-03-12", "RefuseB", "{}")).status())
                .isEqualTo(502);
        assertThat(recorded().accepted()).isFalse();
        assertThatThrownBy(() -> client.send(client.tc3("cvm", "2017-03-12", "ResetC", "{}")))
                .isInstanceOf(Exception.class);
        assertThat(recorded().accepted()).isFalse();
    }
}
