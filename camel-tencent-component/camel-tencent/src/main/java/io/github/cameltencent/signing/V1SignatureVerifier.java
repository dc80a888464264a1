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

import static io.github.cameltencent.signing.IncomingCloudCall.refused;

import io.github.cameltencent.sign.CloudSignatureV1;
import io.github.cameltencent.sign.FormParameters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Verifies signatures v1 of received calls. */
final class V1SignatureVerifier {

    private static final int MAX_NONCE_LENGTH = 20;

    private final CloudSignatureCache.SigningKeys keys;
    private final ReplayProtection replayProtection;

    V1SignatureVerifier(CloudSignatureCache.SigningKeys keys, ReplayProtection replayProtection) {
        this.keys = keys;
        this.replayProtection = replayProtection;
    }

    /** Verifies a call, and returns its unique identification for the replay guard. */
    String verify(IncomingCloudCall call, Instant now) {
        Map<String, String> parameters = parameters(call);
        String signature = require(parameters, CloudSignatureV1.PARAMETER);
        require(parameters, "Action");
        String secretId = require(parameters, "SecretId");
        String nonce = require(parameters, "Nonce");
        if (nonce.length() > MAX_NONCE_LENGTH || !nonce.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refused("InvalidAuthorization", "The parameter Nonce is not a positive number");
        }
        String time = require(parameters, "Timestamp");
        long seconds = ReplayProtection.seconds(time);
        if (seconds < 0) {
            throw refused("InvalidAuthorization", "The parameter Timestamp is not Unix seconds");
        }
        String staleness = replayProtection.staleness(seconds, now);
        if (staleness != null) {
            throw refused("SignatureExpire", staleness);
        }
        List<CloudSignatureCache.SigningKeys> known = keys.of(secretId, parameters.get("Token"));
        requireSignature(call, parameters, signature, known);
        return secretId + ' ' + time + ' ' + nonce;
    }

    private static void requireSignature(
            IncomingCloudCall call,
            Map<String, String> parameters,
            String signature,
            List<CloudSignatureCache.SigningKeys> known) {
        boolean valid;
        try {
            valid = known.stream().anyMatch(each -> each.v1(parameters.get("SignatureMethod"))
                    .verify(call.method(), call.host(), call.path(), parameters, signature));
        } catch (IllegalArgumentException e) {
            throw refused("InvalidAuthorization", "The request cannot be canonicalized: " + e.getMessage());
        }
        if (!valid) {
            throw refused("SignatureFailure", "The signature does not match the request");
        }
    }

    private static Map<String, String> parameters(IncomingCloudCall call) {
        boolean get = "GET".equals(call.method());
        boolean hasBody = call.body().length > 0 || call.form() != null;
        boolean hasQuery = call.query() != null && !call.query().isEmpty();
        if (get ? hasBody : hasQuery) { // it would reach the route unsigned
            throw refused(
                    "InvalidAuthorization",
                    get
                            ? "A GET with signature v1 must not have a body"
                            : "A POST with signature v1 must not have a query");
        }
        if (!get && call.form() != null) {
            return texts(call.form());
        }
        try {
            return FormParameters.decode(get ? call.query() : new String(call.body(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw refused("InvalidAuthorization", "The parameters cannot be decoded: " + e.getMessage());
        }
    }

    private static Map<String, String> texts(Map<?, ?> form) {
        Map<String, String> texts = new HashMap<>();
        form.forEach((name, value) -> {
            if (!(value instanceof CharSequence)) {
                throw refused("InvalidAuthorization", "A parameter occurs several times");
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
