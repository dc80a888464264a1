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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.sign.CloudParameters;
import io.github.cameltencent.sign.CloudSignatureV1;
import io.github.cameltencent.sign.FormParameters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.hc.core5.http.ContentType;

/** Signs calls of one action with one pair of keys. Immutable. */
final class CloudCallSigner {

    private final String product;
    private final String action;
    private final String version;
    private final CloudSignatureCache.SigningKeys keys;

    CloudCallSigner(String product, String action, String version, CloudSignatureCache.SigningKeys keys) {
        this.product = product;
        this.action = action;
        this.version = version;
        this.keys = keys;
    }

    UnsignedCloudCall.Signed tc3(UnsignedCloudCall call, Instant now) {
        String contentType = call.isGet() ? CanonicalRequest.FORM : contentType(call.contentType());
        String query = call.isGet() ? FormParameters.encode(parameters(call)) : "";
        byte[] body = call.isGet() ? new byte[0] : call.body();
        CanonicalRequest request = CanonicalRequest.of(
                        call.method(), call.host(), call.path(), query, contentType, body)
                .withHeader(CloudHeaders.ACTION, action);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(CloudHeaders.AUTHORIZATION, keys.tc3().authorization(product, request, now));
        headers.put(CloudHeaders.ACTION, action);
        putIfSet(headers, CloudHeaders.VERSION, version);
        headers.put(CloudHeaders.TIMESTAMP, Long.toString(now.getEpochSecond()));
        putIfSet(headers, CloudHeaders.REGION, keys.region());
        putIfSet(headers, CloudHeaders.TOKEN, keys.credentials().sessionToken());
        return new UnsignedCloudCall.Signed(contentType, query, body, headers);
    }

    UnsignedCloudCall.Signed v1(UnsignedCloudCall call, String algorithm, Instant now, IntSupplier nonces) {
        Map<String, String> parameters = parameters(call);
        // left by an earlier attempt
        parameters.remove(CloudSignatureV1.PARAMETER);
        parameters.remove("Token");
        parameters.put("Action", action);
        putIfSet(parameters, "Version", version);
        putIfSet(parameters, "Region", keys.region());
        parameters.put("Timestamp", Long.toString(now.getEpochSecond()));
        parameters.put("Nonce", Integer.toString(nonces.getAsInt()));
        parameters.put("SecretId", keys.credentials().secretId());
        parameters.put("SignatureMethod", algorithm);
        putIfSet(parameters, "Token", keys.credentials().sessionToken());
        parameters.put(CloudSignatureV1.PARAMETER, signature(call, algorithm, parameters));
        String encoded = FormParameters.encode(parameters);
        return call.isGet()
                ? new UnsignedCloudCall.Signed(null, encoded, call.body(), Map.of())
                : new UnsignedCloudCall.Signed(
                        CanonicalRequest.FORM, "", encoded.getBytes(StandardCharsets.US_ASCII), Map.of());
    }

    private String signature(UnsignedCloudCall call, String algorithm, Map<String, String> parameters) {
        try {
            return keys.v1(algorithm).sign(call.method(), call.host(), call.path(), parameters);
        } catch (IllegalArgumentException e) {
            throw refusal("PARAMETERS_INVALID", e.getMessage());
        }
    }

    // JSON, or the form that an earlier attempt has made of it
    private Map<String, String> parameters(UnsignedCloudCall call) {
        byte[] body = call.body();
        try {
            if (body.length == 0) {
                return FormParameters.decode(call.isGet() ? call.query() : "");
            }
            return isForm(body)
                    ? FormParameters.decode(new String(body, StandardCharsets.UTF_8))
                    : CloudParameters.flattenStrict(body);
        } catch (IllegalArgumentException e) {
            throw refusal("PARAMETERS_INVALID", e.getMessage());
        }
    }

    // by content: the Content-Type of a message often belongs to an earlier body
    private static boolean isForm(byte[] body) {
        for (byte one : body) {
            if (one == '{' || one == '[' || one == '"') {
                return false;
            }
            if (one == '=') {
                return true;
            }
        }
        return false;
    }

    // in lower case, because some servers sign it so and others unchanged; and formatted as HttpClient does
    private String contentType(String given) {
        ContentType parsed = given == null || given.isBlank() ? null : ContentType.parseLenient(given);
        if (parsed == null) {
            return CanonicalRequest.JSON;
        }
        String lower = parsed.toString().toLowerCase(Locale.ROOT);
        if (lower.startsWith("multipart/") && !lower.equals(parsed.toString())) {
            throw refusal(
                    "CONTENT_TYPE",
                    "The Content-Type is signed in lower case: use a boundary without upper-case letters");
        }
        return lower;
    }

    private TencentException refusal(String code, String message) {
        return SigningSupport.refusal(Outcome.REJECTED, product, action, code, message);
    }

    private static void putIfSet(Map<String, String> into, String name, String value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
