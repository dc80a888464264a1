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

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of IM that one call is made with, read as one unit from the endpoint or else from its application. A UserSig
 * is signed with {@code secretKey}, a legacy one with {@code privateKey}.
 *
 * @param scope names what shares places, permits and the retry bucket: the application, or the SDKAppID of inline keys
 * @param secretKey null where there are only the keys of legacy UserSigs
 * @param previousSecretKey accepted when verifying, null for none
 * @param privateKey PEM text or the name of a resource, null for none
 * @param publicKey PEM text or the name of a resource, null for none
 * @param region where the application was made, null for the default
 * @param baseUri replaces the host of the region, null for none
 * @param rateLimit {@code auto}, {@code off} or a number a second; null for the default
 */
public record ImKeys(
        String scope,
        long sdkAppId,
        String secretKey,
        String previousSecretKey,
        String privateKey,
        String publicKey,
        String adminUserId,
        String region,
        String baseUri,
        String rateLimit) {

    /** The administrator that an application has unless it names another. */
    public static final String DEFAULT_ADMIN = "administrator";

    /**
     * The keys of an endpoint that has no options for legacy UserSigs.
     *
     * @throws IllegalArgumentException when there are none, or they are half-filled; its text says what to do
     */
    public static ImKeys of(SharedConfiguration options, Applications applications) {
        return of(options, null, null, applications);
    }

    /**
     * The keys of an endpoint: its own where it has any, else those of its application.
     *
     * @throws IllegalArgumentException when there are none, or they are half-filled; its text says what to do
     */
    public static ImKeys of(
            SharedConfiguration options, String privateKey, String publicKey, Applications applications) {
        return isInline(options, privateKey, publicKey)
                ? inline(options, privateKey, publicKey)
                : named(options, part(options, applications));
    }

    /** Whether the endpoint brings keys of IM of its own. */
    public static boolean isInline(SharedConfiguration options, String privateKey, String publicKey) {
        return options.getSdkAppId() != null
                || (options.getSecretKey() != null && options.getAccessId() == null)
                || privateKey != null
                || publicKey != null;
    }

    /** The part for IM of the application that the endpoint names. */
    static ImApplication part(SharedConfiguration options, Applications applications) {
        ImApplication part = applications.get(options.getApplication()).getIm();
        if (part == null) {
            throw new IllegalArgumentException("Application " + KeyTexts.application(options)
                    + " has no keys of IM: set im, with sdk-app-id and secret-key");
        }
        return part;
    }

    static ImKeys named(SharedConfiguration options, ImApplication part) {
        return whole(
                "Application " + KeyTexts.application(options),
                part.getSdkAppId(),
                new ImKeys(
                        KeyTexts.application(options),
                        part.getSdkAppId() == null ? 0 : part.getSdkAppId(),
                        part.getSecretKey(),
                        part.getPreviousSecretKey(),
                        part.getPrivateKey(),
                        part.getPublicKey(),
                        admin(options.getAdminUserId(), part.getAdminUserId()),
                        KeyTexts.first(options.getRegion(), part.getRegion(), options.defaultRegion()),
                        KeyTexts.first(options.getBaseUri(), part.getBaseUri()),
                        KeyTexts.first(options.getRateLimit(), part.getRateLimit(), options.defaultRateLimit())));
    }

    private static ImKeys inline(SharedConfiguration options, String privateKey, String publicKey) {
        return whole(
                "The endpoint",
                options.getSdkAppId(),
                new ImKeys(
                        "im:" + options.getSdkAppId(),
                        options.getSdkAppId() == null ? 0 : options.getSdkAppId(),
                        options.getSecretKey(),
                        null,
                        privateKey,
                        publicKey,
                        admin(options.getAdminUserId(), null),
                        KeyTexts.first(options.getRegion(), options.defaultRegion()),
                        options.getBaseUri(),
                        KeyTexts.first(options.getRateLimit(), options.defaultRateLimit())));
    }

    private static ImKeys whole(String who, Long sdkAppId, ImKeys keys) {
        boolean keyless = KeyTexts.isBlank(keys.secretKey)
                && KeyTexts.isBlank(keys.privateKey)
                && KeyTexts.isBlank(keys.publicKey);
        if (sdkAppId == null || keyless) {
            throw new IllegalArgumentException(who + " has "
                    + (sdkAppId == null ? "no sdkAppId" : "no secretKey (nor privateKey or publicKey)")
                    + ": IM needs an sdkAppId and a key, from the same place");
        }
        SecretText.require(who, "secretKey", keys.secretKey);
        SecretText.require(who, "previousSecretKey", keys.previousSecretKey);
        return keys;
    }

    private static String admin(String wanted, String otherwise) {
        return !KeyTexts.isBlank(wanted) ? wanted : !KeyTexts.isBlank(otherwise) ? otherwise : DEFAULT_ADMIN;
    }

    /** Whether there is a key that a UserSig can be made and checked with. */
    public boolean hasSecretKey() {
        return !KeyTexts.isBlank(secretKey);
    }

    /** Whether there is a key that earlier UserSigs were made with. */
    public boolean hasPreviousSecretKey() {
        return !KeyTexts.isBlank(previousSecretKey);
    }

    /** Whether there is a key that a legacy UserSig can be made with. */
    public boolean hasPrivateKey() {
        return !KeyTexts.isBlank(privateKey);
    }

    /** Whether there is a key that a legacy UserSig can be checked with. */
    public boolean hasPublicKey() {
        return !KeyTexts.isBlank(publicKey);
    }

    @Override
    public String toString() {
        List<String> has = new ArrayList<>();
        if (hasSecretKey()) {
            has.add("secretKey");
        }
        if (hasPreviousSecretKey()) {
            has.add("previousSecretKey");
        }
        if (hasPrivateKey()) {
            has.add("privateKey");
        }
        if (hasPublicKey()) {
            has.add("publicKey");
        }
        return "ImKeys[" + scope + ", " + sdkAppId + ", has " + has + "]";
    }
}
