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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys, ciphers and tokens against what the upstream clients and the upstream server computed. */
class KeyVectorsTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    static List<JsonNode> ecdh() {
        return ChatVectors.of("ecdh");
    }

    static List<JsonNode> aesCtr() {
        return ChatVectors.of("aes_ctr");
    }

    static List<JsonNode> chacha20() {
        return ChatVectors.of("chacha20");
    }

    static List<JsonNode> fileToken() {
        return ChatVectors.of("file_token");
    }

    @ParameterizedTest
    @MethodSource("ecdh")
    @DisplayName("both sides agree on the padded X coordinate, and the print is its first eight bytes")
    void bothSidesAgree(JsonNode vector) throws Exception {
        for (String[] sides : new String[][] {{"client", "server"}, {"server", "client"}}) {
            byte[] others = vector.get(sides[1] + "_public_key_pem").asText().getBytes(US_ASCII);
            try (ChatKey key = ChatVectors.agreement(vector, sides[0]).agree(others, ChatCipher.AES_CTR)) {
                assertThat(key.copyBytes()).isEqualTo(ChatVectors.hex(vector, "aes_key_hex"));
                assertThat(Long.toString(key.print()))
                        .isEqualTo(vector.get("key_print").asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ecdh")
    void publicKeysAreWrittenAsTheUpstreamClientsWriteThem(JsonNode vector) {
        for (String side : List.of("client", "server")) {
            assertThat(new String(ChatVectors.agreement(vector, side).publicKeyPem(), US_ASCII))
                    .isEqualTo(vector.get(side + "_public_key_pem").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("aesCtr")
    @DisplayName("AES-CTR counts with 128 bits, also where the carry leaves the lower half")
    void aesCtrAsUpstream(JsonNode vector) {
        byte[] output = ChatVectors.hex(vector, "output_hex");
        byte[] plain = ChatVectors.hex(vector, "plaintext_hex");
        try (ChatKey key = new ChatKey(ChatVectors.hex(vector, "aes_key_hex"), ChatCipher.AES_CTR)) {
            AesCtrCipher cipher = new AesCtrCipher(key, RANDOM);
            assertThat(cipher.encryptWith(ChatVectors.hex(vector, "iv_hex"), plain))
                    .isEqualTo(output);
            assertThat(cipher.decrypt(output)).isEqualTo(plain);
            assertThat(Base64.getEncoder().encodeToString(output))
                    .isEqualTo(vector.get("output_base64").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("chacha20")
    void chaCha20CountsFromZero(JsonNode vector) {
        byte[] output = ChatVectors.hex(vector, "output_hex");
        byte[] plain = ChatVectors.hex(vector, "plaintext_hex");
        try (ChatKey key = new ChatKey(ChatVectors.hex(vector, "key_hex"), ChatCipher.CHACHA20)) {
            ChaCha20Cipher cipher = new ChaCha20Cipher(key, RANDOM);
            assertThat(cipher.encryptWith(ChatVectors.hex(vector, "nonce_hex"), plain))
                    .isEqualTo(output);
            assertThat(cipher.decrypt(output)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @MethodSource("fileToken")
    void downloadLinksAreSignedAsTheServerSignsThem(JsonNode vector) {
        try (ChatKey key = new ChatKey(ChatVectors.hex(vector, "aes_key_hex"), ChatCipher.AES_CTR)) {
            String token = DownloadToken.withNonce(
                    ChatVectors.hex(vector, "nonce_hex"),
                    key,
                    Instant.ofEpochSecond(vector.get("expires").asLong()),
                    vector.get("file_name").asText());
            assertThat(token).isEqualTo(vector.get("token").asText());
        }
    }
}
