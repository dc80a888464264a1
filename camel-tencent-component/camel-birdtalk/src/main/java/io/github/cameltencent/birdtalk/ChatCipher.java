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
package io.github.cameltencent.birdtalk;

import java.util.Locale;

/** The ciphers that the chat server supports. */
public enum ChatCipher {

    /** AES-256 in counter mode: an IV of 16 bytes, which is the first counter block, then the ciphertext. */
    AES_CTR("AES-CTR"),

    /** ChaCha20 without authentication: a nonce of 12 bytes, then the ciphertext. The block counter starts at 0. */
    CHACHA20("chacha20");

    private final String encType;

    ChatCipher(String encType) {
        this.encType = encType;
    }

    /** The name in the protocol and in the option {@code cipher}. */
    public String encType() {
        return encType;
    }

    /**
     * The cipher of a name, ignoring case.
     *
     * @throws IllegalArgumentException for an unsupported name
     */
    public static ChatCipher of(String name) {
        String wanted = name == null ? "" : name.toLowerCase(Locale.ROOT);
        for (ChatCipher cipher : values()) {
            if (cipher.encType.toLowerCase(Locale.ROOT).equals(wanted)) {
                return cipher;
            }
        }
        throw new IllegalArgumentException("Unknown cipher: use AES-CTR or chacha20");
    }
}
