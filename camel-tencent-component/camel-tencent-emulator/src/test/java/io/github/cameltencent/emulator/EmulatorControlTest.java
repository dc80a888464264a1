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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control API, the events, and the files of the page. */
class EmulatorControlTest {

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private final TencentEmulator emulator = EMULATOR.emulator();
    private final TpnsClient client = TpnsClient.android(emulator);

    private JsonNode listed(String query) throws IOException {
        return TpnsClient.JSON.readTree(
                client.control("GET", "/_emulator/requests" + query, "").body());
    }

    @Test
    void requestsAreListedAndCleared() throws IOException {
        String id = client.push(TpnsClient.toToken("token1", "t", "c"))
                .path("push_id")
                .asText();
        client.push("{}");
        JsonNode list = listed("");
        assertThat(list).hasSize(2);
        JsonNode first = list.get(0);
        assertThat(first.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(first.path("service").asText()).isEqualTo("tpns");
        assertThat(first.path("path").asText()).isEqualTo("/v3/push/app");
        assertThat(first.path("verdict").asText()).isEqualTo("signature ok");
        assertThat(first.path("accepted").asBoolean()).isTrue();
        assertThat(first.path("ids").get(0).asText()).isEqualTo(id);
        assertThat(first.path("targets").get(0).asText()).isEqualTo("token1");
        assertThat(list.get(1).path("accepted").asBoolean()).isFalse();
        assertThat(list.get(1).path("code").asText()).isEqualTo("1008002");

        assertThat(listed("?after=" + first.path("seq").asLong())).hasSize(1);
        assertThat(listed("?limit=1")).hasSize(1);
        assertThat(client.control("GET", "/_emulator/requests?limit=x", "").statusCode())
                .isEqualTo(400);
        assertThat(client.control("DELETE", "/_emulator/requests", "").statusCode())
                .isEqualTo(200);
        assertThat(listed("")).isEmpty();
        assertThat(emulator.counters().received()).isZero();
    }

    @Test
    void aQueryThatIsNotPercentEncodedIsRefused() throws IOException {
        RawHttp.Response response =
                RawHttp.send(emulator.port(), "GET", "/_emulator/requests?limit=5%", Map.of(), new byte[0]);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("after and limit must be numbers");
    }

    @Test
    void aSearchUpToTheSmallestNumberEnds() throws IOException {
        client.push("{}");
        HttpResponse<String> found = client.control("GET", "/_emulator/search?upto=" + Long.MIN_VALUE, "");
        assertThat(TpnsClient.JSON.readTree(found.body()).path("matches").asInt(-1))
                .isZero();
    }

    @Test
    void listsOfMoreThanOneChunkAreComplete() throws IOException {
        for (int i = 0; i < 1001; i++) {
            client.push("{}");
        }
        assertThat(listed("")).hasSize(1001);
    }

    @Test
    void faultsAreSetShownAndCleared() throws IOException {
        HttpResponse<String> put = client.control(
                "PUT",
                "/_emulator/faults",
                "{\"match\":{\"service\":\"tpns\",\"path\":\"/v3/push/app\"},\"rate\":1,\"fault\":\"status\",\"count\":2}\n");
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(client.exchange(client.signed("/v3/push/app", "{}")).statusCode())
                .isEqualTo(503);
        JsonNode shown = TpnsClient.JSON.readTree(
                client.control("GET", "/_emulator/faults", "").body());
        assertThat(shown.at("/0/fired").asInt()).isEqualTo(1);
        assertThat(shown.at("/0/count").asInt()).isEqualTo(2);
        client.control("DELETE", "/_emulator/faults", "");
        assertThat(client.exchange(client.signed("/v3/push/app", "{}")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anInvalidScriptIsRefusedAndTheActiveOneStays() throws IOException {
        client.control("PUT", "/_emulator/faults", "{\"fault\":\"status\"}");
        HttpResponse<String> bad = client.control("PUT", "/_emulator/faults", "{\"fault\":\"explode\"}");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("line 1", "explode", "reset_after");
        assertThat(emulator.faults().rules()).hasSize(1);
    }

    @Test
    void deadTokensCanBeSetByTheControlApi() throws IOException {
        client.control("PUT", "/_emulator/dead-tokens", "token1\ntoken2\n");
        assertThat(client.push(TpnsClient.toToken("token1", "t", "c"))
                        .path("ret_code")
                        .asInt())
                .isEqualTo(1008029);
        client.control("DELETE", "/_emulator/dead-tokens", "");
        assertThat(client.push(TpnsClient.toToken("token1", "t", "c"))
                        .path("ret_code")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void resetClearsEverything() throws IOException {
        client.control("PUT", "/_emulator/faults", "{\"fault\":\"status\"}");
        client.exchange(client.signed("/v3/push/app", "{}"));
        emulator.deadTokens().add("x");
        assertThat(client.control("POST", "/_emulator/reset", "").statusCode()).isEqualTo(200);
        assertThat(emulator.requests()).isEmpty();
        assertThat(emulator.faults().rules()).isEmpty();
        assertThat(emulator.deadTokens()).isEmpty();
    }

    @Test
    void unknownPathsAreRecorded() throws IOException {
        assertThat(client.control("POST", "/v3push/app", "{}").statusCode()).isEqualTo(404);
        assertThat(emulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.service()).isEqualTo("unknown");
            assertThat(request.accepted()).isFalse();
        });
        assertThat(client.control("GET", "/_emulator/nothing", "").statusCode()).isEqualTo(404);
        assertThat(client.control("GET", "/_emulator/requests/99999999", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example:80",
                "Host: 127.0.0.1\r\nOrigin: http://evil.example"
            })
    void foreignPagesMayNotUseTheControlApi(String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
            socket.getOutputStream()
                    .write(("POST /_emulator/reset HTTP/1.1\r\n" + headers + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(reader(socket).readLine()).contains("403");
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void eventsReplayTheLast50AndGoOnLive() throws IOException {
        for (int i = 0; i < 60; i++) {
            client.push(TpnsClient.toToken("token" + i, "No " + i, "c"));
        }
        try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /_emulator/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in = reader(socket);
            JsonNode replayed = event(in);
            assertThat(replayed.path("requests")).hasSize(50);
            assertThat(replayed.at("/requests/49/push/title").asText()).isEqualTo("No 59");
            assertThat(replayed.at("/counters/accepted").asInt()).isEqualTo(60);
            client.push(TpnsClient.toToken("token1", "live", "c"));
            assertThat(event(in).at("/requests/0/push/title").asText()).isEqualTo("live");
            for (int i = 0; i < 400; i++) {
                client.push(TpnsClient.toToken("token1", "flood", "c"));
            }
            long shown = 51;
            JsonNode last = replayed;
            while (last.at("/counters/received").asLong() < 461) {
                last = event(in);
                shown += last.path("requests").size();
                assertThat(last.path("requests")).hasSizeLessThanOrEqualTo(60);
            }
            assertThat(shown + last.path("notShown").asLong()).isEqualTo(451);
        }
    }

    private static JsonNode event(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (!line.startsWith("data: ")) {
            line = in.readLine();
        }
        return TpnsClient.JSON.readTree(line.substring(6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/_emulator/page.css",
                "/_emulator/phones.css",
                "/_emulator/page.js",
                "/_emulator/phones.js",
                "/_emulator/details.js",
                "/_emulator/chat.css",
                "/_emulator/panels.css",
                "/_emulator/chat.js",
                "/_emulator/curl.js",
                "/_emulator/faults.js",
                "/_emulator/lang.js",
                "/_emulator/list.js",
                "/_emulator/reasons.js",
                "/_emulator/samples.js",
                "/_emulator/timeline.js",
                "/_emulator/icon.svg"
            })
    void thePageLoadsNothingFromOutside(String path) throws IOException {
        HttpResponse<String> file = client.exchange(
                HttpRequest.newBuilder(URI.create(emulator.baseUri() + path)).GET());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';");
        assertThat(file.body().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContainPattern("https?://|@import|innerHTML|outerHTML|document\\.write|eval\\(|style=");
    }

    @Test
    void aCloudCallOnTheRootIsNotThePage() throws IOException {
        assertThat(client.control("GET", "/?Action=DescribeInstances", "").body())
                .contains("MissingParameter");
        assertThat(client.control("GET", "/?from=bookmark", "").body()).startsWith("<!doctype html>");
    }

    @Test
    void malformedAndOversizedRequestsAreRefused() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
            socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(reader(socket).readLine()).contains("400");
        }
        try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
            socket.getOutputStream()
                    .write("POST /v3/push/app HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(reader(socket).readLine()).contains("413");
        }
        assertThat(emulator.requests()).isEmpty();
    }
}
