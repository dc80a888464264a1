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
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks the emulator for: search, replay, faults; and who may ask. */
class EmulatorPageApiTest {

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private final TencentEmulator emulator = EMULATOR.emulator();
    private TpnsClient android;
    private CloudClient cloud;

    @BeforeEach
    void makeClients() {
        android = TpnsClient.android(emulator);
        cloud = new CloudClient(emulator);
    }

    private JsonNode get(String path) throws IOException {
        HttpResponse<String> answer =
                android.exchange(HttpRequest.newBuilder(URI.create(emulator.baseUri() + "/_emulator/" + path)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return TpnsClient.JSON.readTree(answer.body());
    }

    private JsonNode search(String query) throws IOException {
        return get("search?" + query);
    }

    private RecordedRequest last() {
        return emulator.requests().get(emulator.requests().size() - 1);
    }

    private HttpResponse<String> control(String method, String path, String type, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(emulator.baseUri() + "/_emulator/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return android.exchange(type == null ? request : request.header("Content-Type", type));
    }

    @ParameterizedTest
    @CsvSource({
        "q=token7, 1",
        "q=TOKEN7, 1",
        "q=1008029, 1",
        "outcome=refused, 2",
        "outcome=accepted, 10",
        "outcome=fault, 1",
        "service=im, 1",
        "service=im&outcome=refused, 0",
        "q=%23, 12",
        "q=usersig%20ok, 1",
        "q=nothing+has+this, 0"
    })
    void searchesFilterTheWholeRecord(String query, int matches) throws IOException {
        for (int i = 0; i < 9; i++) {
            android.push(TpnsClient.toToken("token" + i, "t", "c"));
        }
        android.push(TpnsClient.toToken("dead1", "t", "c"));
        emulator.faults().add(Fault.of(FaultKind.STATUS).service("tpns").build());
        android.exchange(android.signed("/v3/push/app", TpnsClient.toToken("t", "t", "c")));
        new ImClient(emulator).call("openim/sendmsg", ImClient.text("alpha", 1, "hello"));
        JsonNode found = search(query);
        assertThat(found.path("matches").asInt()).isEqualTo(matches);
        assertThat(found.path("searched").asInt()).isEqualTo(12);
        assertThat(found.path("requests")).hasSize(matches);
    }

    @Test
    void resultsArePagedNewestFirstAndCountedOverTime() throws IOException {
        for (int i = 0; i < 130; i++) {
            android.push(TpnsClient.toToken("token" + i, "No " + i, "c"));
        }
        JsonNode first = search("limit=50");
        long newest = first.path("newest").asLong();
        assertThat(first.at("/requests/0/push/title").asText()).isEqualTo("No 129");
        android.push(TpnsClient.toToken("late", "late", "c"));
        JsonNode third = search("limit=50&offset=100&upto=" + newest);
        assertThat(third.path("matches").asInt()).isEqualTo(130);
        assertThat(third.path("requests")).hasSize(30);
        assertThat(third.at("/requests/29/push/title").asText()).isEqualTo("No 0");
        int counted = 0;
        for (JsonNode bucket : first.at("/timeline/counts")) {
            counted += bucket.get(0).asInt();
        }
        assertThat(counted).isEqualTo(130);
        long start = first.at("/timeline/start").asLong();
        assertThat(search("from=" + (start + 3_600_000)).path("matches").asInt())
                .isZero();
        assertThat(search("to=" + (start + 3_600_000)).path("matches").asInt()).isEqualTo(131);
        assertThat(control("GET", "search?limit=many", null, "").statusCode()).isEqualTo(400);
    }

    @Test
    void aSearchDoesNotFindSecrets() throws IOException {
        ImClient im = new ImClient(emulator);
        im.call("openim/sendmsg", ImClient.text("alpha", 1, "hello"));
        JsonNode role = cloud.call(
                "sts", "2018-08-13", "AssumeRole", "{'RoleArn':'qcs::cam::uin/1:roleName/r','RoleSessionName':'s'}");
        String secret = role.at("/Credentials/TmpSecretKey").asText();
        assertThat(secret).hasSizeGreaterThan(20);
        assertThat(search("q=" + secret).path("matches").asInt()).isZero();
        assertThat(search("q=eJ").path("matches").asInt()).isZero();
        JsonNode details = get("requests/" + last().sequence());
        assertThat(details.at("/answer/body").asText())
                .contains("\"TmpSecretKey\":\"…\"", "\"Token\":\"…\"")
                .doesNotContain(secret);
        String token = role.at("/Credentials/Token").asText();
        assertThat(control("GET", "requests", null, "").body()).doesNotContain(secret, token, EmulatorOptions.IM.key());
        assertThat(details.toString()).doesNotContain(URLEncoder.encode(token, StandardCharsets.UTF_8), token);
    }

    @Test
    void longSecretsInBodiesAreMasked() throws IOException {
        String secret = "secret\\\"and more".repeat(3000);
        android.push(
                "{\"password\" : \"" + secret + "\",\"WebIdentityToken\":\"" + "x".repeat(5000) + "\",\"a\":\"b\"}");
        String body = get("requests/" + last().sequence()).path("body").asText();
        assertThat(body).isEqualTo("{\"password\" : \"…\",\"WebIdentityToken\":\"…\",\"a\":\"b\"}");
    }

    @Test
    void detailsHaveAnswerAndDuration() throws IOException {
        emulator.faults().addScript("{\"fault\":\"delay\",\"delay\":80}");
        android.push(TpnsClient.toToken("token1", "t", "c"));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(last().duration()).isNotNull());
        assertThat(last().duration()).isBetween(Duration.ofMillis(80), Duration.ofSeconds(10));
        JsonNode details = get("requests/" + last().sequence());
        assertThat(details.path("durationMicros").asLong()).isGreaterThanOrEqualTo(80_000);
        assertThat(details.at("/answer/type").asText()).startsWith("application/json");
        assertThat(details.at("/answer/body").asText()).contains("\"ret_code\":0");
        assertThat(details.at("/answer/length").asInt())
                .isEqualTo(details.at("/answer/body").asText().length());
    }

    private RecordedRequest replay(RecordedRequest request) throws IOException {
        HttpResponse<String> answer =
                control("POST", "requests/" + request.sequence() + "/replay", "application/json", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        long sequence = TpnsClient.JSON.readTree(answer.body()).path("seq").asLong();
        assertThat(sequence).isGreaterThan(request.sequence());
        RecordedRequest replay = last();
        assertThat(replay.sequence()).isEqualTo(sequence);
        assertThat(replay.body()).isNotNull();
        return replay;
    }

    @Test
    void tpnsRequestsAreReplayedByTheirMethod() throws IOException {
        new TpnsClient(emulator.baseUri(), new KeyPair(android.app.id(), "another-key"))
                .push(TpnsClient.toToken("t", "t", "c"));
        assertThat(last().accepted()).isFalse();
        RecordedRequest signed = replay(last());
        assertThat(signed.verdict()).isEqualTo("signature ok");
        assertThat(signed.accepted()).isTrue();
        android.exchange(HttpRequest.newBuilder(URI.create(emulator.baseUri() + "/v3/push/app"))
                .header("Authorization", "Basic " + basic(android.app.id() + ":wrong"))
                .POST(HttpRequest.BodyPublishers.ofString(TpnsClient.toToken("t2", "t", "c"))));
        assertThat(replay(last()).verdict()).isEqualTo("basic ok");
        assertThat(get("requests/" + last().sequence()).path("replayOf").asLong())
                .isEqualTo(last().sequence() - 1);
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void imRequestsAreReplayedWithANewUserSig() throws IOException {
        ImClient im = new ImClient(emulator);
        im.userSig = ImClient.ticket(im.app.id(), "another-key", "administrator", 1, 1);
        im.call("openim/sendmsg", ImClient.text("alpha", 1, "hello"));
        assertThat(last().verdict()).isNotEqualTo("usersig ok");
        RecordedRequest replay = replay(last());
        assertThat(replay.verdict()).isEqualTo("usersig ok");
        assertThat(replay.targets()).containsExactly("alpha");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET"})
    void cloudRequestsAreReplayedByBothMethods(String method) throws IOException {
        cloud.secretKey = "another-key";
        cloud.cvm("DescribeInstances", "{'Limit':1}");
        assertThat(replay(last()).verdict()).isEqualTo("signature ok");
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Action", "DescribeInstances");
        parameters.put("Version", "2017-03-12");
        parameters.put("Filters.0.Name", "a b+c");
        cloud.json(cloud.v1(method, "/", "HmacSHA256", parameters));
        assertThat(last().verdict()).isEqualTo("signature wrong");
        RecordedRequest replay = replay(last());
        assertThat(replay.verdict()).isEqualTo("signature ok");
        assertThat(replay.accepted()).isTrue();
        assertThat(replay(replay).verdict()).isEqualTo("signature ok");
    }

    @Test
    void faultsApplyToReplaysToo() throws IOException {
        android.push(TpnsClient.toToken("t", "t", "c"));
        RecordedRequest original = last();
        emulator.faults().addScript("{\"fault\":\"reset_after\",\"count\":1}");
        assertThat(replay(original).fault()).isEqualTo("reset_after");
    }

    @Test
    void whatCannotBeReplayedIsRefusedWithTheReason() throws IOException {
        android.push(TpnsClient.toToken("t", "t", "x".repeat(70_000)));
        HttpResponse<String> cut = control("POST", "requests/" + last().sequence() + "/replay", "application/json", "");
        assertThat(cut.statusCode()).isEqualTo(409);
        assertThat(cut.body()).contains("beginning of the body");
        android.control("POST", "/v3push/app", "{}");
        assertThat(control("POST", "requests/" + last().sequence() + "/replay", null, "")
                        .statusCode())
                .isEqualTo(409);
        new TpnsClient(emulator.baseUri(), new KeyPair("1700000009", "k")).push("{}");
        assertThat(control("POST", "requests/" + last().sequence() + "/replay", null, "")
                        .body())
                .contains("no application with the AccessId");
        assertThat(control("POST", "requests/99999999/replay", null, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void faultsAreAddedAndRemovedOneByOne() throws IOException {
        control("POST", "faults", "application/json", "{\"fault\":\"delay\",\"delay\":7,\"count\":3}");
        HttpResponse<String> both =
                control("POST", "faults", "application/json", "{\"fault\":\"status\",\"status\":429}");
        JsonNode faults = TpnsClient.JSON.readTree(both.body());
        assertThat(faults).hasSize(2);
        assertThat(faults.at("/0/delay").asInt()).isEqualTo(7);
        assertThat(faults.at("/1/status").asInt()).isEqualTo(429);
        control("DELETE", "faults/" + faults.at("/0/id").asLong(), null, "");
        assertThat(emulator.faults().rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.fault().status()).isEqualTo(429));
        assertThat(control("DELETE", "faults/4711", null, "").statusCode()).isEqualTo(404);
        assertThat(control("POST", "faults", "application/json", "{\"fault\":\"explode\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, faults",
        "PUT, faults",
        "DELETE, faults",
        "POST, reset",
        "DELETE, requests",
        "POST, requests/1/replay",
        "GET, requests",
        "GET, search",
        "GET, events"
    })
    void foreignOriginsAndReboundNamesAreRefused(String method, String path) throws IOException {
        android.push(TpnsClient.toToken("t", "t", "c"));
        String own = "127.0.0.1:" + emulator.port();
        for (Map<String, String> headers : List.of(
                Map.of("Host", own, "Origin", "http://evil.example"),
                Map.of("Host", own, "Origin", "null"),
                Map.of("Host", own, "Origin", "https://" + own),
                Map.of("Host", "rebound.example:" + emulator.port(), "Origin", "http://rebound.example"),
                Map.of("Host", "rebound.example"),
                Map.of("Host", own, "Sec-Fetch-Site", "cross-site"),
                Map.of("Host", own, "Sec-Fetch-Site", "same-site"))) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Content-Type", "application/json");
            assertThat(RawHttp.send(emulator.port(), method, "/_emulator/" + path, all, new byte[0])
                            .status())
                    .as(headers.toString())
                    .isEqualTo(403);
        }
        assertThat(emulator.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"faults", "reset", "requests/1/replay"})
    void callsThatABrowserSendsUnaskedNeedAJsonType(String path) throws IOException {
        android.push(TpnsClient.toToken("t", "t", "c"));
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"}) {
            assertThat(control("POST", path, type, "").statusCode()).as(type).isEqualTo(415);
        }
        String own = "127.0.0.1:" + emulator.port();
        Map<String, String> page = Map.of("Host", own, "Origin", "http://" + own);
        assertThat(RawHttp.send(emulator.port(), "POST", "/_emulator/" + path, page, new byte[0])
                        .status())
                .isEqualTo(415);
        assertThat(RawHttp.send(emulator.port(), "PUT", "/_emulator/faults", page, new byte[0])
                        .status())
                .isEqualTo(415);
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void theOwnPageAndProgramsMayControl() throws IOException {
        android.push(TpnsClient.toToken("t", "t", "c"));
        String own = "localhost:" + emulator.port();
        Map<String, String> page = Map.of(
                "Host",
                own,
                "Origin",
                "http://" + own,
                "Sec-Fetch-Site",
                "same-origin",
                "Content-Type",
                "application/json");
        assertThat(RawHttp.send(emulator.port(), "POST", "/_emulator/reset", page, new byte[0])
                        .status())
                .isEqualTo(200);
        assertThat(emulator.requests()).isEmpty();
        // as curl sends it
        assertThat(control("PUT", "faults", "application/x-www-form-urlencoded", "{\"fault\":\"cut\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(control("POST", "reset", null, "").statusCode()).isEqualTo(200);
        assertThat(emulator.faults().rules()).isEmpty();
    }

    @Test
    void theKeyOfTheOtherPlatformIsNamedForBasicToo() throws IOException {
        android.exchange(HttpRequest.newBuilder(URI.create(emulator.baseUri() + "/v3/push/app"))
                .header("Authorization", "Basic " + basic(android.app.id() + ":" + EmulatorOptions.TPNS_IOS.key()))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(last().steps().get(1).detail()).isEqualTo("it is the SecretKey of 1600000001 (ios)");
    }
}
