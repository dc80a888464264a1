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
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.sign.CloudSignatureTc3;
import io.github.cameltencent.sign.CloudSignatureV1;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;

/**
 * Caches the signature objects of the keys of a signer or verifier, and replaces them when the keys change.
 * Thread-safe.
 */
final class CloudSignatureCache {

    private final EndpointOptions options;
    private String secretId;
    private String sessionToken;

    // null until the first call; written by any thread that finds it outdated
    private volatile SigningKeys cached;

    CloudSignatureCache(EndpointOptions options) {
        this.options = options;
    }

    String getSecretId() {
        return secretId;
    }

    void setSecretId(String secretId) {
        this.secretId = secretId;
    }

    String getSessionToken() {
        return sessionToken;
    }

    void setSessionToken(String sessionToken) {
        this.sessionToken = sessionToken;
    }

    /** Returns the current keys. * @throws IllegalArgumentException when there are no keys, or they are incomplete */
    SigningKeys current(CamelContext context) {
        CloudApplication part = isInline() ? null : part(ApplicationSource.in(context));
        CloudCredentials credentials = part == null
                ? new CloudCredentials(secretId, options.getSecretKey(), sessionToken, null)
                : credentials(part);
        CloudCredentials previous = part == null ? null : previous(part);
        String region = options.getRegion() != null || part == null ? options.getRegion() : part.getRegion();
        SigningKeys now = cached;
        if (now == null
                || !now.credentials.equals(credentials)
                || !Objects.equals(now.previousCredentials(), previous)) {
            now = SigningKeys.of(credentials, region, previous == null ? null : SigningKeys.of(previous, region, null));
            cached = now;
        }
        return Objects.equals(now.region, region) ? now : now.in(region);
    }

    private boolean isInline() {
        return secretId != null || options.getSecretKey() != null || sessionToken != null;
    }

    private CloudApplication part(Applications applications) {
        CloudApplication part = applications.get(options.getApplication()).getCloud();
        if (part == null) {
            throw new IllegalArgumentException("Application " + name()
                    + " has no keys for the Cloud API: set cloud.secret-id and cloud.secret-key");
        }
        return part;
    }

    // a provider may block, and a processor must not
    private CloudCredentials credentials(CloudApplication part) {
        if (part.getSecretId() == null && part.getCredentialsProvider() != null) {
            throw new IllegalArgumentException("Application " + name()
                    + " has a credentialsProvider, which may block; signing processors need secretId and secretKey");
        }
        return new CloudCredentials(part.getSecretId(), part.getSecretKey(), part.getSessionToken(), null);
    }

    /** Returns the previous keys, which are still accepted when verifying, or null. */
    private static CloudCredentials previous(CloudApplication part) {
        String key = part.getPreviousSecretKey();
        String id = part.getPreviousSecretId() == null ? part.getSecretId() : part.getPreviousSecretId();
        return key == null || key.isBlank() ? null : CloudCredentials.of(id, key);
    }

    private String name() {
        return options.getApplication() == null ? Applications.DEFAULT : options.getApplication();
    }

    /**
     * A pair of keys with its signature objects, and the region of the calls.
     *
     * @param previous the previous pair, still accepted when verifying; null for none
     */
    record SigningKeys(
            CloudCredentials credentials,
            String region,
            CloudSignatureTc3 tc3,
            CloudSignatureV1 sha1,
            CloudSignatureV1 sha256,
            SigningKeys previous) {

        static SigningKeys of(CloudCredentials credentials, String region, SigningKeys previous) {
            return new SigningKeys(
                    credentials,
                    region,
                    CloudSignatureTc3.of(credentials.secretId(), credentials.secretKey()),
                    CloudSignatureV1.of(credentials.secretKey(), CloudSignatureV1.HMAC_SHA1),
                    CloudSignatureV1.of(credentials.secretKey(), CloudSignatureV1.HMAC_SHA256),
                    previous);
        }

        SigningKeys in(String other) {
            return new SigningKeys(credentials, other, tc3, sha1, sha256, previous);
        }

        private CloudCredentials previousCredentials() {
            return previous == null ? null : previous.credentials;
        }

        /**
         * Returns the pairs that a call may be signed with.
         *
         * @param token the session token of the call, null for none
         * @throws io.github.cameltencent.TencentException AUTH when there are none
         */
        List<SigningKeys> of(String secretId, String token) {
            List<SigningKeys> all = previous == null ? List.of(this) : List.of(this, previous);
            List<SigningKeys> known = all.stream()
                    .filter(one -> one.credentials.secretId().equals(secretId))
                    .toList();
            if (known.isEmpty()) {
                throw IncomingCloudCall.refused("SecretIdNotFound", "The SecretId is not that of the application");
            }
            List<SigningKeys> matching =
                    known.stream().filter(one -> one.hasToken(token)).toList();
            if (matching.isEmpty()) {
                throw IncomingCloudCall.refused("TokenFailure", "The token does not belong to the SecretId");
            }
            return matching;
        }

        private boolean hasToken(String token) {
            String expected = credentials.sessionToken();
            return expected == null || token == null
                    ? expected == null && token == null
                    : MessageDigest.isEqual(
                            expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        }

        CloudSignatureV1 v1(String signatureMethod) {
            return CloudSignatureV1.algorithmFor(signatureMethod).equals(CloudSignatureV1.HMAC_SHA256) ? sha256 : sha1;
        }

        @Override
        public String toString() {
            return credentials.toString();
        }
    }
}
