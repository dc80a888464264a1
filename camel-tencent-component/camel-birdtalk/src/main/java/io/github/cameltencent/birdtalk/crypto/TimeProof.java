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
 * The proof that one has the key: the time of the frame that carries it, as decimal digits, sealed. The key exchange
 * carries the bytes, the hello of the fast path their Base64, which it calls checkTokenData.
 */
public final class TimeProof {

    private TimeProof() {}

    public static byte[] of(long frameTime, Sealer sealer) {
        return sealer.seal(digits(frameTime));
    }

    public static String checkTokenData(long frameTime, Sealer sealer) {
        return Base64.getEncoder().encodeToString(of(frameTime, sealer));
    }

    /** Whether the bytes prove that their sender has the key and made them for a frame of this time. */
    public static boolean holds(byte[] proof, long frameTime, Sealer sealer) {
        byte[] text;
        try {
            text = sealer.open(proof);
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
