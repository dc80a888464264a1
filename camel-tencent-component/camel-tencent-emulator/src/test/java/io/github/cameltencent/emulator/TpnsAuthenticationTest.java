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
import io.github.cameltencent.emulator.engine.VerificationStep;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TpnsAuthenticationTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String BODY = TpnsClient.toToken("token1", "t", "c");

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR =
            new TencentEmulatorExtension(new EmulatorOptions().clock(Clock.fixed(NOW, ZoneOffset.UTC)));

    private final TpnsClient client = TpnsClient.android(EMULATOR.emulator());

    private RecordedRequest last() {
        return EMULATOR.emulator().requests().get(0);
    }

    private String problem() {
        return last().steps().stream()
                .filter(step -> !step.ok())
                .map(VerificationStep::detail)
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder unsigned() {
        return HttpRequest.newBuilder(URI.create(client.baseUri + "/v3/push/app"))
                .POST(BodyPublishers.ofString(BODY));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        return TpnsClient.JSON.readTree(client.exchange(request).body());
    }

    @ParameterizedTest
    @CsvSource({"-301,1008003", "-300,0", "-299,0", "0,0", "299,0", "300,0", "301,1008003"})
    void timeStampsMayBe300SecondsOff(long seconds, int code) throws IOException {
        client.now = NOW.plusSeconds(seconds);
        assertThat(client.push(BODY).path("ret_code").asInt(-1)).isEqualTo(code);
        assertThat(last().verdict()).isEqualTo(code == 0 ? "signature ok" : "timestamp stale");
    }

    @Test
    void aStaleTimeStampIsExplained() throws IOException {
        client.now = NOW.minusSeconds(3600);
        assertThat(client.push(BODY).path("err_msg").asText()).contains("3600 s behind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1700000000.5", "99999999999999999999", "-9223372036854775808"})
    void timeStampsAreUnixSeconds(String timestamp) throws IOException {
        HttpRequest.Builder request = unsigned()
                .header("AccessId", client.app.id())
                .header("TimeStamp", timestamp)
                .header("Sign", "x");
        assertThat(send(request).path("ret_code").asInt()).isEqualTo(1008003);
        assertThat(last().verdict()).isEqualTo("timestamp wrong");
    }

    @Test
    void anUnknownAccessIdHasACodeOfItsOwn() throws IOException {
        TpnsClient stranger = new TpnsClient(client.baseUri, new KeyPair("1599999999", "k"));
        stranger.now = NOW;
        assertThat(stranger.push(BODY).path("ret_code").asInt()).isEqualTo(1008035);
        assertThat(last().verdict()).isEqualTo("unknown access id");
    }

    @Test
    void requestsWithoutCredentialsAreRefused() throws IOException {
        assertThat(send(unsigned()).path("ret_code").asInt()).isEqualTo(1008003);
        assertThat(last().verdict()).isEqualTo("no credentials");
    }

    @Test
    void incompleteSignaturesAreRefused() throws IOException {
        assertThat(send(unsigned().header("AccessId", client.app.id()))
                        .path("ret_code")
                        .asInt())
                .isEqualTo(1008003);
        assertThat(problem()).contains("one of them is missing");
    }

    @Test
    void basicAuthorizationIsAccepted() throws IOException {
        assertThat(send(basic(client.app.id() + ":" + client.app.key()))
                        .path("ret_code")
                        .asInt(-1))
                .isZero();
        assertThat(last().verdict()).isEqualTo("basic ok");
    }

    @Test
    void basicWithTheWrongKeyIsRefused() throws IOException {
        assertThat(send(basic(client.app.id() + ":guess")).path("ret_code").asInt())
                .isEqualTo(1008003);
        assertThat(last().verdict()).isEqualTo("basic wrong");
    }

    private HttpRequest.Builder basic(String pair) {
        String base64 = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return unsigned().header("Authorization", "Basic " + base64);
    }

    @Test
    void commonMistakesInSignaturesAreNamed() throws IOException {
        String hex = new String(
                Base64.getDecoder().decode(TpnsClient.sign(client.app, "1700000000", bytes(BODY))),
                StandardCharsets.US_ASCII);
        assertThat(mistake(hex)).contains("plain hex");
        assertThat(mistake(base64(HexFormat.of().parseHex(hex)))).contains("raw bytes");
        assertThat(mistake(base64(bytes(hex.toUpperCase())))).contains("upper-case");
        KeyPair otherKey = new KeyPair(client.app.id(), EmulatorOptions.TPNS_IOS.key());
        assertThat(mistake(TpnsClient.sign(otherKey, "1700000000", bytes(BODY))))
                .contains("1600000001 (ios)");
        assertThat(mistake(TpnsClient.sign(client.app, "1700000001", bytes(BODY))))
                .contains("wrong SecretKey");
    }

    private String mistake(String sign) throws IOException {
        EMULATOR.emulator().reset();
        HttpRequest.Builder request = unsigned()
                .header("AccessId", client.app.id())
                .header("TimeStamp", "1700000000")
                .header("Sign", sign);
        assertThat(send(request).path("ret_code").asInt()).isEqualTo(1008003);
        return problem();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void recordsDoNotContainCredentials() throws IOException {
        client.now = NOW;
        client.push(BODY);
        send(basic(client.app.id() + ":" + client.app.key()));
        String listed = client.control("GET", "/_emulator/requests/" + last().sequence(), "")
                .body();
        assertThat(listed).containsIgnoringCase("\"sign\"").doesNotContain(client.app.key());
        for (RecordedRequest request : EMULATOR.emulator().requests()) {
            assertThat(request.headers().toString())
                    .doesNotContain(TpnsClient.sign(client.app, "1700000000", bytes(BODY)))
                    .doesNotContain(base64(bytes(client.app.id() + ":" + client.app.key())));
        }
        assertThat(client.app.toString()).doesNotContain(client.app.key());
    }
}
