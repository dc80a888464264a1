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

/** The ciphers that the chat server can work with. */
public enum ChatCipher {

    /** AES-256 in counter mode: 16 bytes of IV, which is the first counter block, then the cipher text. */
    AES_CTR("AES-CTR"),

    /** ChaCha20 without authenticator: 12 bytes of nonce, then the cipher text; blocks are counted from 0. */
    CHACHA20("chacha20");

    private final String encType;

    ChatCipher(String encType) {
        this.encType = encType;
    }

    /** The name on the wire and in the endpoint's option {@code cipher}. */
    public String encType() {
        return encType;
    }

    /**
     * The cipher of a name, in upper or lower case.
     *
     * @throws IllegalArgumentException for names that the server does not know, or knows and never answers
     */
    public static ChatCipher of(String name) {
        String wanted = name == null ? "" : name.toLowerCase(Locale.ROOT);
        for (ChatCipher cipher : values()) {
            if (cipher.encType.toLowerCase(Locale.ROOT).equals(wanted)) {
                return cipher;
            }
        }
        throw new IllegalArgumentException("The chat server has no cipher of this name: use AES-CTR or chacha20");
    }
}
