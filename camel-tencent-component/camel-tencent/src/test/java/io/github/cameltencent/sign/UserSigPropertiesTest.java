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

import io.github.cameltencent.TencentAuthException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class UserSigPropertiesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final Set<String> CODES = Set.of(
            "EMPTY",
            "BAD_BASE64",
            "BAD_ZLIB",
            "BAD_JSON",
            "MISSING_FIELD",
            "IDENTIFIER_MISMATCH",
            "SDKAPPID_MISMATCH",
            "EXPIRED",
            "SIG_MISMATCH",
            "USERBUF_MISMATCH");
    private static final UserSig USER_SIG = UserSig.of(Vectors.APP, Vectors.KEY);
    private static final LegacyUserSig LEGACY = LegacyUserSig.of(
            Vectors.APP,
            EcKeys.privateKey(Vectors.userSig()
                    .at("/ecdsa_keys/secp256k1/private_key_sec1_pem")
                    .asText()));
    private static final UserSigVerification VERIFICATION = UserSigVerification.of(Vectors.APP)
            .withSecretKey(Vectors.KEY)
            .withPublicKey(EcKeys.publicKey(Vectors.userSig()
                    .at("/ecdsa_keys/secp256k1/public_key_spki_pem")
                    .asText()));

    @Property(tries = 500)
    void whatIsSignedVerifiesAndReadsBack(
            @ForAll("userIds") String userId,
            @ForAll @Size(max = 4096) byte[] userBuf,
            @ForAll @LongRange(min = 1, max = 50L * 365 * 86400) long expire,
            @ForAll @LongRange(max = 1L << 40) long time) {
        String ticket = USER_SIG.generate(userId, expire, userBuf, Instant.ofEpochSecond(time));

        UserSigClaims claims = VERIFICATION.verify(ticket, userId, userBuf, Instant.ofEpochSecond(time + expire));

        assertThat(claims.getUserId()).isEqualTo(userId);
        assertThat(claims.getUserBuf()).isEqualTo(userBuf);
        assertThat(claims.getIssuedAt()).isEqualTo(time);
        assertThat(claims.getExpiresAt()).isEqualTo(time + expire);
        assertThat(Vectors.open(ticket).get("TLS.identifier").asText()).isEqualTo(userId);
    }

    @Property(tries = 100)
    void legacyUserSigsVerifyAndReadBack(@ForAll("userIds") String userId, @ForAll @Size(max = 4096) byte[] userBuf) {
        String ticket = LEGACY.generate(userId, 60, userBuf, NOW);

        assertThat(VERIFICATION.verify(ticket, userId, userBuf, NOW).getUserId())
                .isEqualTo(userId);
    }

    @Property(tries = 500)
    void roomsReadBack(
            @ForAll("userIds") String userId,
            @ForAll @LongRange(min = 1, max = 4294967294L) long room,
            @ForAll @IntRange(max = 255) int privileges) {
        PrivateMapKey.Room read =
                PrivateMapKey.decode(PrivateMapKey.userBuf(userId, Vectors.APP, room, NOW, privileges));

        assertThat(read).isEqualTo(new PrivateMapKey.Room(userId, Vectors.APP, room, null, 1700000000L, privileges, 0));
    }

    @Property(tries = 2000)
    void randomTextOnlyMeetsRefusals(@ForAll String text) {
        assertRefused(text);
    }

    @Property(tries = 2000)
    void randomBytesOnlyMeetRefusals(@ForAll @Size(max = 512) byte[] bytes) {
        assertRefused(Vectors.ticketOf(bytes));
        assertRefused(Vectors.ticketOf(Vectors.zlib(bytes, 6)));
        PrivateMapKey.decode(bytes);
    }

    @Property(tries = 1000)
    void mutatedContentOnlyMeetsRefusals(@ForAll long seed, @ForAll boolean legacy) {
        String ticket = legacy ? LEGACY.generate("u", 60, new byte[9], NOW) : USER_SIG.generate("u", 60, null, NOW);
        Random random = new Random(seed);
        byte[] json = Vectors.open(ticket).toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            json[random.nextInt(json.length)] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : '"');
        }
        assertJudged(Vectors.ticketOf(Vectors.zlib(json, 6)), legacy);
        char[] text = ticket.toCharArray();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text[random.nextInt(text.length)] = ticket.charAt(random.nextInt(text.length));
        }
        assertJudged(new String(text), legacy);
    }

    private static void assertRefused(String text) {
        try {
            VERIFICATION.verify(text, NOW);
        } catch (TencentAuthException e) {
            assertThat(e.getCode()).isIn(CODES);
            return;
        }
        throw new AssertionError("accepted: " + text);
    }

    // a mutation may miss what is signed, such as TLS.ver; then the ticket still says what was signed
    private static void assertJudged(String text, boolean legacy) {
        try {
            assertThat(VERIFICATION.verify(text, NOW))
                    .isEqualTo(UserSigVerification.decodeUnverified(
                            legacy
                                    ? LEGACY.generate("u", 60, new byte[9], NOW)
                                    : USER_SIG.generate("u", 60, null, NOW)));
        } catch (TencentAuthException e) {
            assertThat(e.getCode()).isIn(CODES);
        }
    }

    @Provide
    Arbitrary<String> userIds() {
        Arbitrary<Integer> points = Arbitraries.integers()
                .between(0x20, 0x10ffff)
                .filter(point -> !Character.isISOControl(point) && (point < 0xd800 || point > 0xdfff));
        Arbitrary<Integer> ascii = Arbitraries.integers().between(0x20, 0x7e);
        return Arbitraries.oneOf(points, ascii)
                .list()
                .ofMinSize(1)
                .ofMaxSize(64)
                .map(list -> list.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }
}
