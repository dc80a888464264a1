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

import io.github.cameltencent.sign.CanonicalRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Checks the signature of a call by TC3-HMAC-SHA256. */
final class Tc3Check {

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final CloudSignatures.Held keys;
    private final Freshness freshness;
    // null for any
    private final String product;
    private final boolean unsignedPayload;

    Tc3Check(CloudSignatures.Held keys, Freshness freshness, String product, boolean unsignedPayload) {
        this.keys = keys;
        this.freshness = freshness;
        this.product = product;
        this.unsignedPayload = unsignedPayload;
    }

    /** What tells the call from all others; the replay guard remembers it. */
    String verify(CloudArrival arrival, Instant now) {
        Tc3Authorization authorization = Tc3Authorization.parse(arrival.header(CloudHeaders.AUTHORIZATION));
        if (authorization == null) {
            throw refused("InvalidAuthorization", "The header Authorization is not of the form of TC3-HMAC-SHA256");
        }
        require(arrival, CloudHeaders.ACTION);
        require(arrival, CloudHeaders.VERSION);
        long seconds = Freshness.seconds(require(arrival, CloudHeaders.TIMESTAMP));
        if (seconds < 0) {
            throw refused("InvalidAuthorization", "The header X-TC-Timestamp is not Unix seconds");
        }
        String staleness = freshness.staleness(seconds, now);
        if (staleness != null) {
            throw refused("SignatureExpire", staleness);
        }
        List<CloudSignatures.Held> known = keys.of(authorization.secretId(), arrival.header(CloudHeaders.TOKEN));
        requireScope(authorization, seconds);
        requireSignature(arrival, authorization, seconds, known);
        return authorization.signature();
    }

    private static String require(CloudArrival arrival, String name) {
        String value = arrival.header(name);
        if (value == null) {
            throw refused("InvalidAuthorization", "The header " + name + " is missing, or is there several times");
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
            throw refused("SignatureFailure", "The signature is for another product than " + product);
        }
    }

    private void requireSignature(
            CloudArrival arrival, Tc3Authorization authorization, long seconds, List<CloudSignatures.Held> known) {
        boolean unsigned = UNSIGNED.equals(arrival.header(CloudHeaders.CONTENT_SHA256));
        if (unsigned && !unsignedPayload) {
            throw refused("SignatureFailure", "The body is left out of the signature, which unsignedPayload allows");
        }
        boolean right;
        try {
            CanonicalRequest signed = request(arrival, authorization);
            CanonicalRequest request = unsigned ? signed.withUnsignedPayload() : signed;
            right = known.stream().anyMatch(one -> one.tc3()
                    .verify(authorization.service(), request, seconds, authorization.signature()));
        } catch (IllegalArgumentException e) {
            throw refused("InvalidAuthorization", "The request cannot be signed as it is: " + e.getMessage());
        }
        if (!right) {
            throw refused("SignatureFailure", "The signature is not that of this request");
        }
    }

    private static CanonicalRequest request(CloudArrival arrival, Tc3Authorization authorization) {
        CanonicalRequest request = CanonicalRequest.of(
                arrival.method(),
                arrival.host(),
                arrival.path(),
                arrival.query(),
                require(arrival, "Content-Type"),
                arrival.body());
        for (String name : authorization.signedHeaders()) {
            if (!name.equals("host") && !name.equals("content-type")) {
                request = request.withHeader(name, require(arrival, name));
            }
        }
        return request;
    }
}
