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

import java.time.Instant;
import java.util.Objects;

/**
 * Credentials of the Cloud API: id, secret key and token always belong together.
 *
 * @param secretId the id of the key, such as {@code AKID…}; it is sent with each call
 * @param secretKey the signing key; it is never sent
 * @param sessionToken the token of temporary credentials, which is sent with each call; null for permanent ones
 * @param expiresAt when the credentials expire; null for never
 */
public record CloudCredentials(String secretId, String secretKey, String sessionToken, Instant expiresAt) {

    /**
     * Checks that the credentials are complete. * @throws IllegalArgumentException when the id or the key is missing,
     * or one of the three is malformed
     */
    public CloudCredentials {
        requireValid(secretId, "secretId");
        requireValid(secretKey, "secretKey");
        if (sessionToken != null) {
            requireValid(sessionToken, "sessionToken");
        }
    }

    /** Creates credentials that do not expire. */
    public static CloudCredentials of(String secretId, String secretKey) {
        return new CloudCredentials(secretId, secretKey, null, null);
    }

    /** Whether the credentials are not expired at this time. */
    public boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    private static void requireValid(String text, String name) {
        if (Objects.requireNonNullElse(text, "").isBlank()) {
            throw new IllegalArgumentException("The credentials of the Cloud API have no " + name);
        }
        SecretValidator.require("The Cloud API", name, text);
    }

    /** Contains neither the key nor the token. */
    @Override
    public String toString() {
        return "CloudCredentials[" + secretId + (expiresAt == null ? "" : ", until " + expiresAt) + "]";
    }
}
