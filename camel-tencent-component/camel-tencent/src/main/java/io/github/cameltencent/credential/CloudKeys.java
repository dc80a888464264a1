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
 * The Cloud API keys of a call, and the settings that belong to them: all from the endpoint, or all from its
 * application. Without keys the credential chain is used.
 *
 * @param scope the key of the shared limits (calls in flight, rate, retries): the application, or the SecretId of
 *     inline keys
 * @param fixed the configured keys, null for none
 * @param provider loads the keys if none are configured; null for the credential chain
 * @param region the region of the resources, null for none
 * @param baseUri replaces the addresses of all products, null for none
 * @param backupBaseUri the backup address, null for none
 * @param rateLimit {@code auto}, {@code off} or calls per second; null for the default
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
     * The options of a Cloud API endpoint beside the common ones. All may be null.
     *
     * @param credentialsProvider loads the keys instead of secretId and secretKey
     * @param backupBaseUri the backup address
     */
    public record EndpointKeys(
            String secretId, String sessionToken, CloudCredentialsProvider credentialsProvider, String backupBaseUri) {
        @Override
        public String toString() {
            return "EndpointKeys";
        }
    }

    /**
     * Returns the keys of an endpoint: its own if it has any, otherwise those of its application.
     *
     * @throws IllegalArgumentException when they are incomplete, or the named application has none; the message says
     *     what to do
     */
    public static CloudKeys of(EndpointOptions options, EndpointKeys endpoint, Applications applications) {
        boolean fixed = hasAny(endpoint.secretId(), options.getSecretKey(), endpoint.sessionToken());
        if (fixed || endpoint.credentialsProvider() != null) {
            return inline(options, endpoint, fixed, settings(options, applications));
        }
        return named(options, endpoint, part(options, applications));
    }

    /** Returns the settings of a named application beside its keys. */
    private static CloudApplication settings(EndpointOptions options, Applications applications) {
        CloudApplication part = options.getApplication() == null
                ? null
                : applications.get(options.getApplication()).getCloud();
        return part == null ? new CloudApplication() : part;
    }

    private static CloudKeys inline(
            EndpointOptions options, EndpointKeys endpoint, boolean fixed, CloudApplication part) {
        CloudCredentials credentials = credentials(
                "The endpoint",
                endpoint.secretId(),
                options.getSecretKey(),
                endpoint.sessionToken(),
                endpoint.credentialsProvider());
        return new CloudKeys(
                fixed ? "cloud:" + endpoint.secretId() : KeyLookup.application(options),
                credentials,
                endpoint.credentialsProvider(),
                KeyLookup.first(options.getRegion(), part.getRegion(), options.defaultRegion()),
                KeyLookup.first(options.getBaseUri(), part.getBaseUri()),
                KeyLookup.first(endpoint.backupBaseUri(), part.getBackupBaseUri()),
                KeyLookup.first(options.getRateLimit(), part.getRateLimit(), options.defaultRateLimit()));
    }

    private static CloudKeys named(EndpointOptions options, EndpointKeys endpoint, CloudApplication part) {
        CloudCredentials credentials = credentials(
                "Application " + KeyLookup.application(options),
                part.getSecretId(),
                part.getSecretKey(),
                part.getSessionToken(),
                part.getCredentialsProvider());
        SecretValidator.require(
                "Application " + KeyLookup.application(options), "previousSecretKey", part.getPreviousSecretKey());
        return new CloudKeys(
                KeyLookup.application(options),
                credentials,
                part.getCredentialsProvider(),
                KeyLookup.first(options.getRegion(), part.getRegion(), options.defaultRegion()),
                KeyLookup.first(options.getBaseUri(), part.getBaseUri()),
                KeyLookup.first(endpoint.backupBaseUri(), part.getBackupBaseUri()),
                KeyLookup.first(options.getRateLimit(), part.getRateLimit(), options.defaultRateLimit()));
    }

    /** A named application must exist and have a part for the Cloud API; the default application need not. */
    private static CloudApplication part(EndpointOptions options, Applications applications) {
        boolean named = options.getApplication() != null;
        TencentApplication application =
                named ? applications.get(options.getApplication()) : applications.find(Applications.DEFAULT);
        CloudApplication part = application == null ? null : application.getCloud();
        if (part == null && named) {
            throw new IllegalArgumentException(
                    "Application " + options.getApplication()
                            + " has no keys for the Cloud API: set cloud with secret-id and secret-key, or only a region to use the credential chain");
        }
        return part == null ? new CloudApplication() : part;
    }

    private static CloudCredentials credentials(
            String who, String secretId, String secretKey, String sessionToken, CloudCredentialsProvider provider) {
        if (!hasAny(secretId, secretKey, sessionToken)) {
            return null;
        }
        if (provider != null) {
            throw new IllegalArgumentException(
                    who + " has keys for the Cloud API and a credentialsProvider: set one of them");
        }
        if (KeyLookup.isBlank(secretId) || KeyLookup.isBlank(secretKey)) {
            throw new IllegalArgumentException(
                    who + " has " + (KeyLookup.isBlank(secretId) ? "no secretId" : "no secretKey")
                            + ": the Cloud API needs both: set them together on the endpoint or in the application");
        }
        SecretValidator.require(who, "secretId", secretId);
        SecretValidator.require(who, "secretKey", secretKey);
        SecretValidator.require(who, "sessionToken", sessionToken);
        return new CloudCredentials(secretId, secretKey, KeyLookup.isBlank(sessionToken) ? null : sessionToken, null);
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
