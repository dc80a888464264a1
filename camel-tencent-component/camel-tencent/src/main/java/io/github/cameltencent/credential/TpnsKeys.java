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
package io.github.cameltencent.credential;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The TPNS keys of a call, and the settings that belong to them: all from the endpoint, or all from its application.
 *
 * @param scope the key of the shared limits (calls in flight, rate, retries): the application, or the AccessId of
 *     inline keys
 * @param platform {@code android} or {@code ios}
 * @param previousSecretKey still accepted when verifying, null for none
 * @param region the access point, null for the default
 * @param baseUri replaces the access point, null for none
 * @param rateLimit {@code auto}, {@code off} or calls per second; null for the default
 */
public record TpnsKeys(
        String scope,
        String platform,
        String accessId,
        String secretKey,
        String previousSecretKey,
        String region,
        String baseUri,
        String rateLimit) {

    /** The default platform of inline keys. */
    private static final String INLINE_PLATFORM = "android";

    /**
     * Returns the keys of an endpoint by platform: one pair if they are inline, otherwise those of its application.
     *
     * @return never empty, ordered by platform
     * @throws IllegalArgumentException when there are none, or one pair is incomplete; the message says what to do
     */
    public static Map<String, TpnsKeys> of(EndpointOptions options, Applications applications, String platform) {
        Map<String, TpnsKeys> keys = new TreeMap<>();
        if (isInline(options)) {
            String of = platform == null || "all".equals(platform) ? INLINE_PLATFORM : platform;
            keys.put(of, inline(options, of));
            return keys;
        }
        String name = KeyLookup.application(options);
        applications.get(options.getApplication()).getTpns().forEach((key, part) -> {
            String of = key.toLowerCase(Locale.ROOT);
            if (!of.equals("android") && !of.equals("ios")) {
                throw new IllegalArgumentException(
                        "Application " + name + " has keys for tpns[" + key + "]: use tpns[android] or tpns[ios]");
            }
            keys.put(of, named(options, name, of, part));
        });
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Application " + name
                    + " has no keys for TPNS: set tpns[android] or tpns[ios] with access-id and secret-key");
        }
        return keys;
    }

    /** Whether the endpoint has inline keys of TPNS. */
    public static boolean isInline(EndpointOptions options) {
        return options.getAccessId() != null || (options.getSecretKey() != null && options.getSdkAppId() == null);
    }

    private static TpnsKeys inline(EndpointOptions options, String platform) {
        requireComplete("The endpoint", options.getAccessId(), options.getSecretKey());
        return new TpnsKeys(
                "tpns:" + options.getAccessId(),
                platform,
                options.getAccessId(),
                options.getSecretKey(),
                null,
                KeyLookup.first(options.getRegion(), options.defaultRegion()),
                options.getBaseUri(),
                KeyLookup.first(options.getRateLimit(), options.defaultRateLimit()));
    }

    private static TpnsKeys named(EndpointOptions options, String name, String platform, TpnsApplication part) {
        String who = "Application " + name + " for tpns[" + platform + "]";
        requireComplete(who, part.getAccessId(), part.getSecretKey());
        SecretValidator.require(who, "previousSecretKey", part.getPreviousSecretKey());
        return new TpnsKeys(
                name,
                platform,
                part.getAccessId(),
                part.getSecretKey(),
                KeyLookup.isBlank(part.getPreviousSecretKey()) ? null : part.getPreviousSecretKey(),
                KeyLookup.first(options.getRegion(), part.getRegion(), options.defaultRegion()),
                KeyLookup.first(options.getBaseUri(), part.getBaseUri()),
                KeyLookup.first(options.getRateLimit(), part.getRateLimit(), options.defaultRateLimit()));
    }

    private static void requireComplete(String who, String accessId, String secretKey) {
        if (KeyLookup.isBlank(accessId) || KeyLookup.isBlank(secretKey)) {
            throw new IllegalArgumentException(
                    who + " has " + (KeyLookup.isBlank(accessId) ? "no accessId" : "no secretKey")
                            + ": TPNS needs both: set them together on the endpoint or in the application");
        }
        SecretValidator.require(who, "accessId", accessId);
        SecretValidator.require(who, "secretKey", secretKey);
    }

    @Override
    public String toString() {
        return "TpnsKeys[" + scope + ", " + platform + "]";
    }
}
