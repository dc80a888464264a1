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

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 with one key. Thread-safe: each MAC under way has a {@link Mac} of its own, already keyed. */
final class HmacSha256 {

    static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final BoundedPool<Mac> macs;

    HmacSha256(byte[] key) {
        SecretKeySpec spec = new SecretKeySpec(key, ALGORITHM);
        macs = new BoundedPool<>(() -> keyed(spec), mac -> {});
    }

    private static Mac keyed(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    byte[] of(byte[] text, int length) {
        Mac mac = macs.take();
        mac.update(text, 0, length);
        return finish(mac);
    }

    byte[] of(byte[] head, int headLength, byte[] rest) {
        Mac mac = macs.take();
        mac.update(head, 0, headLength);
        mac.update(rest);
        return finish(mac);
    }

    private byte[] finish(Mac mac) {
        byte[] result = mac.doFinal();
        macs.give(mac);
        return result;
    }
}
