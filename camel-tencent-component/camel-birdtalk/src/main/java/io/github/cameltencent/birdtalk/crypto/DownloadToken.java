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

import io.github.cameltencent.birdtalk.ChatKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Creates the tokens of links to stored files: expiry and name, encrypted with the agreed key in AES-256-GCM. */
public final class DownloadToken {

    private static final int NONCE = 12;
    private static final int TAG = 16;

    private DownloadToken() {}

    /** The value of {@code sign} in a download link, whose {@code u} is the key fingerprint. */
    public static String of(ChatKey key, Instant expires, String storedName, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return withNonce(nonce, key, expires, storedName);
    }

    static String withNonce(byte[] nonce, ChatKey key, Instant expires, String storedName) {
        byte[] text = (expires.getEpochSecond() + "|" + storedName).getBytes(StandardCharsets.UTF_8);
        ByteBuffer token = ByteBuffer.allocate(NONCE + text.length + TAG).put(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    key.use(bytes -> new SecretKeySpec(bytes, "AES")),
                    new GCMParameterSpec(TAG * Byte.SIZE, nonce));
            cipher.doFinal(ByteBuffer.wrap(text), token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work in this JVM", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }
}
