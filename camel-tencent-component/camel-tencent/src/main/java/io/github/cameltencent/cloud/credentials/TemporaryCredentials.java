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
package io.github.cameltencent.cloud.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.credential.CloudCredentials;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Parses temporary credentials in an answer. Messages contain nothing from the answer. */
final class TemporaryCredentials {

    private TemporaryCredentials() {}

    /**
     * Parses the credentials of an answer. * @param keys the object with {@code TmpSecretId}, {@code TmpSecretKey} and
     * {@code Token}
     * @param life the object with {@code ExpiredTime} or {@code Expiration}
     * @throws IllegalStateException when a member is missing
     */
    static CloudCredentials of(JsonNode keys, JsonNode life) {
        String token = text(keys, "Token");
        Instant expiresAt = expiresAt(life);
        if (token == null || expiresAt == null) {
            throw new IllegalStateException(
                    "the answer has no " + (token == null ? "Token" : "ExpiredTime") + " for the credentials");
        }
        return new CloudCredentials(text(keys, "TmpSecretId"), text(keys, "TmpSecretKey"), token, expiresAt);
    }

    private static Instant expiresAt(JsonNode life) {
        JsonNode seconds = life.path("ExpiredTime");
        if (seconds.canConvertToLong() && seconds.longValue() > 0) {
            return Instant.ofEpochSecond(Math.min(seconds.longValue(), Instant.MAX.getEpochSecond()));
        }
        try {
            return Instant.parse(life.path("Expiration").asText());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String text(JsonNode node, String name) {
        String text = node.path(name).asText("");
        return text.isEmpty() ? null : text;
    }
}
