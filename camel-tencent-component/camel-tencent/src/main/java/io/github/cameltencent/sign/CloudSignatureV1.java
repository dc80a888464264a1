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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * Computes the parameter {@code Signature} of a Cloud API request with the older algorithms HmacSHA1 and HmacSHA256
 * ("Signature v1" in Tencent's documentation), the only ones at the old addresses {@code
 * {module}.api.qcloud.com/v2/index.php}. Thread-safe.
 */
public final class CloudSignatureV1 {

    /** SHA-1, the default if {@code SignatureMethod} is absent. */
    public static final String HMAC_SHA1 = "HmacSHA1";

    /** SHA-256; the parameter {@code SignatureMethod} must say so. */
    public static final String HMAC_SHA256 = "HmacSHA256";

    /** The name of the parameter with the signature, which is not signed itself. */
    public static final String PARAMETER = "Signature";

    private static final int MAX_POOLED_BYTES = 16 * 1024;

    private final String algorithm;
    private final Hmac hmac;
    private final BoundedPool<ByteSink> sinks = new BoundedPool<>(() -> new ByteSink(1024), full -> {});

    private CloudSignatureV1(String algorithm, Hmac hmac) {
        this.algorithm = algorithm;
        this.hmac = hmac;
    }

    /**
     * Creates a signer for a key, to be reused.
     *
     * @param hmacAlgorithm {@link #HMAC_SHA1} or {@link #HMAC_SHA256}
     * @throws IllegalArgumentException when the algorithm is another one, or the key is empty, contains a line break,
     *     or is surrounded by white space
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
            throw new IllegalArgumentException(
                    "Not an algorithm of signature v1: " + hmacAlgorithm + ", use " + HMAC_SHA1 + " or " + HMAC_SHA256);
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

    /**
     * Returns a supplier of the parameter {@code Nonce}, which counts up from a random number: random numbers of 31 bits
     * repeat, and Tencent refuses a repeat within a second. Thread-safe.
     */
    public static IntSupplier nonces(RandomGenerator random) {
        AtomicInteger last = new AtomicInteger(random.nextInt(Integer.MAX_VALUE));
        return () -> last.updateAndGet(n -> n == Integer.MAX_VALUE ? 1 : n + 1);
    }

    /**
     * Returns the algorithm that Tencent uses for a value of the parameter {@code SignatureMethod}, null if it is
     * absent.
     */
    public static String algorithmFor(String signatureMethod) {
        return HMAC_SHA256.equals(signatureMethod) ? HMAC_SHA256 : HMAC_SHA1;
    }

    /**
     * Signs one request.
     *
     * @param method the HTTP method that is used, {@code GET} or {@code POST}
     * @param host the value of the header {@code Host}, with the port unless it is the default port of the scheme
     * @param path {@code /}, or {@code /v2/index.php} at the old addresses
     * @param parameters all parameters that are sent, not percent-encoded; {@link #PARAMETER} is ignored
     * @return the signature in Base64; percent-encode it like every other value
     * @throws IllegalArgumentException when a value is null or contains an unpaired surrogate, or when two names differ
     *     only in an underscore and a dot
     */
    public String sign(String method, String host, String path, Map<String, String> parameters) {
        return new String(signature(method, host, path, parameters), StandardCharsets.ISO_8859_1);
    }

    /**
     * Checks, in constant time, whether the signature belongs to exactly this request. The age of the request is not
     * checked.
     */
    public boolean verify(String method, String host, String path, Map<String, String> parameters, String signature) {
        return MessageDigest.isEqual(
                signature(method, host, path, parameters), signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signature(String method, String host, String path, Map<String, String> parameters) {
        Map<String, String> signed = withoutUnderscores(parameters);
        String[] names = signed.keySet().toArray(new String[0]);
        Arrays.sort(names);
        ByteSink text = sinks.acquire().clear();
        text.utf8(method).utf8(host).utf8(path);
        char separator = '?';
        for (String name : names) {
            if (!PARAMETER.equals(name)) {
                String value = signed.get(name);
                if (value == null) {
                    throw new IllegalArgumentException(
                            "Parameter " + name + " is null: leave it out, or use an empty string");
                }
                text.character(separator).utf8(name).character('=').utf8(value);
                separator = '&';
            }
        }
        byte[] mac = hmac.of(text.array(), text.length());
        if (text.array().length <= MAX_POOLED_BYTES) {
            sinks.release(text);
        }
        return Base64.getEncoder().encode(mac);
    }

    // the server replaces underscores by dots before it signs
    private static Map<String, String> withoutUnderscores(Map<String, String> parameters) {
        boolean found = false;
        for (String name : parameters.keySet()) {
            found |= name.indexOf('_') >= 0;
        }
        if (!found) {
            return parameters;
        }
        Map<String, String> dotted = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (dotted.put(name.replace('_', '.'), value) != null) {
                throw new IllegalArgumentException("Parameter " + name + " occurs twice, once with a dot");
            }
        });
        return dotted;
    }

    @Override
    public String toString() {
        return "CloudSignatureV1[" + algorithm + "]";
    }
}
