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
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcKeysTest {

    // both made with openssl for these tests, password "test"
    private static final String ENCRYPTED_PKCS8 = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgO3f2aVYxn4AICCAAw
            -----END ENCRYPTED PRIVATE KEY-----
            """;
    private static final String ENCRYPTED_SEC1 = """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,4C3C6E1F5F0E1D2B3A49586776859403

            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            -----END EC PRIVATE KEY-----
            """;

    private static final JsonNode KEYS = Vectors.userSig().get("ecdsa_keys");

    private static String pem(String curve, String kind) {
        return KEYS.at("/" + curve + "/" + kind + "_pem").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "secp256k1"})
    void pkcs8AndSec1TellTheSamePrivateKey(String curve) {
        ECPrivateKey pkcs8 = (ECPrivateKey) EcKeys.privateKey(pem(curve, "private_key_pkcs8"));
        ECPrivateKey sec1 = (ECPrivateKey) EcKeys.privateKey(pem(curve, "private_key_sec1"));

        assertThat(sec1.getS()).isEqualTo(pkcs8.getS());
    }

    @Test
    void aKeyIsFoundAfterBlocksOfOtherTypesAndBeginningsWithoutEnd() {
        String pem = pem("secp256k1", "private_key_sec1");
        String found = "-----BEGIN X-----AAAA-----END X-----" + "-----BEGIN PUBLIC KEY-----".repeat(3)
                + "-----BEGIN lower-----" + pem;

        assertThat(((ECPrivateKey) EcKeys.privateKey(found)).getS())
                .isEqualTo(((ECPrivateKey) EcKeys.privateKey(pem)).getS());
    }

    /** A URI makes a blank of each + and may make one of each line end: only those after 64 characters were line ends. */
    @ParameterizedTest
    @ValueSource(strings = {"P-256", "secp256k1"})
    void blanksForPlusesAndForLineEndsAreToldApart(String curve) {
        String pem = pem(curve, "private_key_pkcs8");
        String[] lines = pem.strip().split("\n");
        String content = String.join(" ", List.of(lines).subList(1, lines.length - 1));
        String inUri = lines[0] + content.replace('+', ' ') + lines[lines.length - 1];

        assertThat(content.length()).isGreaterThan(65);
        assertThat(((ECPrivateKey) EcKeys.privateKey(inUri)).getS())
                .isEqualTo(((ECPrivateKey) EcKeys.privateKey(pem)).getS());
    }

    /** The corpus of PemFuzzTest holds it to a second; the regular expressions of before took six. */
    @Test
    void thousandsOfBlanksInAKeyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcKeys.privateKey(
                        "-----BEGIN PRIVATE KEY-----A" + " ".repeat(16_000) + "A-----END PRIVATE KEY-----"))
                .withMessageContaining("is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "secp256k1"})
    void thePublicKeyBelongsToThePrivateOne(String curve) {
        PrivateKey secret = EcKeys.privateKey(pem(curve, "private_key_pkcs8"));
        PublicKey known = EcKeys.publicKey(pem(curve, "public_key_spki"));
        byte[] text = {1, 2, 3};

        byte[] signature = EcdsaSha256.signer(secret).sign(text, text.length);

        assertThat(EcdsaSha256.verifier(known).verify(text, signature)).isTrue();
    }

    @Test
    void theCurveMayStandInABlockBefore() {
        String parameters = "-----BEGIN EC PARAMETERS-----\nBgUrgQQACg==\n-----END EC PARAMETERS-----\n";
        String whole = pem("secp256k1", "private_key_sec1");

        assertThat(EcKeys.privateKey(parameters + whole)).isEqualTo(EcKeys.privateKey(whole));
    }

    @Test
    void aSec1KeyWithoutCurveTakesItFromTheParametersOrIsRefused() throws Exception {
        ECPrivateKey key = (ECPrivateKey) EcKeys.privateKey(pem("secp256k1", "private_key_sec1"));
        byte[] bare = new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS()).getEncoded();
        String pem = "-----BEGIN EC PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(bare) + "\n-----END EC PRIVATE KEY-----\n";
        String parameters = "-----BEGIN EC PARAMETERS-----\nBgUrgQQACg==\n-----END EC PARAMETERS-----\n";

        assertThat(((ECPrivateKey) EcKeys.privateKey(parameters + pem)).getS()).isEqualTo(key.getS());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcKeys.privateKey(pem))
                .withMessageContaining("does not name its curve")
                .withMessageContaining("openssl pkcs8");
    }

    @Test
    void windowsLineEndsAndSurroundingTextAreAccepted() {
        String pem = "Bag Attributes\r\n    friendlyName: im\r\n"
                + pem("P-256", "private_key_pkcs8").replace("\n", "\r\n");

        assertThat(EcKeys.privateKey(pem)).isInstanceOf(ECPrivateKey.class);
    }

    @Test
    void encryptedKeysAreRefusedWithAHint() {
        for (String pem : new String[] {ENCRYPTED_PKCS8, ENCRYPTED_SEC1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EcKeys.privateKey(pem))
                    .withMessageContaining("encrypted")
                    .withMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        }
    }

    @Test
    void aPublicKeyIsNotAcceptedAsAPrivateKeyNorTheReverse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcKeys.privateKey(pem("P-256", "public_key_spki")))
                .withMessageContaining("private key (PRIVATE KEY or EC PRIVATE KEY) is expected")
                .withMessageContaining("contains: PUBLIC KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcKeys.publicKey(pem("P-256", "private_key_pkcs8")))
                .withMessageContaining("public key (PUBLIC KEY) is expected")
                .withMessageContaining("contains: PRIVATE KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcKeys.privateKey("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
                .withMessageContaining("contains: CERTIFICATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "file:key.pem", "MIGHAgEAMBMG", "-----BEGIN PRIVATE KEY-----\nMIGH"})
    void textOtherThanPemIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcKeys.privateKey(text))
                .withMessageContaining("private key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcKeys.publicKey(text))
                .withMessageContaining("public key");
    }

    @Test
    void damagedKeysAreRefusedWithoutQuotingThem() {
        String damaged = pem("P-256", "private_key_pkcs8").replaceFirst("MIGH", "MIGA");
        String noBase64 = pem("P-256", "private_key_pkcs8").replaceFirst("MIGH", "!!!!");

        for (String pem : new String[] {damaged, noBase64}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EcKeys.privateKey(pem))
                    .withMessageContaining("damaged")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MBMG"))
                    .withNoCause();
        }
    }

    @Test
    void otherCurvesAndOtherKindsOfKeysAreRefused() throws Exception {
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp384r1"));
        var other = ec.generateKeyPair();
        String privatePem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(other.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        PublicKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        String rsaPem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(rsa.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcKeys.privateKey(privatePem))
                .withMessageContaining("secp256k1 or P-256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegacyUserSig.of(Vectors.APP, other.getPrivate()))
                .withMessageContaining("secp256k1 or P-256");
        assertThatIllegalArgumentException().isThrownBy(() -> EcKeys.publicKey(rsaPem));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserSigVerification.of(Vectors.APP).withPublicKey(rsa))
                .withMessageContaining("RSA");
    }

    @Test
    void keysOfJavasOwnProviderWorkToo() throws Exception {
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC", "SunEC");
        ec.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = ec.generateKeyPair();
        byte[] text = {9};

        byte[] signature = EcdsaSha256.signer(pair.getPrivate()).sign(text, 1);

        assertThat(EcdsaSha256.verifier(pair.getPublic()).verify(text, signature))
                .isTrue();
        assertThat(pair.getPublic()).isInstanceOf(ECPublicKey.class);
    }

    @Test
    void noSecurityProviderIsRegistered() {
        var before = Security.getProviders();
        EcKeys.privateKey(pem("secp256k1", "private_key_sec1"));
        EcKeys.publicKey(pem("secp256k1", "public_key_spki"));

        assertThat(Security.getProviders()).isEqualTo(before);
    }
}
