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
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.sign.TpnsSignature;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;

/** The signatures of the pairs that a processor has, made anew when the keys were replaced. Thread-safe. */
final class TpnsSignatures {

    private final SharedConfiguration options;
    private String platform;

    // written by any thread that finds it out of date
    private volatile Held held = new Held(Map.of(), Map.of());

    TpnsSignatures(SharedConfiguration options) {
        this.options = options;
    }

    String getPlatform() {
        return platform;
    }

    void setPlatform(String platform) {
        this.platform = platform;
    }

    /** The one pair to sign with. */
    Pair one(CamelContext context) {
        Collection<Pair> pairs = all(context);
        if (pairs.size() > 1) {
            throw new IllegalArgumentException("Application " + options.getApplication()
                    + " has keys for several platforms: set platform to android or ios");
        }
        return pairs.iterator().next();
    }

    /** The pairs that a signature may be of: that of the platform, or of all platforms where none was set. */
    Collection<Pair> all(CamelContext context) {
        Map<String, TpnsKeys> keys = TpnsKeys.of(options, ApplicationSource.in(context), wanted());
        Held now = held;
        if (!now.keys.equals(keys)) {
            now = Held.of(keys);
            held = now;
        }
        if (wanted() == null) {
            return now.pairs.values();
        }
        Pair pair = now.pairs.get(wanted());
        if (pair == null) {
            throw new IllegalArgumentException("There are no keys of TPNS for " + platform + ", only for "
                    + now.pairs.keySet() + ": set tpns[" + platform + "]");
        }
        return List.of(pair);
    }

    private String wanted() {
        return platform == null || platform.isBlank() ? null : platform.toLowerCase(Locale.ROOT);
    }

    /**
     * A pair, ready to sign with.
     *
     * @param previous that of the key before, null for none
     */
    record Pair(String accessId, TpnsSignature signature, TpnsSignature previous) {

        static Pair of(TpnsKeys keys) {
            String before = keys.previousSecretKey();
            return new Pair(
                    keys.accessId(),
                    TpnsSignature.of(keys.accessId(), keys.secretKey()),
                    before == null ? null : TpnsSignature.of(keys.accessId(), before));
        }

        boolean verify(String time, byte[] body, String sign) {
            return signature.verify(time, body, sign) || previous != null && previous.verify(time, body, sign);
        }
    }

    private record Held(Map<String, TpnsKeys> keys, Map<String, Pair> pairs) {

        static Held of(Map<String, TpnsKeys> keys) {
            Map<String, Pair> pairs = new TreeMap<>();
            keys.forEach((platform, key) -> pairs.put(platform, Pair.of(key)));
            return new Held(keys, pairs);
        }
    }
}
