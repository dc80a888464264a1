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
import io.github.cameltencent.testing.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authentication of IM calls: each check with its documented code. */
class ImAuthenticationTest {

    private static final long NOW = 1_700_000_001;
    private static final SettableClock CLOCK = new SettableClock(NOW);
    private static final KeyPair APP = EmulatorOptions.IM;
    private static final KeyPair SECOND = new KeyPair("1400000002", "second-secret-for-tests");
    private static final String COMMAND = "im_open_login_svc/account_import";

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(
            new EmulatorOptions().im(APP).im(SECOND).clock(CLOCK));

    private TencentEmulator emulator;
    private ImClient client;

    @BeforeEach
    void makeClient() {
        CLOCK.set(Instant.ofEpochSecond(NOW));
        emulator = EMULATOR.emulator();
        client = new ImClient(emulator);
        client.clock = CLOCK;
    }

    private int code() throws IOException {
        return client.code(COMMAND, "{'UserID':'u1'}");
    }

    private RecordedRequest recorded() {
        List<RecordedRequest> requests = emulator.requests();
        return requests.get(requests.size() - 1);
    }

    private static String ticket(long time, long expire) {
        return ImClient.ticket(APP.id(), APP.key(), "administrator", time, expire);
    }

    @Test
    void validUserSigsAreAcceptedAndExplained() throws IOException {
        JsonNode answer = client.call(COMMAND, "{'UserID':'u1'}");
        assertThat(answer.toString()).isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}");
        assertThat(recorded().service()).isEqualTo("im");
        assertThat(recorded().operation()).isEqualTo(COMMAND);
        assertThat(recorded().application()).isEqualTo(APP.id());
        assertThat(recorded().verdict()).isEqualTo("usersig ok");
        assertThat(recorded().accepted()).isTrue();
        assertThat(recorded().steps()).hasSize(9).allMatch(step -> step.ok());
    }

    @Test
    void theRecordDoesNotContainTheUserSig() throws IOException {
        client.userSig = ticket(NOW, 60);
        code();
        assertThat(recorded().query()).contains("usersig=…", "identifier=administrator");
        assertThat(recorded().query() + recorded() + recorded().steps()).doesNotContain(client.userSig);
    }

    @Test
    void invalidUserSigsAreRefusedWithTheirCode() throws IOException {
        client.userSig = ticket(NOW - 100, 99);
        assertThat(code()).isEqualTo(70001);
        client.userSig = ticket(NOW - 100, 100);
        assertThat(code()).as("the last second is still good").isZero();
        client.userSig = ImClient.ticket(APP.id(), "another-key", "administrator", NOW, 60);
        assertThat(code()).isEqualTo(70009);
        client.userSig = ImClient.ticket(APP.id(), SECOND.key(), "administrator", NOW, 60);
        assertThat(code()).isEqualTo(70009);
        assertThat(recorded().steps()).anyMatch(step -> step.detail().contains("key of the application 1400000002"));
        client.userSig = ImClient.ticket(APP.id(), APP.key(), "somebody", NOW, 60);
        assertThat(code()).isEqualTo(70013);
        client.userSig = ImClient.ticket(SECOND.id(), SECOND.key(), "administrator", NOW, 60);
        assertThat(code()).isEqualTo(70014);
        client.userSig = "";
        assertThat(code()).isEqualTo(70002);
        client.userSig = ticket(NOW, 60).substring(0, 100);
        assertThat(code()).isEqualTo(70003);
        assertThat(emulator.counters().accepted()).isEqualTo(1);
    }

    @Test
    void onlyAdministratorsMayCall() throws IOException {
        client.identifier = "用户 1";
        assertThat(code()).isEqualTo(60010);
        emulator.im().addAdministrator(APP.id(), "用户 1");
        assertThat(code()).isZero();
    }

    @Test
    void anUnknownApplicationIsRefused() throws IOException {
        client.app = new KeyPair("1400000003", "k");
        assertThat(code()).isEqualTo(70020);
        assertThat(recorded().application()).isEqualTo("1400000003");
    }

    @ParameterizedTest
    @CsvSource({
        "sdkappid=1400000001&, 60012",
        "sdkappid=1400000001, 60006",
        "identifier=administrator&, 60004",
        "random=99999999&, 60002",
        "random=99999999, 60002",
        "&contenttype=json, 60002"
    })
    void missingAndInvalidParametersAreRefused(String part, int expected) throws IOException {
        String query = client.query();
        String odd = part.endsWith("&") || part.startsWith("&") ? "" : part.replaceAll("=.*", "=x");
        String body =
                client.post("/v4/" + COMMAND, query.replace(part, odd), "{}").body();
        assertThat(TpnsClient.JSON.readTree(body).path("ErrorCode").asInt()).isEqualTo(expected);
        assertThat(TpnsClient.JSON.readTree(body).path("ActionStatus").asText()).isEqualTo("FAIL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "follow/follow_add",
                "group_open_avchatroom_http_svc/modify_admin",
                "group_open_http_svc/group_msg_receipt",
                "group_open_http_svc/clear_group_msg",
                "im_msg_audit_mgr/get_cloud_audit_keywords_ids",
                "im_msg_audit/content_moderation",
                "official_account_open_http_svc/send_official_account_msg",
                "im_cos_msg/get_cos_sig",
                "openim/c2c_msg_read_receipt"
            })
    void commandsAreKnownByTheNamesThatClientsUse(String command) throws IOException {
        assertThat(client.code(command, "{}")).isNotEqualTo(60009);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sns/follow_add",
                "group_open_http_svc/modify_admin",
                "im_msg_audit/add_local_audit_keywords",
                "openim/clear_group_msg"
            })
    void unknownCommandsAreRefused(String command) throws IOException {
        assertThat(client.code(command, "{}")).isEqualTo(60009);
    }

    @Test
    void anythingButAJsonObjectIsRefused() throws IOException {
        for (String body : List.of("", "[]", "{", "null", "\"x\"")) {
            assertThat(client.code(COMMAND, body)).as(body).isEqualTo(60003);
        }
        assertThat(client.code("openim/nosuchcommand", "{}")).isEqualTo(60009);
        assertThat(client.code("openim", "{}")).isEqualTo(60002);
        assertThat(client.code("openim/c2c_msg_read_receipt", "{}"))
                .as("known, and does nothing")
                .isZero();
    }

    @Test
    void keysCanBeAddedReplacedAndRemovedAtRunTime() throws IOException {
        KeyPair next = new KeyPair(APP.id(), "next-secret-for-tests");
        emulator.im().addKey(next.id(), next.key());
        assertThat(code()).isZero();
        client.app = next;
        assertThat(code()).isZero();
        emulator.im().replaceKey(next.id(), "third-secret-for-tests");
        assertThat(code()).isEqualTo(70009);
        emulator.im().removeKeys(APP.id());
        assertThat(code()).isEqualTo(70016);
        emulator.im().removeApplication(APP.id());
        assertThat(code()).isEqualTo(70020);
        emulator.reset();
        client.app = APP;
        assertThat(code()).isZero();
        client.app = SECOND;
        assertThat(code()).isZero();
    }

    @Test
    void applicationsAreIsolated() throws IOException {
        code();
        String check = "{'CheckItem':[{'UserID':'u1'}]}";
        String status = "/ResultItem/0/AccountStatus";
        assertThat(client.call("im_open_login_svc/account_check", check)
                        .at(status)
                        .asText())
                .isEqualTo("Imported");
        client.app = SECOND;
        assertThat(client.call("im_open_login_svc/account_check", check)
                        .at(status)
                        .asText())
                .isEqualTo("NotImported");
    }

    static Stream<JsonNode> cases() throws IOException {
        return vectors().path("verify_cases").valueStream();
    }

    static Stream<JsonNode> legacyCases() throws IOException {
        return vectors().path("verify_cases_legacy").valueStream();
    }

    private static JsonNode vectors() throws IOException {
        try (InputStream in = ImAuthenticationTest.class.getResourceAsStream("/vectors/usersig-vectors.json")) {
            return TpnsClient.JSON.readTree(in);
        }
    }

    private static final Map<String, List<Integer>> CODES = Map.of(
            "OK", List.of(0),
            // callers have no userbuf to compare with
            "USERBUF_MISMATCH", List.of(0),
            "EMPTY", List.of(70002),
            "BAD_BASE64", List.of(70003),
            "BAD_ZLIB", List.of(70003),
            "BAD_JSON", List.of(70005),
            "MISSING_FIELD", List.of(70005),
            "IDENTIFIER_MISMATCH", List.of(70013),
            "SDKAPPID_MISMATCH", List.of(70014),
            "EXPIRED", List.of(70001));

    private void check(JsonNode vector) throws IOException {
        String app = vector.path("sdkappid").asText();
        client.app = new KeyPair(app, "-");
        client.identifier = vector.path("userid").asText();
        client.userSig = vector.path("usersig").asText();
        emulator.im().addAdministrator(app, client.identifier);
        CLOCK.set(Instant.ofEpochSecond(vector.path("now").asLong()));
        assertThat(code()).isIn(CODES.getOrDefault(vector.path("expect").asText(), List.of(70009)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theVendorsVerifiersAgree(JsonNode vector) throws IOException {
        emulator.im()
                .addKey(vector.path("sdkappid").asText(), vector.path("key").asText());
        check(vector);
    }

    @ParameterizedTest
    @MethodSource("legacyCases")
    void legacyUserSigsAreAcceptedWithAPublicKey(JsonNode vector) throws Exception {
        String curve = vector.path("public_key").asText();
        String pem = vectors()
                .path("ecdsa_keys")
                .path(curve)
                .path("public_key_spki_pem")
                .asText();
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        // the JDK has no secp256k1
        Provider provider = curve.equals("P-256") ? null : new BouncyCastleProvider();
        KeyFactory factory = provider == null ? KeyFactory.getInstance("EC") : KeyFactory.getInstance("EC", provider);
        PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(der));
        emulator.im().addPublicKey(vector.path("sdkappid").asText(), publicKey, provider);
        check(vector);
        emulator.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.5", "1e30", "\"3600\"", "9223372036854775807", "9223372036854775808"})
    void invalidLifetimesAreRefused(String expire) throws IOException {
        client.userSig = ImClient.packed("{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"administrator\",\"TLS.sdkappid\":"
                + APP.id() + ",\"TLS.time\":" + NOW + ",\"TLS.expire\":" + expire + ",\"TLS.sig\":\"AAAA\"}");
        assertThat(code()).isIn(70001, 70005);
    }

    @Test
    void userSigsAreDecodedWithinBounds() throws IOException {
        String name = "\"TLS.identifier\":\"administrator\",";
        client.userSig = ImClient.packed("{\"TLS.ver\":\"2.0\"," + name + name + "\"TLS.sdkappid\":1}");
        assertThat(code()).as("a member twice").isEqualTo(70005);
        client.userSig = ImClient.packed(" ".repeat(1 << 20));
        assertThat(code()).as("a bomb").isEqualTo(70003);
        client.userSig = ImClient.packed("[".repeat(50_000));
        assertThat(code()).as("deep").isEqualTo(70005);
        client.userSig = "A".repeat(8 * 1024 + 4);
        assertThat(code()).as("long").isIn(70003, -1);
        byte[] packed = Base64.getDecoder()
                .decode(ticket(NOW, 60).replace('*', '+').replace('-', '/').replace('_', '='));
        client.userSig = ImClient.outer(Arrays.copyOf(packed, packed.length + 3));
        assertThat(code()).as("something behind it").isEqualTo(70003);
        client.userSig = ImClient.outer("{\"TLS.ver\":\"2.0\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(code()).as("not compressed").isEqualTo(70003);
        assertThat(emulator.counters().accepted()).isZero();
    }

    @Test
    void truncatedAndCorruptedUserSigsAreRefused() throws IOException {
        String right = ticket(NOW, 60);
        byte[] packed = Base64.getDecoder()
                .decode(right.replace('*', '+').replace('-', '/').replace('_', '='));
        for (int bit = 16; bit < packed.length * 8; bit += 5) {
            byte[] flipped = packed.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            if (sameContent(flipped, packed)) {
                // a few bits before the checksum of zlib have no meaning
                continue;
            }
            client.userSig = ImClient.outer(flipped);
            assertThat(code()).as("bit " + bit).isIn(70003, 70005, 70009, 70013, 70014, 70001);
        }
        for (int length = 1; length < right.length(); length += 3) {
            client.userSig = right.substring(0, length);
            assertThat(code()).as("length " + length).isIn(70003, 70005);
        }
    }

    private static boolean sameContent(byte[] one, byte[] other) throws IOException {
        try (InputStream first = new InflaterInputStream(new ByteArrayInputStream(one));
                InputStream second = new InflaterInputStream(new ByteArrayInputStream(other))) {
            return Arrays.equals(first.readAllBytes(), second.readAllBytes());
        } catch (ZipException | EOFException e) {
            return false;
        }
    }
}
