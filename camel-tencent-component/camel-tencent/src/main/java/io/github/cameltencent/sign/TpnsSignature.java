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
import java.util.Base64;

/**
 * Computes the header {@code Sign} of a TPNS request: Base64 of the hexadecimal digits of HMAC-SHA256 over timestamp,
 * access id and the body bytes that are sent. Immutable and thread-safe.
 */
public final class TpnsSignature {

    private final String accessId;
    private final byte[] accessIdBytes;
    private final Hmac hmac;

    private TpnsSignature(String accessId, Hmac hmac) {
        this.accessId = accessId;
        this.accessIdBytes = accessId.getBytes(StandardCharsets.UTF_8);
        this.hmac = hmac;
    }

    /**
     * Creates a signer for the keys of one application, to be reused.
     *
     * @throws IllegalArgumentException when one of them is empty, contains a line break, or is surrounded by white
     *     space
     */
    public static TpnsSignature of(String accessId, String secretKey) {
        Secrets.bytes("accessId", accessId);
        return new TpnsSignature(accessId, Hmac.sha256(Secrets.bytes("secretKey of the TPNS application", secretKey)));
    }

    /** Signs one request. */
    public static String sign(String accessId, String secretKey, long timestamp, byte[] body) {
        return of(accessId, secretKey).sign(timestamp, body);
    }

    /**
     * Signs one request.
     *
     * @param timestamp Unix seconds; the header {@code TimeStamp} is the same number in decimal
     */
    public String sign(long timestamp, byte[] body) {
        ByteSink head = new ByteSink(32 + accessIdBytes.length).decimal(timestamp);
        return new String(signature(head, body), StandardCharsets.ISO_8859_1);
    }

    /**
     * Checks, in constant time, whether the signature belongs to exactly this timestamp and body; false if an argument
     * is null. The age is not checked.
     */
    public boolean verify(String timestampText, byte[] body, String sign) {
        if (timestampText == null || body == null || sign == null) {
            return false;
        }
        byte[] time = timestampText.getBytes(StandardCharsets.UTF_8);
        byte[] expected = signature(new ByteSink(time.length + accessIdBytes.length).literal(time), body);
        return MessageDigest.isEqual(expected, sign.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signature(ByteSink head, byte[] body) {
        head.literal(accessIdBytes);
        byte[] mac = hmac.of(head.array(), head.length(), body);
        return Base64.getEncoder().encode(new ByteSink(2 * mac.length).hex(mac).array());
    }

    @Override
    public String toString() {
        return "TpnsSignature[accessId=" + accessId + "]";
    }
}
