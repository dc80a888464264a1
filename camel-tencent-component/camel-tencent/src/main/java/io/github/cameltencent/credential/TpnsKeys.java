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
 * The keys of TPNS that one call is made with, read as one unit from the endpoint or else from its application.
 *
 * @param scope names what shares places, permits and the retry bucket: the application, or the AccessId of inline keys
 * @param platform {@code android} or {@code ios}
 * @param previousSecretKey accepted when verifying, null for none
 * @param region the access point, null for the default
 * @param baseUri replaces the access point, null for none
 * @param rateLimit {@code auto}, {@code off} or a number a second; null for the default
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

    /** The platform that an inline pair is for when nobody says. */
    private static final String INLINE_PLATFORM = "android";

    /**
     * The keys by platform that an endpoint has: a single pair where they are inline, else those of its application.
     *
     * @return never empty, ordered by platform
     * @throws IllegalArgumentException when there are none, or one is half-filled; its text says what to do
     */
    public static Map<String, TpnsKeys> of(SharedConfiguration options, Applications applications, String platform) {
        Map<String, TpnsKeys> keys = new TreeMap<>();
        if (isInline(options)) {
            String of = platform == null || "all".equals(platform) ? INLINE_PLATFORM : platform;
            keys.put(of, inline(options, of));
            return keys;
        }
        String name = KeyTexts.application(options);
        applications.get(options.getApplication()).getTpns().forEach((key, part) -> {
            String of = key.toLowerCase(Locale.ROOT);
            if (!of.equals("android") && !of.equals("ios")) {
                throw new IllegalArgumentException(
                        "Application " + name + " has keys for tpns[" + key + "]: TPNS has android and ios");
            }
            keys.put(of, named(options, name, of, part));
        });
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Application " + name
                    + " has no keys of TPNS: set tpns[android] or tpns[ios], with access-id and secret-key");
        }
        return keys;
    }

    /** Whether the endpoint brings a TPNS pair of its own. */
    public static boolean isInline(SharedConfiguration options) {
        return options.getAccessId() != null || (options.getSecretKey() != null && options.getSdkAppId() == null);
    }

    private static TpnsKeys inline(SharedConfiguration options, String platform) {
        requireWhole("The endpoint", options.getAccessId(), options.getSecretKey());
        return new TpnsKeys(
                "tpns:" + options.getAccessId(),
                platform,
                options.getAccessId(),
                options.getSecretKey(),
                null,
                KeyTexts.first(options.getRegion(), options.defaultRegion()),
                options.getBaseUri(),
                KeyTexts.first(options.getRateLimit(), options.defaultRateLimit()));
    }

    private static TpnsKeys named(SharedConfiguration options, String name, String platform, TpnsApplication part) {
        String who = "Application " + name + " for tpns[" + platform + "]";
        requireWhole(who, part.getAccessId(), part.getSecretKey());
        SecretText.require(who, "previousSecretKey", part.getPreviousSecretKey());
        return new TpnsKeys(
                name,
                platform,
                part.getAccessId(),
                part.getSecretKey(),
                KeyTexts.isBlank(part.getPreviousSecretKey()) ? null : part.getPreviousSecretKey(),
                KeyTexts.first(options.getRegion(), part.getRegion(), options.defaultRegion()),
                KeyTexts.first(options.getBaseUri(), part.getBaseUri()),
                KeyTexts.first(options.getRateLimit(), part.getRateLimit(), options.defaultRateLimit()));
    }

    private static void requireWhole(String who, String accessId, String secretKey) {
        if (KeyTexts.isBlank(accessId) || KeyTexts.isBlank(secretKey)) {
            throw new IllegalArgumentException(
                    who + " has " + (KeyTexts.isBlank(accessId) ? "no accessId" : "no secretKey")
                            + ": TPNS needs both, from the same place");
        }
        SecretText.require(who, "accessId", accessId);
        SecretText.require(who, "secretKey", secretKey);
    }

    @Override
    public String toString() {
        return "TpnsKeys[" + scope + ", " + platform + "]";
    }
}
