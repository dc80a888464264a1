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
import io.github.cameltencent.emulator.CloudClient.Signed;
import io.github.cameltencent.emulator.engine.VerificationStep;
import io.github.cameltencent.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authentication of Cloud API requests and the errors of invalid ones. */
class CloudAuthenticationTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_795_295_121);
    private static final SettableClock CLOCK = new SettableClock(0);
    private static final Map<String, String> DESCRIBE = Map.of("Action", "DescribeInstances", "Version", "2017-03-12");

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR =
            new TencentEmulatorExtension(new EmulatorOptions().clock(CLOCK).cloudTokenLife(Duration.ofMinutes(10)));

    private CloudClient client;

    @BeforeEach
    void startTime() {
        CLOCK.set(NOW);
        client = new CloudClient(EMULATOR.emulator());
        client.now = NOW;
    }

    private Signed signed() {
        return client.tc3("cvm", "2017-03-12", "DescribeInstances", "{\"Limit\":1}");
    }

    private Signed altered(String from, String to) {
        Signed signed = signed();
        String authorization = signed.headers.get("Authorization");
        assertThat(authorization).contains(from);
        return signed.header("Authorization", authorization.replace(from, to));
    }

    private static RecordedRequest recorded() {
        List<RecordedRequest> requests = EMULATOR.emulator().requests();
        return requests.get(requests.size() - 1);
    }

    private String diagnosis(Signed signed) throws IOException {
        assertThat(client.refusal(signed)).isEqualTo("AuthFailure.SignatureFailure");
        List<VerificationStep> steps = recorded().steps();
        VerificationStep last = steps.get(steps.size() - 1);
        assertThat(last.ok()).isFalse();
        assertThat(last.detail()).doesNotContain(client.secretKey);
        return last.detail();
    }

    @Test
    void everyAnswerHasStatus200ARequestIdAndTheEmulatorsDate() throws IOException {
        RawHttp.Response good = client.send(signed());
        RawHttp.Response bad = client.send(signed().body("{}"));
        for (RawHttp.Response answer : List.of(good, bad)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("date"))
                    .isEqualTo(DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atOffset(ZoneOffset.UTC)));
            JsonNode response = TpnsClient.JSON.readTree(answer.body()).path("Response");
            assertThat(response.path("RequestId").asText())
                    .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                    .isEqualTo(answer.headers().get("x-tc-requestid"));
        }
        assertThat(good.headers().get("x-tc-requestid"))
                .isNotEqualTo(bad.headers().get("x-tc-requestid"));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, application/json; charset=utf-8",
        "Host, localhost:1",
        "X-TC-Timestamp, 1795295122",
    })
    void changedSignedHeadersAreRefused(String name, String value) throws IOException {
        assertThat(client.refusal(signed().header(name, value))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(recorded().verdict()).isEqualTo("signature wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"Limit\":2}", "{\"Limit\":1} ", "{\"Limit\": 1}", "", "{\"Limit\":\u00a01}", "{\"Limit\":1}\n"
            })
    void changedBodiesAreRefused(String body) throws IOException {
        assertThat(client.refusal(signed().body(body))).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void binaryBodiesAreHashedUnchanged() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        client.json(client.tc3("cls", "2020-10-16", "UploadLog", all));
        assertThat(recorded().verdict()).isEqualTo("signature ok");
        for (int i = 0; i < all.length; i += 51) {
            Signed changed = client.tc3("cls", "2020-10-16", "UploadLog", all);
            changed.body = all.clone();
            changed.body[i] ^= 0x20;
            assertThat(client.refusal(changed)).isEqualTo("AuthFailure.SignatureFailure");
        }
    }

    @Test
    void changedPathsAndQueriesAreRefused() throws IOException {
        Signed path = signed();
        path.target = "/other";
        assertThat(client.send(path).status()).isEqualTo(404);
        Signed query = signed();
        query.target = "/?Limit=1";
        assertThat(client.refusal(query)).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(EMULATOR.emulator().counters().accepted()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TC3-HMAC-SHA256 C | TC3-HMAC-SHA256  C",
                ", SignedHeaders | ,SignedHeaders",
                "content-type;host | host;content-type",
                "content-type;host | content-type",
                "content-type;host | Content-Type;host",
                "content-type;host | content-type;content-type;host",
                "content-type;host | content-type;host;x-tc-none",
                "tc3_request | tc4_request",
                "TC3-HMAC-SHA256 | TC3-HMAC-SHA1",
                "2026-11-21 | 20261121",
            })
    void malformedAuthorizationsHaveTheirOwnCode(String from, String to) throws IOException {
        assertThat(client.refusal(altered(from, to))).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(recorded().verdict()).isEqualTo("authorization malformed");
    }

    @Test
    void upperCaseHexIsNotTheSignature() throws IOException {
        Signed signed = signed();
        String authorization = signed.headers.get("Authorization");
        int at = authorization.length() - 64;
        String upper =
                authorization.substring(0, at) + authorization.substring(at).toUpperCase(Locale.ROOT);
        assertThat(client.refusal(signed.header("Authorization", upper))).isEqualTo("AuthFailure.InvalidAuthorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-TC-Action", "X-TC-Version", "X-TC-Timestamp"})
    void aMissingCommonHeaderIsNamed(String name) throws IOException {
        JsonNode error = client.json(signed().without(name)).at("/Response/Error");
        assertThat(error.path("Code").asText()).isEqualTo("MissingParameter");
        assertThat(error.path("Message").asText()).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"299, true", "300, true", "301, false", "-300, true", "-301, false"})
    void theClocksMayDifferByFiveMinutes(long seconds, boolean accepted) throws IOException {
        CLOCK.set(NOW.plusSeconds(seconds));
        assertThat(client.refusal(signed())).isEqualTo(accepted ? "" : "AuthFailure.SignatureExpire");
    }

    @ParameterizedTest
    @ValueSource(strings = {"١٧٩٥٢٩٥١٢١", "1795295121.0", "+1795295121", "now", "99999999999999999999"})
    void aTimestampIsPlainSeconds(String timestamp) throws IOException {
        assertThat(client.refusal(signed().header("X-TC-Timestamp", timestamp))).isEqualTo("InvalidParameterValue");
    }

    @Test
    void theDateIsThatOfUtc() throws IOException {
        CLOCK.set(Instant.parse("2026-11-21T20:00:00Z"));
        client.now = CLOCK.instant();
        assertThat(diagnosis(altered("/2026-11-21/", "/2026-11-22/"))).contains("UTC");
    }

    @Test
    void unknownAndWrongKeysHaveDifferentCodes() throws IOException {
        client.secretId = "AKIDnobody";
        assertThat(client.refusal(signed())).isEqualTo("AuthFailure.SecretIdNotFound");
        assertThat(recorded().verdict()).isEqualTo("unknown secret id");
    }

    @Test
    void theServiceIsTheFirstLabelOfTheHostUnlessThatIsLoopback() throws IOException {
        client.host = "cvm.ap-guangzhou.tencentcloudapi.com";
        assertThat(client.refusal(signed())).isEmpty();
        client.host = "vpc.tencentcloudapi.com";
        assertThat(diagnosis(signed())).contains("must be vpc");
        client.host = "127.0.0.1:" + client.port;
        assertThat(client.refusal(client.tc3("127", "2017-03-12", "DescribeInstances", "{}")))
                .isEmpty();
        assertThat(recorded().operation()).isEqualTo("cvm/DescribeInstances");
    }

    @Test
    void signedValuesMayBeReadAsSentOrInLowerCase() throws IOException {
        client.contentType = "Application/JSON";
        assertThat(client.refusal(signed())).isEmpty();
        client.contentType = "application/json";
        assertThat(client.refusal(signed().header("Content-Type", "Application/JSON")))
                .isEmpty();
    }

    @Test
    void anUnsignedPayloadIsAcceptedOnlyIfDeclared() throws IOException {
        Signed unsigned = client.tc3("cvm", "2017-03-12", "DescribeInstances", "UNSIGNED-PAYLOAD");
        assertThat(client.refusal(unsigned.header("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD")
                        .body("{}")))
                .isEmpty();
        assertThat(diagnosis(unsigned.without("X-TC-Content-SHA256"))).contains("X-TC-Content-SHA256");
    }

    @Test
    void onlyTwoActionsMayBeUnsigned() throws IOException {
        assertThat(client.refusal(signed().header("Authorization", "SKIP")))
                .isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(client.refusal(
                        client.tc3("sts", "2018-08-13", "AssumeRole", "{}").header("Authorization", "SKIP")))
                .isEqualTo("AuthFailure.InvalidAuthorization");
    }

    @Test
    void commonMistakesAreExplained() throws IOException {
        client.host = "cvm.tencentcloudapi.com";
        Signed rewritten = signed();
        rewritten.header("Host", "127.0.0.1:" + client.port);
        assertThat(diagnosis(rewritten)).contains("signed for the host cvm.tencentcloudapi.com");
        client.host = "127.0.0.1:" + client.port;
        assertThat(diagnosis(signed().header("Content-Type", "application/json; charset=utf-8")))
                .contains("content type application/json,");
        Signed empty = client.tc3("cvm", "2017-03-12", "DescribeInstances", "");
        assertThat(diagnosis(empty.body("{}"))).contains("empty body");
        EMULATOR.emulator().cloud().addKey("AKIDother", "other-key");
        client.secretKey = "other-key";
        assertThat(diagnosis(signed())).contains("SecretKey of AKIDother");
        client.secretKey = "nobody's key";
        assertThat(diagnosis(signed())).contains("wrong SecretKey");
    }

    @Test
    void keysCanBeAddedAndRemovedAtRunTime() throws IOException {
        client.secretId = "AKIDnew";
        client.secretKey = "new-key";
        assertThat(client.refusal(signed())).isEqualTo("AuthFailure.SecretIdNotFound");
        EMULATOR.emulator().cloud().addKey("AKIDnew", "new-key");
        assertThat(client.refusal(signed())).isEmpty();
        EMULATOR.emulator().cloud().removeKey("AKIDnew");
        assertThat(client.refusal(signed())).isEqualTo("AuthFailure.SecretIdNotFound");
    }

    @Test
    void temporaryCredentialsNeedTheirTokenAndEnd() throws IOException {
        JsonNode role = client.call(
                "sts", "2018-08-13", "AssumeRole", "{'RoleArn':'qcs::cam::uin/1:roleName/x','RoleSessionName':'me'}");
        assertThat(role.path("ExpiredTime").asLong()).isEqualTo(NOW.getEpochSecond() + 600);
        client.secretId = role.at("/Credentials/TmpSecretId").asText();
        client.secretKey = role.at("/Credentials/TmpSecretKey").asText();
        assertThat(client.refusal(signed())).isEqualTo("AuthFailure.TokenFailure");
        client.token = role.at("/Credentials/Token").asText();
        assertThat(client.refusal(signed())).isEmpty();
        assertThat(client.refusal(signed().header("X-TC-Token", client.token + "x")))
                .isEqualTo("AuthFailure.TokenFailure");
        CLOCK.advance(Duration.ofMinutes(10));
        client.now = CLOCK.instant();
        assertThat(client.refusal(signed())).isEqualTo("AuthFailure.TokenFailure");
        assertThat(recorded().verdict()).isEqualTo("token wrong");
    }

    @Test
    void theInstanceRoleRotatesItsCredentials() throws IOException {
        String path = "/latest/meta-data/cam/security-credentials/";
        String role = RawHttp.send(client.port, "GET", path, Map.of("Host", client.host), new byte[0])
                .text();
        JsonNode first = metadata(path + role);
        assertThat(first.path("Code").asText()).isEqualTo("Success");
        assertThat(metadata(path + role)).isEqualTo(first);
        client.secretId = first.path("TmpSecretId").asText();
        client.secretKey = first.path("TmpSecretKey").asText();
        client.token = first.path("Token").asText();
        assertThat(client.refusal(signed())).isEmpty();
        CLOCK.advance(Duration.ofMinutes(6));
        client.now = CLOCK.instant();
        assertThat(metadata(path + role).path("TmpSecretId")).isNotEqualTo(first.path("TmpSecretId"));
        assertThat(client.refusal(signed())).isEmpty();
        EMULATOR.emulator().cloud().endTemporaryKeys();
        assertThat(client.refusal(signed())).isEqualTo("AuthFailure.TokenFailure");
        assertThat(RawHttp.send(client.port, "GET", path + "no/role", Map.of("Host", client.host), new byte[0])
                        .status())
                .isEqualTo(404);
    }

    private JsonNode metadata(String path) throws IOException {
        return TpnsClient.JSON.readTree(RawHttp.send(client.port, "GET", path, Map.of("Host", client.host), new byte[0])
                .body());
    }

    @ParameterizedTest
    @CsvSource({"GET, HmacSHA1", "GET, HmacSHA256", "POST, HmacSHA1", "POST, HmacSHA256"})
    void aFirstMethodSignatureIsAcceptedOnce(String method, String algorithm) throws IOException {
        Signed signed = client.v1(method, "/", algorithm, DESCRIBE);
        assertThat(client.refusal(signed)).isEmpty();
        assertThat(client.refusal(signed)).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(recorded().verdict()).isEqualTo("nonce repeated");
    }

    @Test
    void theFirstMethodCoversEveryParameter() throws IOException {
        Signed more = client.v1("POST", "/", "HmacSHA256", DESCRIBE);
        more.body(new String(more.body, StandardCharsets.UTF_8) + "&Limit=1");
        assertThat(diagnosis(more)).contains("wrong SecretKey, or the request was changed");
        Signed twice = client.v1("GET", "/", "HmacSHA256", DESCRIBE);
        twice.target += "&Action=RunInstances";
        assertThat(client.refusal(twice)).isEqualTo("InvalidParameter");
        Signed underscore = client.v1(
                "GET",
                "/",
                "HmacSHA256",
                Map.of("Action", "DescribeZones", "Version", "2017-03-12", "Placement.Zone", "z"));
        underscore.target = underscore.target.replace("Placement.Zone", "Placement_Zone");
        assertThat(client.refusal(underscore)).isEmpty();
        assertThat(client.refusal(client.v1("GET", "/", "HmacSHA1", Map.of("Action", "DescribeZones"))))
                .isEqualTo("MissingParameter");
    }

    @Test
    void commonMistakesOfTheFirstMethodAreExplained() throws IOException {
        Signed get = client.v1("GET", "/", "HmacSHA256", DESCRIBE);
        Signed post = new Signed()
                .header("Host", client.host)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(get.target.substring(2));
        assertThat(diagnosis(post)).contains("made for GET");
        Signed unescaped = client.v1("GET", "/", "HmacSHA256", DESCRIBE);
        while (!unescaped.target.contains("%2B")) {
            unescaped = client.v1("GET", "/", "HmacSHA256", DESCRIBE);
        }
        unescaped.target = unescaped.target.replace("%2B", "+");
        assertThat(diagnosis(unescaped)).contains("percent-encoded");
        client.host = "127.0.0.1";
        Signed host = client.v1("GET", "/", "HmacSHA1", DESCRIBE);
        host.header("Host", "127.0.0.1:" + client.port);
        assertThat(diagnosis(host)).contains("without its port");
    }

    @Test
    void oversizedRequestsAreRefusedWithTheServicesCode() throws IOException {
        byte[] max = new byte[10 * 1024 * 1024];
        assertThat(client.refusal(client.tc3("cls", "2020-10-16", "UploadLog", max)))
                .isEqualTo("InvalidParameter");
        byte[] more = new byte[max.length + 1];
        assertThat(client.refusal(client.tc3("cls", "2020-10-16", "UploadLog", more)))
                .isEqualTo("RequestSizeLimitExceeded");
        String long1 = "x".repeat(33 * 1024);
        Map<String, String> get = Map.of("Action", "DescribeZones", "Version", "2017-03-12", "Note", long1);
        assertThat(client.refusal(client.v1("GET", "/", "HmacSHA1", get))).isEqualTo("RequestSizeLimitExceeded");
        Map<String, String> post =
                Map.of("Action", "DescribeZones", "Version", "2017-03-12", "Note", "x".repeat(1024 * 1024));
        assertThat(client.refusal(client.v1("POST", "/", "HmacSHA1", post))).isEqualTo("AuthFailure.SignatureFailure");
        Signed put = signed();
        put.method = "PUT";
        assertThat(client.refusal(put)).isEqualTo("UnsupportedProtocol");
    }
}
