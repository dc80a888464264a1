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
 * What a call of the Cloud API is signed with, read as one unit: an id is never used with the secret or the token of
 * another.
 *
 * @param secretId says whose key it is, such as {@code AKID…}; it is sent
 * @param secretKey signs; it is never sent
 * @param sessionToken belongs to temporary credentials and is sent with them; null for others
 * @param expiresAt from when on they are refused; null for never
 */
public record CloudCredentials(String secretId, String secretKey, String sessionToken, Instant expiresAt) {

    /**
     * Checks that the unit is whole.
     *
     * @throws IllegalArgumentException when the id or the key is missing, or one of the three cannot be right
     */
    public CloudCredentials {
        requireClean(secretId, "secretId");
        requireClean(secretKey, "secretKey");
        if (sessionToken != null) {
            requireClean(sessionToken, "sessionToken");
        }
    }

    /** Credentials that do not expire. */
    public static CloudCredentials of(String secretId, String secretKey) {
        return new CloudCredentials(secretId, secretKey, null, null);
    }

    /** Whether they are still accepted at that moment. */
    public boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    private static void requireClean(String text, String name) {
        if (Objects.requireNonNullElse(text, "").isBlank()) {
            throw new IllegalArgumentException("The credentials of the Cloud API have no " + name);
        }
        SecretText.require("The Cloud API", name, text);
    }

    /** Neither the key nor the token. */
    @Override
    public String toString() {
        return "CloudCredentials[" + secretId + (expiresAt == null ? "" : ", until " + expiresAt) + "]";
    }
}
