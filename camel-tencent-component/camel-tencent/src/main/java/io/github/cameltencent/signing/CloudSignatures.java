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
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.sign.CloudSignatureTc3;
import io.github.cameltencent.sign.CloudSignatureV1;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;

/** The signatures of the keys that a bean has, made anew when the keys were replaced. Thread-safe. */
final class CloudSignatures {

    private final SharedConfiguration options;
    private String secretId;
    private String sessionToken;

    // null until the first call; written by any thread that finds it out of date
    private volatile Held held;

    CloudSignatures(SharedConfiguration options) {
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

    /**
     * What to sign with now.
     *
     * @throws IllegalArgumentException when there are no keys, or they are half-filled
     */
    Held current(CamelContext context) {
        CloudApplication part = isInline() ? null : part(ApplicationSource.in(context));
        CloudCredentials credentials = part == null
                ? new CloudCredentials(secretId, options.getSecretKey(), sessionToken, null)
                : credentials(part);
        CloudCredentials previous = part == null ? null : previous(part);
        String region = options.getRegion() != null || part == null ? options.getRegion() : part.getRegion();
        Held now = held;
        if (now == null || !now.credentials.equals(credentials) || !Objects.equals(now.before(), previous)) {
            now = Held.of(credentials, region, previous == null ? null : Held.of(previous, region, null));
            held = now;
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
                    + " has no keys of the Cloud API: set cloud.secret-id and cloud.secret-key");
        }
        return part;
    }

    // a provider may have to wait, and a processor must not
    private CloudCredentials credentials(CloudApplication part) {
        if (part.getSecretId() == null && part.getCredentialsProvider() != null) {
            throw new IllegalArgumentException("Application " + name()
                    + " has a credentialsProvider, which signing processors cannot wait for: give them keys");
        }
        return new CloudCredentials(part.getSecretId(), part.getSecretKey(), part.getSessionToken(), null);
    }

    /** What is still accepted when verifying, null for nothing. */
    private static CloudCredentials previous(CloudApplication part) {
        String key = part.getPreviousSecretKey();
        String id = part.getPreviousSecretId() == null ? part.getSecretId() : part.getPreviousSecretId();
        return key == null || key.isBlank() ? null : CloudCredentials.of(id, key);
    }

    private String name() {
        return options.getApplication() == null ? Applications.DEFAULT : options.getApplication();
    }

    /**
     * A pair of keys, ready to sign with, and the region that calls are for.
     *
     * @param previous the pair before, which verifies still; null for none
     */
    record Held(
            CloudCredentials credentials,
            String region,
            CloudSignatureTc3 tc3,
            CloudSignatureV1 sha1,
            CloudSignatureV1 sha256,
            Held previous) {

        static Held of(CloudCredentials credentials, String region, Held previous) {
            return new Held(
                    credentials,
                    region,
                    CloudSignatureTc3.of(credentials.secretId(), credentials.secretKey()),
                    CloudSignatureV1.of(credentials.secretKey(), CloudSignatureV1.HMAC_SHA1),
                    CloudSignatureV1.of(credentials.secretKey(), CloudSignatureV1.HMAC_SHA256),
                    previous);
        }

        Held in(String other) {
            return new Held(credentials, other, tc3, sha1, sha256, previous);
        }

        private CloudCredentials before() {
            return previous == null ? null : previous.credentials;
        }

        /**
         * The pairs that a call may be signed with.
         *
         * @param token what came with it, null for nothing
         * @throws io.github.cameltencent.TencentException AUTH when there are none
         */
        List<Held> of(String secretId, String token) {
            List<Held> all = previous == null ? List.of(this) : List.of(this, previous);
            List<Held> known = all.stream()
                    .filter(one -> one.credentials.secretId().equals(secretId))
                    .toList();
            if (known.isEmpty()) {
                throw CloudArrival.refused("SecretIdNotFound", "The SecretId is not the application's");
            }
            List<Held> matching =
                    known.stream().filter(one -> one.hasToken(token)).toList();
            if (matching.isEmpty()) {
                throw CloudArrival.refused("TokenFailure", "The token does not belong to the SecretId");
            }
            return matching;
        }

        private boolean hasToken(String token) {
            String right = credentials.sessionToken();
            return right == null || token == null
                    ? right == null && token == null
                    : MessageDigest.isEqual(
                            right.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
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
