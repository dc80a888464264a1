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

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import java.security.SecureRandom;

/**
 * Encrypts and decrypts with one key and a random IV or nonce for each text, which precedes the ciphertext. There is
 * no authentication: decrypting with another key gives another text. Not thread-safe.
 */
public interface SymmetricCipher {

    /** Returns the IV or nonce, followed by the ciphertext. */
    byte[] encrypt(byte[] plain);

    /**
     * Returns the plain text.
     *
     * @throws IllegalArgumentException if the input is shorter than the IV and one byte
     */
    byte[] decrypt(byte[] ciphertext);

    static SymmetricCipher of(ChatKey key, SecureRandom random) {
        return key.cipher() == ChatCipher.AES_CTR ? new AesCtrCipher(key, random) : new ChaCha20Cipher(key, random);
    }

    static void checkLength(byte[] ciphertext, int head) {
        if (ciphertext.length <= head) {
            throw new IllegalArgumentException("The ciphertext is too short: " + ciphertext.length + " bytes");
        }
    }
}
