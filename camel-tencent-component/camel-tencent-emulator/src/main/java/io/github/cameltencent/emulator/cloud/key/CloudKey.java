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
package io.github.cameltencent.emulator.cloud.key;

import io.github.cameltencent.emulator.cloud.request.HashFunctions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A SecretId with its key; temporary ones have a token and an expiry. Thread-safe. */
public final class CloudKey {

    private static final int DERIVED_KEPT = 256;

    private final String id;
    private final byte[] secret;
    private final String token;
    private final Instant end;
    private final Map<String, byte[]> derived = new ConcurrentHashMap<>();

    public CloudKey(String id, String secret, String token, Instant end) {
        this.id = id;
        this.secret = HashFunctions.utf8(secret);
        this.token = token;
        this.end = end;
    }

    public String id() {
        return id;
    }

    public boolean temporary() {
        return token != null;
    }

    public boolean isExpiredAt(Instant now) {
        return end != null && !now.isBefore(end);
    }

    public Instant end() {
        return end;
    }

    public boolean hasToken(String given) {
        return HashFunctions.same(token == null ? "" : token, given == null ? "" : given);
    }

    /** The derived signing key of TC3; cached, as it depends only on date and service. */
    public byte[] tc3Key(String date, String service) {
        String scope = date + '/' + service;
        byte[] key = derived.get(scope);
        if (key == null) {
            if (derived.size() >= DERIVED_KEPT) {
                derived.clear();
            }
            key = tc3Key("TC3", date, service);
            derived.put(scope, key);
        }
        return key;
    }

    /** The signing key with another prefix, for diagnosing wrong signatures. */
    public byte[] tc3Key(String prefix, String date, String service) {
        byte[] start = new byte[prefix.length() + secret.length];
        System.arraycopy(HashFunctions.utf8(prefix), 0, start, 0, prefix.length());
        System.arraycopy(secret, 0, start, prefix.length(), secret.length);
        byte[] ofDate = HashFunctions.hmac(HashFunctions.SHA256, start, HashFunctions.utf8(date));
        return HashFunctions.hmac(HashFunctions.hmac(ofDate, service), "tc3_request");
    }

    public byte[] hmac(String algorithm, byte[] text) {
        return HashFunctions.hmac(algorithm, secret, text);
    }
}
