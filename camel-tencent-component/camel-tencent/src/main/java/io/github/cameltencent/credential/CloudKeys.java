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

/**
 * The keys of the Cloud API that one call is made with, read as one unit from the endpoint or else from its application.
 * Without keys the credential chain is asked.
 *
 * @param scope names what shares places, permits and the retry bucket: the application, or the SecretId of inline keys
 * @param fixed the keys that were given, null for none
 * @param provider gives the keys where none are fixed; null for the credential chain
 * @param region whose resources are meant, null for none
 * @param baseUri replaces the addresses of all products, null for none
 * @param backupBaseUri where calls go while the first address fails, null for nowhere
 * @param rateLimit {@code auto}, {@code off} or a number a second; null for the default
 */
public record CloudKeys(
        String scope,
        CloudCredentials fixed,
        CloudCredentialsProvider provider,
        String region,
        String baseUri,
        String backupBaseUri,
        String rateLimit) {

    /**
     * What an endpoint has of its own, beside the shared options. All may be null.
     *
     * @param credentialsProvider gives the keys instead of secretId and secretKey
     * @param backupBaseUri where calls go while the first address fails
     */
    public record Own(
            String secretId, String sessionToken, CloudCredentialsProvider credentialsProvider, String backupBaseUri) {
        @Override
        public String toString() {
            return "Own";
        }
    }

    /**
     * The keys of an endpoint: its own where it has any, else those of its application.
     *
     * @throws IllegalArgumentException when they are half-filled, or an application is named that has none; its text says
     *     what to do
     */
    public static CloudKeys of(SharedConfiguration options, Own own, Applications applications) {
        boolean fixed = hasAny(own.secretId(), options.getSecretKey(), own.sessionToken());
        if (fixed || own.credentialsProvider() != null) {
            return inline(options, own, fixed, settings(options, applications));
        }
        return named(options, own, part(options, applications));
    }

    /** What an application that is named says beside its keys. */
    private static CloudApplication settings(SharedConfiguration options, Applications applications) {
        CloudApplication part = options.getApplication() == null
                ? null
                : applications.get(options.getApplication()).getCloud();
        return part == null ? new CloudApplication() : part;
    }

    private static CloudKeys inline(SharedConfiguration options, Own own, boolean fixed, CloudApplication part) {
        CloudCredentials credentials = whole(
                "The endpoint", own.secretId(), options.getSecretKey(), own.sessionToken(), own.credentialsProvider());
        return new CloudKeys(
                fixed ? "cloud:" + own.secretId() : KeyTexts.application(options),
                credentials,
                own.credentialsProvider(),
                KeyTexts.first(options.getRegion(), part.getRegion(), options.defaultRegion()),
                KeyTexts.first(options.getBaseUri(), part.getBaseUri()),
                KeyTexts.first(own.backupBaseUri(), part.getBackupBaseUri()),
                KeyTexts.first(options.getRateLimit(), part.getRateLimit(), options.defaultRateLimit()));
    }

    private static CloudKeys named(SharedConfiguration options, Own own, CloudApplication part) {
        CloudCredentials credentials = whole(
                "Application " + KeyTexts.application(options),
                part.getSecretId(),
                part.getSecretKey(),
                part.getSessionToken(),
                part.getCredentialsProvider());
        return new CloudKeys(
                KeyTexts.application(options),
                credentials,
                part.getCredentialsProvider(),
                KeyTexts.first(options.getRegion(), part.getRegion(), options.defaultRegion()),
                KeyTexts.first(options.getBaseUri(), part.getBaseUri()),
                KeyTexts.first(own.backupBaseUri(), part.getBackupBaseUri()),
                KeyTexts.first(options.getRateLimit(), part.getRateLimit(), options.defaultRateLimit()));
    }

    /** An application that is named must be there and have keys; the one that nobody named need not. */
    private static CloudApplication part(SharedConfiguration options, Applications applications) {
        boolean named = options.getApplication() != null;
        TencentApplication application =
                named ? applications.get(options.getApplication()) : applications.find(Applications.DEFAULT);
        CloudApplication part = application == null ? null : application.getCloud();
        if (part == null && named) {
            throw new IllegalArgumentException("Application " + options.getApplication()
                    + " has no keys of the Cloud API: set cloud, with secret-id and secret-key,"
                    + " or with a region alone to use the credential chain");
        }
        return part == null ? new CloudApplication() : part;
    }

    private static CloudCredentials whole(
            String who, String secretId, String secretKey, String sessionToken, CloudCredentialsProvider provider) {
        if (!hasAny(secretId, secretKey, sessionToken)) {
            return null;
        }
        if (provider != null) {
            throw new IllegalArgumentException(
                    who + " has keys of the Cloud API and a credentialsProvider: set one of them");
        }
        if (KeyTexts.isBlank(secretId) || KeyTexts.isBlank(secretKey)) {
            throw new IllegalArgumentException(
                    who + " has " + (KeyTexts.isBlank(secretId) ? "no secretId" : "no secretKey")
                            + ": the Cloud API needs both, from the same place");
        }
        SecretText.require(who, "secretId", secretId);
        SecretText.require(who, "secretKey", secretKey);
        SecretText.require(who, "sessionToken", sessionToken);
        return new CloudCredentials(secretId, secretKey, KeyTexts.isBlank(sessionToken) ? null : sessionToken, null);
    }

    private static boolean hasAny(String... texts) {
        for (String text : texts) {
            if (text != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "CloudKeys[" + scope + "]";
    }
}
