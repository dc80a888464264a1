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
package io.github.cameltencent.signing;

import io.github.cameltencent.credential.ApplicationSource;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.sign.TpnsSignature;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;

/**
 * Caches the signature objects of the keys of a signer or verifier, and replaces them when the keys change.
 * Thread-safe.
 */
final class TpnsSignatureCache {

    private final EndpointOptions options;
    private String platform;

    // written by any thread that finds it outdated
    private volatile Cached cached = new Cached(Map.of(), Map.of());

    TpnsSignatureCache(EndpointOptions options) {
        this.options = options;
    }

    String getPlatform() {
        return platform;
    }

    void setPlatform(String platform) {
        this.platform = platform;
    }

    /** Returns the pair to sign with. */
    Pair one(CamelContext context) {
        Collection<Pair> pairs = all(context);
        if (pairs.size() > 1) {
            throw new IllegalArgumentException("Application " + options.getApplication()
                    + " has keys for several platforms: set platform to android or ios");
        }
        return pairs.iterator().next();
    }

    /**
     * Returns the pairs that a signature may be made with: that of the platform, or those of all platforms if none is
     * set.
     */
    Collection<Pair> all(CamelContext context) {
        Map<String, TpnsKeys> keys = TpnsKeys.of(options, ApplicationSource.in(context), platformKey());
        Cached now = cached;
        if (!now.keys.equals(keys)) {
            now = Cached.of(keys);
            cached = now;
        }
        if (platformKey() == null) {
            return now.pairs.values();
        }
        Pair pair = now.pairs.get(platformKey());
        if (pair == null) {
            throw new IllegalArgumentException("The application has no TPNS keys for " + platform + ", only for "
                    + now.pairs.keySet() + ": set tpns[" + platform + "]");
        }
        return List.of(pair);
    }

    private String platformKey() {
        return platform == null || platform.isBlank() ? null : platform.toLowerCase(Locale.ROOT);
    }

    /**
     * A pair of keys with its signature objects.
     *
     * @param previous the signature of the previous key, null for none
     */
    record Pair(String accessId, TpnsSignature signature, TpnsSignature previous) {

        static Pair of(TpnsKeys keys) {
            String previousKey = keys.previousSecretKey();
            return new Pair(
                    keys.accessId(),
                    TpnsSignature.of(keys.accessId(), keys.secretKey()),
                    previousKey == null ? null : TpnsSignature.of(keys.accessId(), previousKey));
        }

        boolean verify(String time, byte[] body, String sign) {
            return signature.verify(time, body, sign) || previous != null && previous.verify(time, body, sign);
        }
    }

    private record Cached(Map<String, TpnsKeys> keys, Map<String, Pair> pairs) {

        static Cached of(Map<String, TpnsKeys> keys) {
            Map<String, Pair> pairs = new TreeMap<>();
            keys.forEach((platform, key) -> pairs.put(platform, Pair.of(key)));
            return new Cached(keys, pairs);
        }
    }
}
