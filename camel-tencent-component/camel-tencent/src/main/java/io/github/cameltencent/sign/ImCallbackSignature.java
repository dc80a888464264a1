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

import io.github.cameltencent.sign.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The parameter {@code Sign} of a callback of Tencent's IM: SHA-256 of the token set in the console and the parameter
 * {@code RequestTime}, in hexadecimal digits (IM documentation, "Webhook authentication"). It covers neither the command nor the
 * body.
 */
public final class ImCallbackSignature {

    private ImCallbackSignature() {}

    /**
     * Signs one callback.
     *
     * @param requestTime Unix seconds in decimal, as the parameter has them
     * @return 64 hexadecimal digits in lower case
     * @throws IllegalArgumentException when the token is empty, holds a line break, or has white space around it
     */
    public static String sign(String token, String requestTime) {
        return new String(signature(token, requestTime), StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether the sign belongs to this token and time; false where one of the two is missing. It says nothing of its age, and
     * the time that it takes tells nothing of the right sign.
     *
     * @throws IllegalArgumentException when the token is empty, holds a line break, or has white space around it
     */
    public static boolean verify(String token, String requestTime, String sign) {
        if (requestTime == null || sign == null) {
            return false;
        }
        return MessageDigest.isEqual(signature(token, requestTime), sign.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signature(String token, String requestTime) {
        byte[] key = Secrets.bytes("callback token", token);
        byte[] time = requestTime.getBytes(StandardCharsets.UTF_8);
        byte[] hash = Digest.SHA_256.of(new ByteSink(key.length + time.length)
                .literal(key)
                .literal(time)
                .toByteArray());
        return new ByteSink(2 * hash.length).hex(hash).array();
    }
}
