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
import io.github.cameltencent.sign.CloudSignatureV1;
import io.github.cameltencent.sign.FormParameters;
import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Builds requests with signature v1; the common parameters are added to the others.
 *
 * @param region in the style of the target, null for none
 * @param parameters the flattened parameters of the call
 * @param nonces supplies a new number for each attempt
 */
record V1RequestBuilder(
        CloudTarget target,
        CloudMethod method,
        String region,
        String language,
        Map<String, String> parameters,
        IntSupplier nonces)
        implements CloudRequestBuilder {

    private static final Map<String, String> POST_HEADERS = Map.of("Content-Type", CanonicalRequest.FORM);

    @Override
    public SignedRequest sign(CloudAddress address, Supplier<CloudSigner> signers, Instant now) {
        CloudSigner signer = signers.get();
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("Action", target.action());
        put(all, "Version", target.version());
        put(all, "Region", region);
        all.put("Timestamp", Long.toString(now.getEpochSecond()));
        all.put("Nonce", Integer.toString(nonces.getAsInt()));
        all.put("SecretId", signer.credentials().secretId());
        all.put("SignatureMethod", target.algorithm());
        put(all, "Token", signer.credentials().sessionToken());
        put(all, "Language", language);
        all.put(
                CloudSignatureV1.PARAMETER,
                signer.v1(target.algorithm()).sign(method.name(), address.host(), address.path(), all));
        String encoded = FormParameters.encode(all);
        return method == CloudMethod.GET
                ? new SignedRequest("GET", address.withQuery(encoded), Map.of(), null)
                : new SignedRequest(
                        "POST",
                        address.uri(),
                        POST_HEADERS,
                        RequestBody.of(encoded.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void put(Map<String, String> all, String name, String value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    @Override
    public String toString() {
        return "V1RequestBuilder[" + target.operation() + "]";
    }
}
