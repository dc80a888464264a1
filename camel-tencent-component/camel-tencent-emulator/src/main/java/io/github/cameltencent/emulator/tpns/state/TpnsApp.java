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
package io.github.cameltencent.emulator.tpns.state;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A TPNS application: AccessId and SecretKey of one platform. */
public final class TpnsApp {

    private final String accessId;
    private final boolean ios;
    private final byte[] basic;
    private final Mac keyed;

    public TpnsApp(String accessId, String secretKey, boolean ios) {
        this.accessId = accessId;
        this.ios = ios;
        this.basic = encoded(accessId, secretKey).getBytes(StandardCharsets.US_ASCII);
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String accessId() {
        return accessId;
    }

    public boolean ios() {
        return ios;
    }

    public String platform() {
        return ios ? "ios" : "android";
    }

    public boolean basicMatches(String base64) {
        return MessageDigest.isEqual(basic, base64.getBytes(StandardCharsets.UTF_8));
    }

    public boolean hasSecretKey(String secretKey) {
        return basicMatches(encoded(accessId, secretKey));
    }

    /** The credentials for Basic authorization. */
    public String basic() {
        return new String(basic, StandardCharsets.US_ASCII);
    }

    private static String encoded(String accessId, String secretKey) {
        return Base64.getEncoder().encodeToString((accessId + ":" + secretKey).getBytes(StandardCharsets.UTF_8));
    }

    /** The expected {@code Sign}. */
    public byte[] sign(String timestamp, byte[] body) {
        String hex = HexFormat.of().formatHex(mac(timestamp + accessId, body));
        return Base64.getEncoder().encode(hex.getBytes(StandardCharsets.US_ASCII));
    }

    public byte[] mac(String before, byte[] body) {
        Mac mac;
        try {
            // a clone keeps the key schedule, which is most of the work for small bodies
            mac = (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
        mac.update(before.getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(body);
    }
}
