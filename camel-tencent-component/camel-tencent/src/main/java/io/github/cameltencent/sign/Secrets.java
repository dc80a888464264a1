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

import io.github.cameltencent.sign.bytes.Texts;
import java.nio.charset.StandardCharsets;

/** Validates secrets, to detect copying errors. No message contains any part of the secret. */
final class Secrets {

    private Secrets() {}

    /** Returns the key of a MAC: the secret as UTF-8, never decoded from hexadecimal digits. */
    static byte[] bytes(String what, String secret) {
        if (secret == null || secret.isEmpty()) {
            throw new IllegalArgumentException("The " + what + " is empty: copy it from Tencent's console");
        }
        if (!Texts.isPlain(secret)) {
            throw new IllegalArgumentException(
                    "The " + what + " contains a line break or another control character: copy it again, in one line");
        }
        if (isSpace(secret.charAt(0)) || isSpace(secret.charAt(secret.length() - 1))) {
            throw new IllegalArgumentException("The " + what + " begins or ends with white space: remove it");
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSpace(char unit) {
        return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
    }
}
