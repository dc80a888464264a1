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
package io.github.cameltencent.cloud;

import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.SignedRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call signed by TC3: the common values are headers.
 *
 * @param body the JSON of a POST; null for GET
 * @param query the parameters of a GET; null for POST
 */
record Tc3Form(CloudTarget target, String region, String language, byte[] body, String query) implements CloudForm {

    private static final String ACTION = "X-TC-Action";

    @Override
    public SignedRequest sign(CloudAddress address, CloudSigner signer, Instant now) {
        CanonicalRequest request = body == null
                ? CanonicalRequest.get(address.host(), query)
                : CanonicalRequest.post(address.host(), body);
        // named by itself: behind a gateway the host says nothing of the service
        String authorization =
                signer.tc3().authorization(target.product(), request.withHeader(ACTION, target.action()), now);
        Map<String, String> headers = new LinkedHashMap<>(16);
        headers.put("Authorization", authorization);
        headers.put("Content-Type", body == null ? CanonicalRequest.FORM : CanonicalRequest.JSON);
        headers.put(ACTION, target.action());
        put(headers, "X-TC-Version", target.version());
        headers.put("X-TC-Timestamp", Long.toString(now.getEpochSecond()));
        put(headers, "X-TC-Region", region);
        put(headers, "X-TC-Token", signer.credentials().sessionToken());
        put(headers, "X-TC-Language", language);
        return body == null
                ? new SignedRequest("GET", query.isEmpty() ? address.uri() : address.withQuery(query), headers, null)
                : new SignedRequest("POST", address.uri(), headers, RequestBody.of(body));
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    @Override
    public String toString() {
        return "Tc3Form[" + target.operation() + "]";
    }
}
