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
 * Encrypts and decrypts with one key, a fresh IV or nonce for every text in front of it. There is no authenticator: what
 * was sealed with another key opens as another text. For one thread.
 */
public interface Sealer {

    /** IV or nonce, then the cipher text. */
    byte[] seal(byte[] plain);

    /**
     * The text.
     *
     * @throws IllegalArgumentException where there are not even an IV and one byte
     */
    byte[] open(byte[] sealed);

    static Sealer of(ChatKey key, SecureRandom random) {
        return key.cipher() == ChatCipher.AES_CTR ? new AesCtr(key, random) : new ChaCha20(key, random);
    }

    static void mustExceed(byte[] sealed, int head) {
        if (sealed.length <= head) {
            throw new IllegalArgumentException("The cipher text is too short: " + sealed.length + " bytes");
        }
    }
}
