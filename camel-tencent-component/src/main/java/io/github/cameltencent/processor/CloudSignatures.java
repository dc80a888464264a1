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
package io.github.cameltencent.processor;

import io.github.cameltencent.credential.ApplicationSource;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.sign.CloudSignatureTc3;
import io.github.cameltencent.sign.CloudSignatureV1;
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
        String region = options.getRegion() != null || part == null ? options.getRegion() : part.getRegion();
        Held now = held;
        if (now == null || !now.credentials.equals(credentials)) {
            now = Held.of(credentials, region);
            held = now;
        }
        return java.util.Objects.equals(now.region, region) ? now : now.in(region);
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

    private String name() {
        return options.getApplication() == null ? Applications.DEFAULT : options.getApplication();
    }

    /** A pair of keys, ready to sign with, and the region that calls are for. */
    record Held(
            CloudCredentials credentials,
            String region,
            CloudSignatureTc3 tc3,
            CloudSignatureV1 sha1,
            CloudSignatureV1 sha256) {

        static Held of(CloudCredentials credentials, String region) {
            return new Held(
                    credentials,
                    region,
                    CloudSignatureTc3.of(credentials.secretId(), credentials.secretKey()),
                    CloudSignatureV1.of(credentials.secretKey(), CloudSignatureV1.HMAC_SHA1),
                    CloudSignatureV1.of(credentials.secretKey(), CloudSignatureV1.HMAC_SHA256));
        }

        Held in(String other) {
            return new Held(credentials, other, tc3, sha1, sha256);
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
