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

import io.github.cameltencent.sign.CanonicalRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Verifies signatures TC3-HMAC-SHA256 of received calls. */
final class Tc3SignatureVerifier {

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final CloudSignatureCache.SigningKeys keys;
    private final ReplayProtection replayProtection;
    // null for any product
    private final String product;
    private final boolean unsignedPayload;

    Tc3SignatureVerifier(
            CloudSignatureCache.SigningKeys keys,
            ReplayProtection replayProtection,
            String product,
            boolean unsignedPayload) {
        this.keys = keys;
        this.replayProtection = replayProtection;
        this.product = product;
        this.unsignedPayload = unsignedPayload;
    }

    /** Verifies a call, and returns its unique identification for the replay guard. */
    String verify(IncomingCloudCall call, Instant now) {
        Tc3Authorization authorization = Tc3Authorization.parse(call.header(CloudHeaders.AUTHORIZATION));
        if (authorization == null) {
            throw refused("InvalidAuthorization", "The header Authorization is not a valid header of TC3-HMAC-SHA256");
        }
        require(call, CloudHeaders.ACTION);
        require(call, CloudHeaders.VERSION);
        long seconds = ReplayProtection.seconds(require(call, CloudHeaders.TIMESTAMP));
        if (seconds < 0) {
            throw refused("InvalidAuthorization", "The header X-TC-Timestamp is not Unix seconds");
        }
        String staleness = replayProtection.staleness(seconds, now);
        if (staleness != null) {
            throw refused("SignatureExpire", staleness);
        }
        List<CloudSignatureCache.SigningKeys> known =
                keys.of(authorization.secretId(), call.header(CloudHeaders.TOKEN));
        requireScope(authorization, seconds);
        requireSignature(call, authorization, seconds, known);
        return authorization.signature();
    }

    private static String require(IncomingCloudCall call, String name) {
        String value = call.header(name);
        if (value == null) {
            throw refused("InvalidAuthorization", "The header " + name + " is missing or occurs several times");
        }
        return value;
    }

    private void requireScope(Tc3Authorization authorization, long seconds) {
        String date = LocalDate.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC)
                .toString();
        if (!date.equals(authorization.date())) {
            throw refused("SignatureFailure", "The date of the signature is not the day of X-TC-Timestamp in UTC");
        }
        if (product != null && !product.equals(authorization.service())) {
            throw refused("SignatureFailure", "The signature is not for the product " + product);
        }
    }

    private void requireSignature(
            IncomingCloudCall call,
            Tc3Authorization authorization,
            long seconds,
            List<CloudSignatureCache.SigningKeys> known) {
        boolean unsigned = UNSIGNED.equals(call.header(CloudHeaders.CONTENT_SHA256));
        if (unsigned && !unsignedPayload) {
            throw refused("SignatureFailure", "The body is not signed: set unsignedPayload=true to allow that");
        }
        boolean valid;
        try {
            CanonicalRequest signed = request(call, authorization);
            CanonicalRequest request = unsigned ? signed.withUnsignedPayload() : signed;
            valid = known.stream().anyMatch(each -> each.tc3()
                    .verify(authorization.service(), request, seconds, authorization.signature()));
        } catch (IllegalArgumentException e) {
            throw refused("InvalidAuthorization", "The request cannot be canonicalized: " + e.getMessage());
        }
        if (!valid) {
            throw refused("SignatureFailure", "The signature does not match the request");
        }
    }

    private static CanonicalRequest request(IncomingCloudCall call, Tc3Authorization authorization) {
        CanonicalRequest request = CanonicalRequest.of(
                call.method(), call.host(), call.path(), call.query(), require(call, "Content-Type"), call.body());
        for (String name : authorization.signedHeaders()) {
            if (!name.equals("host") && !name.equals("content-type")) {
                request = request.withHeader(name, require(call, name));
            }
        }
        return request;
    }
}
