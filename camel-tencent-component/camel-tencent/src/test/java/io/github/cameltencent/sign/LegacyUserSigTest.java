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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyUserSigTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final JsonNode ALL = Vectors.userSig();
    private static final LegacyUserSig USER_SIG = LegacyUserSig.of(Vectors.APP, privateKey("secp256k1"));
    private static final EcdsaSha256 VERIFIER = verifier("secp256k1");

    private static java.security.PrivateKey privateKey(String curve) {
        return EcKeys.privateKey(
                ALL.at("/ecdsa_keys/" + curve + "/private_key_pkcs8_pem").asText());
    }

    private static EcdsaSha256 verifier(String curve) {
        return EcdsaSha256.verifier(EcKeys.publicKey(
                ALL.at("/ecdsa_keys/" + curve + "/public_key_spki_pem").asText()));
    }

    static Stream<Named<JsonNode>> vendorTickets() {
        return Stream.of("ecdsa_legacy", "other_language_output")
                .flatMap(section -> Vectors.of(ALL.get(section)))
                .filter(vector -> vector.getPayload().has("sig_der_base64"));
    }

    @ParameterizedTest
    @MethodSource("vendorTickets")
    void agreesWithTheVendorsLibrary(JsonNode vector) {
        String curve = vector.get("curve").asText();
        JsonNode theirs = vector.get("ticket_json");
        String ticket = LegacyUserSig.of(vector.get("sdkappid").asLong(), privateKey(curve))
                .withAccountType(theirs.get("TLS.account_type").asText())
                .withAppIdAt3rd(theirs.get("TLS.appid_at_3rd").asText())
                .generate(
                        vector.get("userid").asText(),
                        vector.get("expire").asLong(),
                        Vectors.userBuf(vector),
                        Instant.ofEpochSecond(vector.get("time").asLong()));

        ObjectNode ours = (ObjectNode) Vectors.open(ticket);
        byte[] signature = Base64.getDecoder().decode(ours.remove("TLS.sig").asText());
        assertThat(ours).isEqualTo(((ObjectNode) theirs.deepCopy()).without(List.of("TLS.sig", "TLS.version")));
        assertThat(verifier(curve).verify(vector.get("signed_string").asText().getBytes(UTF_8), signature))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("vendorTickets")
    void theirSignatureFitsTheirText(JsonNode vector) {
        EcdsaSha256 verifier = verifier(vector.get("curve").asText());
        byte[] text = vector.get("signed_string").asText().getBytes(UTF_8);
        byte[] signature =
                Base64.getDecoder().decode(vector.get("sig_der_base64").asText());

        assertThat(verifier.verify(text, signature)).isTrue();
        text[5]++;
        assertThat(verifier.verify(text, signature)).isFalse();
    }

    @Test
    void equalInputGivesEqualTickets() {
        assertThat(USER_SIG.generate("u", 60, new byte[3], NOW))
                .isEqualTo(USER_SIG.generate("u", 60, new byte[3], NOW))
                .isNotEqualTo(USER_SIG.generate("v", 60, new byte[3], NOW));
    }

    @Test
    void theThirdPartyAppIdMayBeEmptyOrAbsent() {
        JsonNode empty = Vectors.open(USER_SIG.withAppIdAt3rd("").generate("u", 60, null, NOW));
        JsonNode absent = Vectors.open(USER_SIG.withAppIdAt3rd(null).generate("u", 60, null, NOW));

        assertThat(empty.get("TLS.appid_at_3rd").asText("-")).isEmpty();
        assertThat(absent.has("TLS.appid_at_3rd")).isFalse();
        String lines = "TLS.account_type:0\nTLS.identifier:u\nTLS.sdk_appid:1400000000\n"
                + "TLS.time:1700000000\nTLS.expire_after:60\n";
        assertThat(VERIFIER.verify(("TLS.appid_at_3rd:\n" + lines).getBytes(UTF_8), signature(empty)))
                .isTrue();
        assertThat(VERIFIER.verify(lines.getBytes(UTF_8), signature(absent))).isTrue();
    }

    @Test
    void everyValueIsAString() {
        JsonNode json = Vectors.open(USER_SIG.generate("quote\" 小明", 60, new byte[0], NOW));

        assertThat(json).hasSize(8).allMatch(JsonNode::isTextual);
        assertThat(json.get("TLS.identifier").asText()).isEqualTo("quote\" 小明");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nTLS.sdk_appid:1", "\u0000", "\uD83D"})
    void idsThatCouldForgeALineAreRefused(String userId) {
        assertThatIllegalArgumentException().isThrownBy(() -> USER_SIG.generate(userId, 60, null, NOW));
    }

    @Test
    void otherInputIsCheckedAsWell() {
        assertThatIllegalArgumentException().isThrownBy(() -> USER_SIG.generate("u", 0, null, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> USER_SIG.generate("u", 60, new byte[4097], NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> USER_SIG.withAccountType("0\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> USER_SIG.withAppIdAt3rd("0\n"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegacyUserSig.of(Vectors.APP, null))
                .withMessageContaining("private key");
    }

    @Test
    void doesNotShowItsKey() {
        assertThat(USER_SIG).hasToString("LegacyUserSig[sdkAppId=1400000000]");
    }

    @Test
    void manyThreadsMakeTheSameTicketsAsOne() {
        List<String> serial = IntStream.range(0, 200)
                .mapToObj(i -> USER_SIG.generate("user-" + i, 60, null, NOW))
                .toList();

        assertThat(IntStream.range(0, 200)
                        .parallel()
                        .mapToObj(i -> USER_SIG.generate("user-" + i, 60, null, NOW))
                        .toList())
                .isEqualTo(serial);
    }

    @Test
    void signaturesOutsideTheCurvesNumbersAreRefusedAndHighOnesAreTaken() throws Exception {
        byte[] text = "text".getBytes(UTF_8);
        BigInteger n = EcCurves.of((java.security.interfaces.ECKey) privateKey("secp256k1"))
                .getN();
        byte[] good = EcdsaSha256.signer(privateKey("secp256k1")).sign(text, text.length);
        BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(n, good);

        assertThat(VERIFIER.verify(text, der(rs[0], rs[1]))).isTrue();
        assertThat(VERIFIER.verify(text, der(rs[0], n.subtract(rs[1])))).isTrue();
        for (BigInteger bad :
                new BigInteger[] {BigInteger.ZERO, n, n.add(rs[1]), rs[1].negate(), BigInteger.ONE.shiftLeft(300)}) {
            assertThat(VERIFIER.verify(text, der(bad, rs[1]))).isFalse();
            assertThat(VERIFIER.verify(text, der(rs[0], bad))).isFalse();
        }
    }

    @Test
    void onlyExactDerIsASignature() throws Exception {
        byte[] text = "text".getBytes(UTF_8);
        byte[] good = EcdsaSha256.signer(privateKey("secp256k1")).sign(text, text.length);

        assertThat(VERIFIER.verify(text, good)).isTrue();
        for (int length = 0; length < good.length; length++) {
            assertThat(VERIFIER.verify(text, Arrays.copyOf(good, length))).isFalse();
        }
        assertThat(VERIFIER.verify(text, Arrays.copyOf(good, good.length + 1))).isFalse();
        byte[] inside = Arrays.copyOf(good, good.length + 2);
        inside[1] += 2;
        inside[good.length] = 5; // NULL behind the two integers
        assertThat(VERIFIER.verify(text, inside)).isFalse();
        byte[] longForm = new byte[good.length + 1];
        longForm[0] = good[0];
        longForm[1] = (byte) 0x81;
        System.arraycopy(good, 1, longForm, 2, good.length - 1);
        assertThat(VERIFIER.verify(text, longForm)).isFalse();
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(VERIFIER.verify(text, flipped)).as("bit %d", bit).isFalse();
        }
    }

    private static byte[] signature(JsonNode json) {
        return Base64.getDecoder().decode(json.get("TLS.sig").asText());
    }

    private static byte[] der(BigInteger r, BigInteger s) throws Exception {
        return new org.bouncycastle.asn1.DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    new org.bouncycastle.asn1.ASN1Integer(r), new org.bouncycastle.asn1.ASN1Integer(s)
                })
                .getEncoded();
    }
}
