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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.sign.ticket.TicketDecoder;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserSigTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final UserSig USER_SIG = UserSig.of(Vectors.APP, Vectors.KEY);

    static Stream<Named<JsonNode>> vendorTickets() {
        JsonNode all = Vectors.userSig();
        return Stream.of("hmac_v2", "private_map_key", "other_language_output")
                .flatMap(section -> Vectors.of(all.get(section)))
                .filter(vector -> vector.getPayload().has("sig_base64")
                        && vector.getPayload().has("key"));
    }

    @ParameterizedTest
    @MethodSource("vendorTickets")
    void agreesWithTheVendorsLibrary(JsonNode vector) {
        String ticket = UserSig.of(
                        vector.get("sdkappid").asLong(), vector.get("key").asText())
                .generate(
                        vector.get("userid").asText(),
                        vector.get("expire").asLong(),
                        Vectors.userBuf(vector),
                        Instant.ofEpochSecond(vector.get("time").asLong()));

        assertThat(Vectors.open(ticket)).isEqualTo(vector.get("ticket_json"));
        assertThat(Vectors.open(ticket).get("TLS.sig")).isEqualTo(vector.get("sig_base64"));
    }

    @Test
    void signsWholeSecondsOnly() {
        assertThat(USER_SIG.generate("u", 60, null, NOW.plusMillis(999)))
                .isEqualTo(USER_SIG.generate("u", 60, null, NOW));
    }

    @Test
    void anEmptyUserBufDiffersFromNone() {
        assertThat(Vectors.open(USER_SIG.generate("u", 60, new byte[0], NOW)).get("TLS.userbuf"))
                .isNotNull();
        assertThat(Vectors.open(USER_SIG.generate("u", 60, null, NOW)).has("TLS.userbuf"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b",
                "back\\slash",
                "\",\"TLS.sdkappid\":1,\"x\":\"",
                "é",
                "小明",
                "\uD83D\uDE00 four bytes",
                "\u2028",
                " "
            })
    void anyOtherCharacterStaysInsideTheJsonString(String userId) {
        JsonNode json = Vectors.open(USER_SIG.generate(userId, 60, null, NOW));

        assertThat(json.get("TLS.identifier").asText()).isEqualTo(userId);
        assertThat(json.get("TLS.sdkappid").asLong()).isEqualTo(Vectors.APP);
        assertThat(json).hasSize(6);
    }

    @Test
    void longIdsAndLargeUserBufsAreNotCut() {
        String userId = "x".repeat(255);
        byte[] userBuf = new byte[4096];
        new java.util.Random(7).nextBytes(userBuf);

        String ticket = USER_SIG.generate(userId, 60, userBuf, NOW);

        assertThat(Vectors.open(ticket).get("TLS.identifier").asText()).isEqualTo(userId);
        assertThat(Base64.getDecoder()
                        .decode(Vectors.open(ticket).get("TLS.userbuf").asText()))
                .isEqualTo(userBuf);
        assertThat(ticket).hasSizeLessThan(TicketDecoder.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a\nTLS.sdkappid:1", "\u0000", "a\rb", "tab\t", "\u007f", "\u0085", "\uD83D", "\uDE00x"})
    void idsThatCouldForgeALineAreRefused(String userId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USER_SIG.generate(userId, 60, null, NOW))
                .withMessageContaining("user id");
    }

    @Test
    void anIdThatIsNullOrHugeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USER_SIG.generate(null, 60, null, NOW))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USER_SIG.generate("é".repeat(513), 60, null, NOW))
                .withMessageContaining("1024 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 50L * 365 * 86400 + 1, Long.MAX_VALUE})
    void expireMustBePositiveAndAtMostFiftyYears(long expire) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USER_SIG.generate("u", expire, null, NOW))
                .withMessageContaining("expire is " + expire);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 50L * 365 * 86400})
    void theBoundsOfExpireAreInside(long expire) {
        assertThat(Vectors.open(USER_SIG.generate("u", expire, null, NOW))
                        .get("TLS.expire")
                        .asLong())
                .isEqualTo(expire);
    }

    @Test
    void anOverlongUserBufAndATimeBefore1970AreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USER_SIG.generate("u", 60, new byte[4097], NOW))
                .withMessageContaining("4097");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USER_SIG.generate("u", 60, null, Instant.ofEpochSecond(-1)))
                .withMessageContaining("clock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key\r\n", "\nkey", "se\rcret", " secret", "secret\u00a0", "secret\t"})
    void badlyCopiedSecretsAreRefusedWithoutNamingThem(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserSig.of(Vectors.APP, secret))
                .withMessageContaining("secretKey")
                .satisfies(
                        e -> assertThat(e.getMessage().replace("secretKey", "")).doesNotContain("secret", "se\rcret"));
    }

    @Test
    void unusualSecretsWork() {
        for (String secret : List.of("a)b+c%d&e f", "钥匙", "x".repeat(10_000))) {
            String ticket = UserSig.of(Vectors.APP, secret).generate("u", 60, null, NOW);
            assertThat(UserSigVerification.of(Vectors.APP)
                            .withSecretKey(secret)
                            .verify(ticket, NOW)
                            .getUserId())
                    .isEqualTo("u");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 32})
    void anImpossibleApplicationIdIsRefused(long sdkAppId) {
        assertThatIllegalArgumentException().isThrownBy(() -> UserSig.of(sdkAppId, Vectors.KEY));
    }

    @Test
    void doesNotShowItsKey() {
        assertThat(USER_SIG).hasToString("UserSig[sdkAppId=1400000000]");
    }

    @Test
    void manyThreadsMakeTheSameTicketsAsOne() throws Exception {
        List<String> serial = IntStream.range(0, 500)
                .mapToObj(i -> USER_SIG.generate("user-" + i, 60 + i, new byte[i], NOW))
                .toList();
        Callable<List<String>> again = () -> IntStream.range(0, 500)
                .mapToObj(i -> USER_SIG.generate("user-" + i, 60 + i, new byte[i], NOW))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            for (Future<List<String>> result : threads.invokeAll(
                    IntStream.range(0, 64).mapToObj(i -> again).toList())) {
                assertThat(result.get()).isEqualTo(serial);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
