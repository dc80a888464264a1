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
package io.github.cameltencent.birdtalk.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.KeyExchangeException.Reason;
import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatKeyAgreementTest {

    private final SecureRandom random = new SecureRandom();
    private final ChatKeyAgreement ours = ChatKeyAgreement.generate(random);
    private final ChatKeyAgreement theirs = ChatKeyAgreement.generate(random);

    @Test
    void bothSidesAgreeOnTheSameKey() throws Exception {
        ChatKey here = ours.agree(theirs.publicKeyPem(), ChatCipher.AES_CTR);
        ChatKey there = theirs.agree(ours.publicKeyPem(), ChatCipher.AES_CTR);
        assertThat(here.isSame(there)).isTrue();
        assertThat(here.print()).isEqualTo(there.print());
    }

    @Test
    void keysOfOthersMayHaveLinesOfAnyLengthAndAnyEnds() throws Exception {
        String pem = new String(theirs.publicKeyPem(), US_ASCII);
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        for (String spelling : new String[] {
            "-----BEGIN PUBLIC KEY-----" + body + "-----END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----",
            pem.replace("\n", "\r\n").strip(),
            "note\n" + pem + "\n"
        }) {
            assertThat(ours.agree(spelling.getBytes(US_ASCII), ChatCipher.AES_CTR)
                            .isSame(theirs.agree(ours.publicKeyPem(), ChatCipher.AES_CTR)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PUBLIC KEY-----",
                "-----END PUBLIC KEY----- -----BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n???\n-----END PUBLIC KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void textThatIsNoPemIsRefused(String text) {
        assertThat(refusal(text.getBytes(US_ASCII))).isEqualTo(Reason.UNREADABLE_KEY);
        assertThat(refusal(new byte[1 << 20])).isEqualTo(Reason.UNREADABLE_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void keysOnOtherCurvesAreRefused(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        assertThat(refusal(pem(generator.generateKeyPair().getPublic().getEncoded())))
                .isEqualTo(Reason.OTHER_CURVE);
    }

    @Test
    void pointsOffTheCurveAndAtInfinityAreRefused() {
        byte[] der = Base64.getMimeDecoder()
                .decode(new String(theirs.publicKeyPem(), US_ASCII).replaceAll("-----[A-Z ]+-----", ""));
        der[der.length - 1] ^= 1;
        assertThat(refusal(pem(der))).isEqualTo(Reason.NOT_ON_CURVE);
        Arrays.fill(der, 27, der.length, (byte) 0);
        assertThat(refusal(pem(der))).isEqualTo(Reason.NOT_ON_CURVE);
        Arrays.fill(der, 27, der.length, (byte) 0xff);
        assertThat(refusal(pem(der))).isEqualTo(Reason.NOT_ON_CURVE);
    }

    @Test
    void theOwnKeySentBackIsRefused() {
        assertThat(refusal(ours.publicKeyPem())).isEqualTo(Reason.OWN_KEY_REFLECTED);
    }

    @Test
    void keysAreNotPrintedAndWipedWhenClosed() throws Exception {
        ChatKey key = ours.agree(theirs.publicKeyPem(), ChatCipher.CHACHA20);
        byte[] inside = key.use(bytes -> bytes);
        assertThat(key).hasToString("ChatKey[chacha20]");
        key.close();
        assertThat(inside).containsOnly(0);
        assertThat(key).hasToString("ChatKey[chacha20, wiped]");
        assertThatIllegalStateException().isThrownBy(key::copyBytes).withMessage("The chat key was wiped");
    }

    @ParameterizedTest
    @EnumSource(ChatCipher.class)
    void noIvOrNonceIsReusedInAHundredThousandTexts(ChatCipher cipher) {
        int head = cipher == ChatCipher.AES_CTR ? AesCtrCipher.IV : ChaCha20Cipher.NONCE;
        SymmetricCipher sealer = SymmetricCipher.of(new ChatKey(new byte[32], cipher), random);
        Set<ByteBuffer> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(ByteBuffer.wrap(Arrays.copyOf(sealer.encrypt(new byte[] {1}), head)));
        }
        assertThat(seen).hasSize(100_000);
    }

    @ParameterizedTest
    @EnumSource(ChatCipher.class)
    void aProofIsValidForItsTimeAndKeyOnly(ChatCipher cipher) {
        SymmetricCipher sealer = SymmetricCipher.of(new ChatKey(new byte[32], cipher), random);
        byte[] proof = KeyPossessionProof.of(1_718_700_000_123L, sealer);
        assertThat(KeyPossessionProof.isValid(proof, 1_718_700_000_123L, sealer))
                .isTrue();
        for (long off : new long[] {-60_000, -1, 1, 60_000}) {
            assertThat(KeyPossessionProof.isValid(proof, 1_718_700_000_123L + off, sealer))
                    .isFalse();
        }
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        SymmetricCipher other = SymmetricCipher.of(new ChatKey(otherKey, cipher), random);
        assertThat(KeyPossessionProof.isValid(proof, 1_718_700_000_123L, other)).isFalse();
        assertThat(KeyPossessionProof.isValid(new byte[3], 1_718_700_000_123L, sealer))
                .isFalse();
    }

    @Test
    void unsupportedCiphersAreRefused() {
        assertThat(ChatCipher.of("aes-ctr")).isEqualTo(ChatCipher.AES_CTR);
        assertThat(ChatCipher.of("ChaCha20")).isEqualTo(ChatCipher.CHACHA20);
        for (String name : new String[] {"twofish128", "", "AES", null}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ChatCipher.of(name));
        }
    }

    private Reason refusal(byte[] pem) {
        return catchThrowableOfType(KeyExchangeException.class, () -> ours.agree(pem, ChatCipher.AES_CTR))
                .reason();
    }

    private static byte[] pem(byte[] der) {
        String body = Base64.getMimeEncoder().encodeToString(der);
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n").getBytes(US_ASCII);
    }
}
