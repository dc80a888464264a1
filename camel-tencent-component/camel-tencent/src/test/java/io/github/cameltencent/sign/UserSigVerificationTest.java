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
package io.github.cameltencent.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentAuthException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserSigVerificationTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final JsonNode ALL = Vectors.userSig();
    private static final UserSig USER_SIG = UserSig.of(Vectors.APP, Vectors.KEY);
    private static final UserSigVerification VERIFICATION =
            UserSigVerification.of(Vectors.APP).withSecretKey(Vectors.KEY);

    static Stream<Named<JsonNode>> cases() {
        return Stream.of("verify_cases", "verify_cases_legacy").flatMap(section -> Vectors.of(ALL.get(section)));
    }

    static Stream<Named<JsonNode>> vendorTickets() {
        return Stream.of("hmac_v2", "private_map_key", "other_language_output", "ecdsa_legacy")
                .flatMap(section -> Vectors.of(ALL.get(section)))
                .filter(vector -> vector.getPayload().has("usersig"));
    }

    static Stream<Named<JsonNode>> observedTickets() {
        return Vectors.of(ALL.get("observed_legacy_tickets"));
    }

    private static UserSigVerification publicKey(UserSigVerification of, String curve) {
        return of.withPublicKey(EcKeys.publicKey(
                ALL.at("/ecdsa_keys/" + curve + "/public_key_spki_pem").asText()));
    }

    private static String code(String ticket, UserSigVerification verification) {
        TencentAuthException refusal =
                catchThrowableOfType(TencentAuthException.class, () -> verification.verify(ticket, NOW));
        return refusal == null ? "OK" : refusal.getCode();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesAsRecorded(JsonNode vector) {
        UserSigVerification verification =
                UserSigVerification.of(vector.get("sdkappid").asLong());
        verification = vector.has("key")
                ? verification.withSecretKey(vector.get("key").asText())
                : publicKey(verification, vector.get("public_key").asText());
        String verdict = "OK";
        try {
            verification.verify(
                    vector.get("usersig").asText(),
                    vector.get("userid").asText(),
                    Vectors.userBuf(vector),
                    Instant.ofEpochSecond(vector.get("now").asLong()));
        } catch (TencentAuthException e) {
            verdict = e.getCode();
        }
        assertThat(verdict).isEqualTo(vector.get("expect").asText());
    }

    @ParameterizedTest
    @MethodSource("vendorTickets")
    void ticketsOfTheVendorsLibrariesAreGood(JsonNode vector) {
        UserSigVerification verification =
                UserSigVerification.of(vector.get("sdkappid").asLong());
        verification = vector.has("key")
                ? verification.withSecretKey(vector.get("key").asText())
                : publicKey(verification, vector.get("curve").asText());
        long time = vector.get("time").asLong();

        UserSigClaims claims = verification.verify(vector.get("usersig").asText(), Instant.ofEpochSecond(time));

        assertThat(claims.getUserId()).isEqualTo(vector.get("userid").asText());
        assertThat(claims.getSdkAppId()).isEqualTo(vector.get("sdkappid").asLong());
        assertThat(claims.getIssuedAt()).isEqualTo(time);
        assertThat(claims.getExpiresAt()).isEqualTo(time + vector.get("expire").asLong());
        assertThat(claims.getAlgorithm()).isEqualTo(vector.has("key") ? "HMAC_SHA256" : "ECDSA_SHA256");
        assertThat(claims.getUserBuf()).isEqualTo(Vectors.userBuf(vector));
        assertThat(claims.getRoomId())
                .isEqualTo(vector.has("roomid") ? vector.get("roomid").asLong() : null);
        assertThat(claims.getRoomIdString())
                .isEqualTo(vector.has("roomstr") ? vector.get("roomstr").asText() : null);
        assertThat(claims.getPrivileges())
                .isEqualTo(
                        vector.has("privilege_map")
                                ? vector.get("privilege_map").asInt()
                                : null);
    }

    @ParameterizedTest
    @MethodSource("observedTickets")
    void oldTicketsFromTheWildAreGood(JsonNode vector) {
        JsonNode json = vector.get("ticket_json");
        long time = json.get("TLS.time").asLong();

        UserSigClaims claims = UserSigVerification.of(json.get("TLS.sdk_appid").asLong())
                .withPublicKey(
                        EcKeys.publicKey(vector.get("public_key_spki_pem").asText()))
                .verify(vector.get("usersig").asText(), Instant.ofEpochSecond(time));

        assertThat(claims.getUserId()).isEqualTo(json.get("TLS.identifier").asText());
    }

    @Test
    void theOldestKindIsPlainJsonWithALocalTime() {
        byte[] text = ("TLS.appid_at_3rd:0\nTLS.account_type:0\nTLS.identifier:u\nTLS.sdk_appid:1400000000\n"
                        + "TLS.time:2023-11-14T14:13:20-08:00\nTLS.expire_after:60\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] signature = EcdsaSha256.signer(EcKeys.privateKey(
                        ALL.at("/ecdsa_keys/P-256/private_key_sec1_pem").asText()))
                .sign(text, text.length);
        String json = "{\"TLS.account_type\":\"0\",\"TLS.identifier\":\"u\",\"TLS.appid_at_3rd\":\"0\","
                + "\"TLS.sdk_appid\":\"1400000000\",\"TLS.expire_after\":\"60\","
                + "\"TLS.time\":\"2023-11-14T14:13:20-08:00\",\"TLS.sig\":\""
                + Base64.getMimeEncoder().encodeToString(signature).replace("\r\n", "\\r\\n")
                + "\"}";
        String ticket = Vectors.ticketOf(json.getBytes(StandardCharsets.UTF_8));
        UserSigVerification verification = publicKey(UserSigVerification.of(Vectors.APP), "P-256");

        assertThat(verification.verify(ticket, NOW).getExpiresAt()).isEqualTo(1700000060L);
        assertThat(code(ticket.replace('A', 'B'), verification)).isNotEqualTo("OK");
    }

    @Test
    void userBufsThatRelease11BrokeIntoLinesAreRead() {
        String broken = Base64.getMimeEncoder().encodeToString(new byte[80]);
        String text = "TLS.identifier:u\nTLS.sdkappid:1400000000\nTLS.time:1700000000\nTLS.expire:60\nTLS.userbuf:"
                + broken + "\n";
        String ticket =
                Vectors.ticketOf(json("\"TLS.userbuf\":\"" + broken.replace("\r\n", "\\r\\n") + "\"", mac(text)));

        assertThat(VERIFICATION.verify(ticket, null, new byte[80], NOW).getUserBuf())
                .isEqualTo(new byte[80]);
    }

    @Test
    void currentAndPreviousKeysAreBothAccepted() {
        UserSigVerification both =
                UserSigVerification.of(Vectors.APP).withSecretKey("new key").withSecretKey(Vectors.KEY);

        assertThatNoException().isThrownBy(() -> both.verify(USER_SIG.generate("u", 60, null, NOW), NOW));
        assertThatNoException()
                .isThrownBy(() -> both.verify(UserSig.of(Vectors.APP, "new key").generate("u", 60, null, NOW), NOW));
        assertThat(code(UserSig.of(Vectors.APP, "k3y of others").generate("u", 60, null, NOW), both))
                .isEqualTo("SIG_MISMATCH");
    }

    @Test
    void aTicketOfAKindWithoutKeyIsRefused() {
        String legacy = Vectors.named(ALL.get("ecdsa_legacy"), "ec-01-p256")
                .get("usersig")
                .asText();
        UserSigVerification publicOnly = publicKey(UserSigVerification.of(Vectors.APP), "P-256");

        assertThatThrownBy(() -> VERIFICATION.verify(legacy, NOW))
                .hasMessageContaining("SIG_MISMATCH")
                .hasMessageContaining("no publicKey is configured");
        assertThatThrownBy(() -> publicOnly.verify(USER_SIG.generate("u", 60, null, NOW), NOW))
                .hasMessageContaining("SIG_MISMATCH")
                .hasMessageContaining("no secretKey is configured");
    }

    @ParameterizedTest
    @CsvSource({"59,0,OK", "60,0,OK", "61,0,EXPIRED", "61,1,OK", "62,1,EXPIRED", "-60,0,OK", "-3600,0,OK"})
    void endsWithItsLastSecondAndMayBeginLater(long later, long skew, String verdict) {
        UserSigVerification verification = VERIFICATION.withAllowedClockSkew(Duration.ofSeconds(skew));
        String ticket = USER_SIG.generate("u", 60, null, NOW);

        TencentAuthException refusal = catchThrowableOfType(
                TencentAuthException.class, () -> verification.verify(ticket, NOW.plusSeconds(later)));

        assertThat(refusal == null ? "OK" : refusal.getCode()).isEqualTo(verdict);
    }

    @Test
    void aRefusalForItsAgeNamesTheAllowedSkew() {
        String ticket = USER_SIG.generate("u", 60, null, NOW);

        assertThatThrownBy(() -> VERIFICATION.verify(ticket, NOW.plusSeconds(100)))
                .hasMessageContaining(
                        "(Unix seconds), now is " + NOW.plusSeconds(100).getEpochSecond())
                .hasMessageNotContaining("skew");
        assertThatThrownBy(() ->
                        VERIFICATION.withAllowedClockSkew(Duration.ofSeconds(5)).verify(ticket, NOW.plusSeconds(100)))
                .hasMessageContaining(", allowed clock skew is 5 s");
    }

    @Test
    void toStringContainsNoKey() {
        assertThat(publicKey(VERIFICATION, "P-256"))
                .hasToString("UserSigVerification[sdkAppId=" + Vectors.APP + ", secretKeys=1, publicKeys=1]");
    }

    @Test
    void aNegativeSkewIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VERIFICATION.withAllowedClockSkew(Duration.ofSeconds(-1)));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, OK",
        "-9223372036854775808, EXPIRED",
        "2147483648, OK",
        "0, OK",
        "-1, EXPIRED",
        "9223372036854775808, MISSING_FIELD",
        "1e30, MISSING_FIELD",
        "60.0, MISSING_FIELD",
        "'\"60\"', MISSING_FIELD",
        "null, MISSING_FIELD",
        "true, MISSING_FIELD",
        "[60], MISSING_FIELD"
    })
    void anyNumberCanStandInATicket(String expire, String verdict) {
        String text = "TLS.identifier:u\nTLS.sdkappid:1400000000\nTLS.time:1700000000\nTLS.expire:" + expire + "\n";
        String json = json("", mac(text)).replace("\"TLS.expire\":60", "\"TLS.expire\":" + expire);

        assertThat(code(Vectors.ticketOf(json), VERIFICATION)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS.identifier", "TLS.sdkappid", "TLS.time", "TLS.expire", "TLS.sig", "TLS.ver"})
    void everyMemberIsNeededOnceAndInItsType(String member) {
        String json = json("", mac(""));
        String value = json.replaceAll(".*\"" + member + "\":(\"[^\"]*\"|[0-9]+).*", "$1");
        String pair = "\"" + member + "\":" + value;

        assertThat(code(Vectors.ticketOf(json.replace(pair, "\"x\":0")), VERIFICATION))
                .isEqualTo("MISSING_FIELD");
        assertThat(code(Vectors.ticketOf(json.replace(pair, "\"" + member + "\":{}")), VERIFICATION))
                .isEqualTo("MISSING_FIELD");
        assertThat(code(Vectors.ticketOf(json.replace(pair, pair + "," + pair)), VERIFICATION))
                .isEqualTo("BAD_JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1400000000\"", "1400000000.0", "1.4e9", "null"})
    void theApplicationIsANumber(String sdkAppId) {
        String json = json("", mac("")).replace(":1400000000", ":" + sdkAppId);

        assertThat(code(Vectors.ticketOf(json), VERIFICATION)).isEqualTo("MISSING_FIELD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\\nTLS.sdkappid:1", "\\u0000", "\\ud83d"})
    void idsThatCouldForgeALineAreRefused(String escaped) {
        String json = json("", mac("")).replace("\"u\"", "\"" + escaped + "\"");

        assertThat(code(Vectors.ticketOf(json), VERIFICATION)).isEqualTo("MISSING_FIELD");
    }

    @Test
    void theOrderOfReasonsIsThatOfTheChecks() {
        String ticket = USER_SIG.generate("u", 60, new byte[] {1}, NOW);
        UserSigVerification wrong = UserSigVerification.of(1).withSecretKey("wrong");
        Instant late = NOW.plusSeconds(99);
        byte[] other = {2};

        assertThatThrownBy(() -> wrong.verify(ticket, "v", other, late)).hasMessageContaining("IDENTIFIER_MISMATCH");
        assertThatThrownBy(() -> wrong.verify(ticket, "u", other, late)).hasMessageContaining("SDKAPPID_MISMATCH");
        UserSigVerification wrongKey = UserSigVerification.of(Vectors.APP).withSecretKey("wrong");
        assertThatThrownBy(() -> wrongKey.verify(ticket, "u", other, late)).hasMessageContaining("EXPIRED");
        assertThatThrownBy(() -> wrongKey.verify(ticket, "u", other, NOW)).hasMessageContaining("SIG_MISMATCH");
        assertThatThrownBy(() -> VERIFICATION.verify(ticket, "u", other, NOW)).hasMessageContaining("USERBUF_MISMATCH");
        assertThatNoException().isThrownBy(() -> VERIFICATION.verify(ticket, "u", new byte[] {1}, NOW));
    }

    @Test
    void aUserBufThatIsExpectedMustBeThere() {
        assertThatThrownBy(() -> VERIFICATION.verify(USER_SIG.generate("u", 60, null, NOW), null, new byte[0], NOW))
                .hasMessageContaining("USERBUF_MISMATCH")
                .hasMessageContaining("no userbuf");
        assertThatNoException()
                .isThrownBy(() ->
                        VERIFICATION.verify(USER_SIG.generate("u", 60, new byte[0], NOW), null, new byte[0], NOW));
    }

    @Test
    void aRefusalIsAnAuthFailureThatShowsNeitherTicketNorKeyNorUser() {
        String ticket = UserSig.of(Vectors.APP, "k3y of others").generate("some.user", 60, null, NOW);
        TencentAuthException refusal =
                catchThrowableOfType(TencentAuthException.class, () -> VERIFICATION.verify(ticket, NOW));

        assertThat(refusal.getOutcome()).isEqualTo(Outcome.AUTH);
        assertThat(refusal.getCode()).isEqualTo("SIG_MISMATCH");
        assertThat(refusal.getService()).isEqualTo("usersig");
        assertThat(refusal.getOperation()).isEqualTo("verify");
        assertThat(refusal.isRetryable()).isFalse();
        assertThat(refusal).hasNoCause();
        assertThat(refusal.getMessage())
                .doesNotContain(ticket, Vectors.KEY, "k3y of others", "some.user")
                .doesNotContain(Vectors.open(ticket).get("TLS.sig").asText());
    }

    @Test
    void decodingWithoutProofShowsWhatATicketSays() {
        byte[] room = PrivateMapKey.userBuf("u", Vectors.APP, 7, NOW.plusSeconds(60), 42);
        String ticket = UserSig.of(Vectors.APP, "a key nobody knows").generate("u", 60, room, NOW);

        assertThat(UserSigVerification.decodeUnverified(ticket).toMap())
                .isEqualTo(Map.of(
                        "userId",
                        "u",
                        "sdkAppId",
                        Vectors.APP,
                        "issuedAt",
                        1700000000L,
                        "expiresAt",
                        1700000060L,
                        "userBuf",
                        Base64.getEncoder().encodeToString(room),
                        "algorithm",
                        "HMAC_SHA256",
                        "roomId",
                        7L,
                        "privileges",
                        42));
    }

    private static String json(String more, String sig) {
        return "{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"u\",\"TLS.sdkappid\":1400000000,\"TLS.time\":1700000000,"
                + "\"TLS.expire\":60," + more + (more.isEmpty() ? "" : ",") + "\"TLS.sig\":\"" + sig + "\"}";
    }

    private static String mac(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(Hmac.sha256(Vectors.KEY.getBytes(StandardCharsets.UTF_8))
                        .of(bytes, bytes.length));
    }
}
