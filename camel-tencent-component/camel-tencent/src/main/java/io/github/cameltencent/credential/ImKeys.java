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
 * The IM keys of a call, and the settings that belong to them: all from the endpoint, or all from its application. A
 * current UserSig is signed with {@code secretKey}, a legacy one with {@code privateKey}.
 *
 * @param scope the key of the shared limits (calls in flight, rate, retries): the application, or the SDKAppID of
 *     inline keys
 * @param secretKey null if there are only keys of legacy UserSigs
 * @param previousSecretKey still accepted when verifying, null for none
 * @param privateKey PEM text or a resource name, null for none
 * @param publicKey PEM text or a resource name, null for none
 * @param region where the application was created, null for the default
 * @param baseUri replaces the host of the region, null for none
 * @param rateLimit {@code auto}, {@code off} or calls per second; null for the default
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

    /** The default administrator of an application. */
    public static final String DEFAULT_ADMIN = "administrator";

    /**
     * Returns the keys of an endpoint without options for legacy UserSigs.
     *
     * @throws IllegalArgumentException when there are none, or they are incomplete; the message says what to do
     */
    public static ImKeys of(EndpointOptions options, Applications applications) {
        return of(options, null, null, applications);
    }

    /**
     * Returns the keys of an endpoint: its own if it has any, otherwise those of its application.
     *
     * @throws IllegalArgumentException when there are none, or they are incomplete; the message says what to do
     */
    public static ImKeys of(EndpointOptions options, String privateKey, String publicKey, Applications applications) {
        return isInline(options, privateKey, publicKey)
                ? inline(options, privateKey, publicKey)
                : named(options, part(options, applications));
    }

    /** Whether the endpoint has inline keys of IM. */
    public static boolean isInline(EndpointOptions options, String privateKey, String publicKey) {
        return options.getSdkAppId() != null
                || (options.getSecretKey() != null && options.getAccessId() == null)
                || privateKey != null
                || publicKey != null;
    }

    /** Returns the IM part of the application of the endpoint. */
    static ImApplication part(EndpointOptions options, Applications applications) {
        ImApplication part = applications.get(options.getApplication()).getIm();
        if (part == null) {
            throw new IllegalArgumentException("Application " + KeyLookup.application(options)
                    + " has no keys for IM: set im with sdk-app-id and secret-key");
        }
        return part;
    }

    static ImKeys named(EndpointOptions options, ImApplication part) {
        return requireComplete(
                "Application " + KeyLookup.application(options),
                part.getSdkAppId(),
                new ImKeys(
                        KeyLookup.application(options),
                        part.getSdkAppId() == null ? 0 : part.getSdkAppId(),
                        part.getSecretKey(),
                        part.getPreviousSecretKey(),
                        part.getPrivateKey(),
                        part.getPublicKey(),
                        admin(options.getAdminUserId(), part.getAdminUserId()),
                        KeyLookup.first(options.getRegion(), part.getRegion(), options.defaultRegion()),
                        KeyLookup.first(options.getBaseUri(), part.getBaseUri()),
                        KeyLookup.first(options.getRateLimit(), part.getRateLimit(), options.defaultRateLimit())));
    }

    private static ImKeys inline(EndpointOptions options, String privateKey, String publicKey) {
        return requireComplete(
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
                        KeyLookup.first(options.getRegion(), options.defaultRegion()),
                        options.getBaseUri(),
                        KeyLookup.first(options.getRateLimit(), options.defaultRateLimit())));
    }

    private static ImKeys requireComplete(String who, Long sdkAppId, ImKeys keys) {
        boolean withoutKey = KeyLookup.isBlank(keys.secretKey)
                && KeyLookup.isBlank(keys.privateKey)
                && KeyLookup.isBlank(keys.publicKey);
        if (sdkAppId == null || withoutKey) {
            throw new IllegalArgumentException(who + " has "
                    + (sdkAppId == null ? "no sdkAppId" : "no secretKey (nor privateKey or publicKey)")
                    + ": IM needs an sdkAppId and a key: set them together on the endpoint or in the application");
        }
        SecretValidator.require(who, "secretKey", keys.secretKey);
        SecretValidator.require(who, "previousSecretKey", keys.previousSecretKey);
        SecretValidator.requireResolved(who, "adminUserId", keys.adminUserId);
        return keys;
    }

    private static String admin(String preferred, String fallback) {
        return !KeyLookup.isBlank(preferred) ? preferred : !KeyLookup.isBlank(fallback) ? fallback : DEFAULT_ADMIN;
    }

    /** Whether there is a key to sign and verify current UserSigs. */
    public boolean hasSecretKey() {
        return !KeyLookup.isBlank(secretKey);
    }

    /** Whether there is a previous key to verify current UserSigs. */
    public boolean hasPreviousSecretKey() {
        return !KeyLookup.isBlank(previousSecretKey);
    }

    /** Whether there is a key to sign legacy UserSigs. */
    public boolean hasPrivateKey() {
        return !KeyLookup.isBlank(privateKey);
    }

    /** Whether there is a key to verify legacy UserSigs. */
    public boolean hasPublicKey() {
        return !KeyLookup.isBlank(publicKey);
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
