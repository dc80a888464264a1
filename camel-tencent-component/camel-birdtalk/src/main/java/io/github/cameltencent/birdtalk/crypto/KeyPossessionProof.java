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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Proves that one has the key: encrypts the time of the frame that carries the proof, in decimal digits. Stage 2 and
 * 3 carry the bytes, a hello with a stored key their Base64 form, as {@code checkTokenData}.
 */
public final class KeyPossessionProof {

    private KeyPossessionProof() {}

    public static byte[] of(long frameTime, SymmetricCipher cipher) {
        return cipher.encrypt(digits(frameTime));
    }

    public static String checkTokenData(long frameTime, SymmetricCipher cipher) {
        return Base64.getEncoder().encodeToString(of(frameTime, cipher));
    }

    /** Whether the sender has the key and made the proof for a frame of this time. */
    public static boolean isValid(byte[] proof, long frameTime, SymmetricCipher cipher) {
        byte[] text;
        try {
            text = cipher.decrypt(proof);
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean same = MessageDigest.isEqual(text, digits(frameTime));
        Arrays.fill(text, (byte) 0);
        return same;
    }

    private static byte[] digits(long time) {
        return Long.toString(time).getBytes(StandardCharsets.US_ASCII);
    }
}
