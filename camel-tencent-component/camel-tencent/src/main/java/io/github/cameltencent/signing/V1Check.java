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

import static io.github.cameltencent.signing.CloudArrival.refused;

import io.github.cameltencent.sign.CloudSignatureV1;
import io.github.cameltencent.sign.FormParameters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the signature of a call by signature v1. */
final class V1Check {

    private static final int LONGEST_NONCE = 20;

    private final CloudSignatures.Held keys;
    private final Freshness freshness;

    V1Check(CloudSignatures.Held keys, Freshness freshness) {
        this.keys = keys;
        this.freshness = freshness;
    }

    /** What tells the call from all others; the replay guard remembers it. */
    String verify(CloudArrival arrival, Instant now) {
        Map<String, String> parameters = parameters(arrival);
        String signature = require(parameters, CloudSignatureV1.PARAMETER);
        require(parameters, "Action");
        String secretId = require(parameters, "SecretId");
        String nonce = require(parameters, "Nonce");
        if (nonce.length() > LONGEST_NONCE || !nonce.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refused("InvalidAuthorization", "The parameter Nonce is not a positive number");
        }
        String time = require(parameters, "Timestamp");
        long seconds = Freshness.seconds(time);
        if (seconds < 0) {
            throw refused("InvalidAuthorization", "The parameter Timestamp is not Unix seconds");
        }
        String staleness = freshness.staleness(seconds, now);
        if (staleness != null) {
            throw refused("SignatureExpire", staleness);
        }
        List<CloudSignatures.Held> known = keys.of(secretId, parameters.get("Token"));
        requireSignature(arrival, parameters, signature, known);
        return secretId + ' ' + time + ' ' + nonce;
    }

    private static void requireSignature(
            CloudArrival arrival, Map<String, String> parameters, String signature, List<CloudSignatures.Held> known) {
        boolean right;
        try {
            right = known.stream().anyMatch(one -> one.v1(parameters.get("SignatureMethod"))
                    .verify(arrival.method(), arrival.host(), arrival.path(), parameters, signature));
        } catch (IllegalArgumentException e) {
            throw refused("InvalidAuthorization", "The request cannot be signed as it is: " + e.getMessage());
        }
        if (!right) {
            throw refused("SignatureFailure", "The signature is not that of this request");
        }
    }

    private static Map<String, String> parameters(CloudArrival arrival) {
        boolean get = "GET".equals(arrival.method());
        boolean isBody = arrival.body().length > 0 || arrival.form() != null;
        boolean isQuery = arrival.query() != null && !arrival.query().isEmpty();
        if (get ? isBody : isQuery) { // it would go on into the route with nothing having signed it
            throw refused(
                    "InvalidAuthorization",
                    get ? "A GET signed by v1 has no body" : "A POST signed by v1 has no query");
        }
        if (!get && arrival.form() != null) {
            return texts(arrival.form());
        }
        try {
            return FormParameters.decode(get ? arrival.query() : new String(arrival.body(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw refused("InvalidAuthorization", "The parameters are no parameters: " + e.getMessage());
        }
    }

    private static Map<String, String> texts(Map<?, ?> form) {
        Map<String, String> texts = new HashMap<>();
        form.forEach((name, value) -> {
            if (!(value instanceof CharSequence)) {
                throw refused("InvalidAuthorization", "A parameter is there several times");
            }
            texts.put(name.toString(), value.toString());
        });
        return texts;
    }

    private static String require(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw refused(
                    "InvalidAuthorization", "The call has neither the header Authorization nor the parameter " + name);
        }
        return value;
    }
}
