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
package io.github.cameltencent.sign;

import io.github.cameltencent.sign.bytes.BoundedPool;
import io.github.cameltencent.sign.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameter {@code Signature} of a Cloud API request, by the older algorithms HmacSHA1 and HmacSHA256 ("Signature v1" in
 * Tencent's documentation of the Cloud API), which the old addresses {@code {module}.api.qcloud.com/v2/index.php} know
 * alone. Immutable and thread-safe.
 */
public final class CloudSignatureV1 {

    /** SHA-1, which Tencent assumes where {@code SignatureMethod} is absent. */
    public static final String HMAC_SHA1 = "HmacSHA1";

    /** SHA-256; the parameter {@code SignatureMethod} must say so. */
    public static final String HMAC_SHA256 = "HmacSHA256";

    /** The name of the parameter that the signature is sent in; it is never signed itself. */
    public static final String PARAMETER = "Signature";

    private static final int LARGEST_KEPT = 16 * 1024;

    private final String algorithm;
    private final Hmac hmac;
    private final BoundedPool<ByteSink> sinks = new BoundedPool<>(() -> new ByteSink(1024), full -> {});

    private CloudSignatureV1(String algorithm, Hmac hmac) {
        this.algorithm = algorithm;
        this.hmac = hmac;
    }

    /**
     * Keeps a key for many signatures.
     *
     * @param hmacAlgorithm {@link #HMAC_SHA1} or {@link #HMAC_SHA256}
     * @throws IllegalArgumentException when the algorithm is another one, or the key is empty, holds a line break, or has
     *     white space around it
     */
    public static CloudSignatureV1 of(String secretKey, String hmacAlgorithm) {
        byte[] key = Secrets.bytes("secretKey of the Cloud API", secretKey);
        requireAlgorithm(hmacAlgorithm);
        return new CloudSignatureV1(hmacAlgorithm, hmacAlgorithm.equals(HMAC_SHA1) ? Hmac.sha1(key) : Hmac.sha256(key));
    }

    /**
     * Checks that the name is {@link #HMAC_SHA1} or {@link #HMAC_SHA256}.
     *
     * @throws IllegalArgumentException when it is not
     */
    public static void requireAlgorithm(String hmacAlgorithm) {
        if (!HMAC_SHA256.equals(hmacAlgorithm) && !HMAC_SHA1.equals(hmacAlgorithm)) {
            throw new IllegalArgumentException("No algorithm of signature v1: " + hmacAlgorithm + ", there are "
                    + HMAC_SHA1 + " and " + HMAC_SHA256);
        }
    }

    /** Signs one request; see {@link #sign(String, String, String, Map)}. */
    public static String sign(
            String secretKey,
            String hmacAlgorithm,
            String method,
            String host,
            String path,
            Map<String, String> parameters) {
        return of(secretKey, hmacAlgorithm).sign(method, host, path, parameters);
    }

    /** The algorithm that Tencent takes for a value of the parameter {@code SignatureMethod}, null where it is absent. */
    public static String algorithmFor(String signatureMethod) {
        return HMAC_SHA256.equals(signatureMethod) ? HMAC_SHA256 : HMAC_SHA1;
    }

    /**
     * Signs one request.
     *
     * @param method {@code GET} or {@code POST}, the one that is really used
     * @param host what the header {@code Host} will be: with the port where that is not the scheme's own
     * @param path from the first slash on: {@code /}, or {@code /v2/index.php} at the old addresses
     * @param parameters all that are sent, as they are before percent-encoding; {@link #PARAMETER} is passed over
     * @return Base64, to be percent-encoded like every other value
     * @throws IllegalArgumentException when a value is null or holds half a surrogate pair, or when two names are the same
     *     once underscores have become dots
     */
    public String sign(String method, String host, String path, Map<String, String> parameters) {
        return new String(signature(method, host, path, parameters), StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether the signature belongs to exactly this request. It says nothing of its age, and the time that it takes tells
     * nothing of the right signature.
     */
    public boolean verify(String method, String host, String path, Map<String, String> parameters, String signature) {
        return MessageDigest.isEqual(
                signature(method, host, path, parameters), signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signature(String method, String host, String path, Map<String, String> parameters) {
        Map<String, String> signed = withoutUnderscores(parameters);
        String[] names = signed.keySet().toArray(new String[0]);
        Arrays.sort(names);
        ByteSink text = sinks.take().clear();
        text.utf8(method).utf8(host).utf8(path);
        char separator = '?';
        for (String name : names) {
            if (!PARAMETER.equals(name)) {
                String value = signed.get(name);
                if (value == null) {
                    throw new IllegalArgumentException(
                            "Parameter " + name + " is null: leave it out, or send it empty");
                }
                text.character(separator).utf8(name).character('=').utf8(value);
                separator = '&';
            }
        }
        byte[] mac = hmac.of(text.array(), text.length());
        if (text.array().length <= LARGEST_KEPT) {
            sinks.give(text);
        }
        return Base64.getEncoder().encode(mac);
    }

    // the server signs dots too, so either may be sent
    private static Map<String, String> withoutUnderscores(Map<String, String> parameters) {
        boolean some = false;
        for (String name : parameters.keySet()) {
            some |= name.indexOf('_') >= 0;
        }
        if (!some) {
            return parameters;
        }
        Map<String, String> dotted = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (dotted.put(name.replace('_', '.'), value) != null) {
                throw new IllegalArgumentException("Parameter " + name + " is there twice, once with a dot");
            }
        });
        return dotted;
    }

    @Override
    public String toString() {
        return "CloudSignatureV1[" + algorithm + "]";
    }
}
