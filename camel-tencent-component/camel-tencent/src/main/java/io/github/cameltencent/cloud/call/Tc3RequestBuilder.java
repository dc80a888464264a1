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
package io.github.cameltencent.cloud.call;

import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.SignedRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Builds requests with TC3 signature or without a signature; the common parameters are headers.
 *
 * @param body the body of a POST; null for GET
 * @param query the parameters of a GET; null for POST
 */
record Tc3RequestBuilder(CloudTarget target, String region, String language, CloudPayload body, String query)
        implements CloudRequestBuilder {

    private static final String ACTION = "X-TC-Action";
    private static final String UNSIGNED = "SKIP";

    @Override
    public SignedRequest sign(CloudAddress address, Supplier<CloudSigner> signer, Instant now) {
        CloudSigner by = target.format().signed() ? signer.get() : null;
        Map<String, String> headers = new LinkedHashMap<>(16);
        headers.put("Authorization", by == null ? UNSIGNED : authorization(address, by, now));
        headers.put("Content-Type", body == null ? CanonicalRequest.FORM : body.contentType());
        headers.put(ACTION, target.action());
        put(headers, "X-TC-Version", target.version());
        headers.put("X-TC-Timestamp", Long.toString(now.getEpochSecond()));
        put(headers, "X-TC-Region", region);
        put(headers, "X-TC-Token", by == null ? null : by.credentials().sessionToken());
        put(headers, "X-TC-Language", language);
        if (body == null) {
            return new SignedRequest("GET", query.isEmpty() ? address.uri() : address.withQuery(query), headers, null);
        }
        headers.putAll(body.headers());
        return new SignedRequest("POST", address.uri(), headers, RequestBody.of(body.bytes()));
    }

    private String authorization(CloudAddress address, CloudSigner signer, Instant now) {
        CanonicalRequest request = body == null
                ? CanonicalRequest.get(address.host(), query)
                : CanonicalRequest.of("POST", address.host(), "/", "", body.contentType(), body.bytes());
        // explicit, because behind a gateway the host does not name the service
        return signer.tc3().authorization(target.product(), request.withHeader(ACTION, target.action()), now);
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    @Override
    public String toString() {
        return "Tc3RequestBuilder[" + target.operation() + "]";
    }
}
