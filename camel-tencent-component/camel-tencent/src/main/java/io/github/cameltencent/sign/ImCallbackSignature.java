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
 * Computes the parameter {@code Sign} of an IM callback: SHA-256 of the token from the console and the parameter {@code
 * RequestTime}, in hexadecimal digits (IM documentation, "Webhook authentication"). It covers neither the command nor
 * the body.
 */
public final class ImCallbackSignature {

    private ImCallbackSignature() {}

    /**
     * Signs one callback.
     *
     * @param requestTime Unix seconds in decimal, as in the parameter
     * @return 64 hexadecimal digits in lower case
     * @throws IllegalArgumentException when the token is empty, contains a line break, or is surrounded by white space
     */
    public static String sign(String token, String requestTime) {
        return new String(signature(token, requestTime), StandardCharsets.ISO_8859_1);
    }

    /**
     * Checks, in constant time, whether the sign belongs to this token and time; false if time or sign is null. The age
     * is not checked.
     *
     * @throws IllegalArgumentException when the token is empty, contains a line break, or is surrounded by white space
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
