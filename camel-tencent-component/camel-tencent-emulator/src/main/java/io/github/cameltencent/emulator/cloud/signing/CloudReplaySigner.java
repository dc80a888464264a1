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
package io.github.cameltencent.emulator.cloud.signing;

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.cloud.key.CloudKey;
import io.github.cameltencent.emulator.cloud.key.CloudKeyStore;
import io.github.cameltencent.emulator.cloud.request.HashFunctions;
import io.github.cameltencent.emulator.cloud.request.RawFormParameters;
import io.github.cameltencent.emulator.engine.SignedReplay;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Signs recorded Cloud API requests anew with a permanent key, by the method that they used. Thread-safe. */
public final class CloudReplaySigner {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final CloudKeyStore keys;
    private final AtomicLong nextNonce = new AtomicLong(1);

    public CloudReplaySigner(CloudKeyStore keys) {
        this.keys = keys;
    }

    public SignedReplay sign(RecordedRequest request, byte[] body, String host, Instant now) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        CloudKey key = key(request.application());
        return headers.containsKey("X-TC-Action")
                ? tc3(request, body, host, now, headers, key)
                : v1(request, body, host, now, headers, key);
    }

    private CloudKey key(String secretId) {
        CloudKey own = keys.find(secretId);
        if (own != null && !own.temporary()) {
            return own;
        }
        return keys.permanent().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this emulator has no permanent key"));
    }

    private static SignedReplay tc3(
            RecordedRequest request,
            byte[] body,
            String host,
            Instant now,
            Map<String, String> recorded,
            CloudKey key) {
        boolean get = request.method().equals("GET");
        String type = recorded.getOrDefault("Content-Type", get ? FORM : "application/json");
        String timestamp = Long.toString(now.getEpochSecond());
        String date = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        String service = request.operation().replaceFirst("/.*", "");
        Tc3CanonicalRequest canonical = new Tc3CanonicalRequest(
                request.method(),
                request.path(),
                get ? request.query() : "",
                List.of("content-type", "host"),
                List.of(type, host),
                HashFunctions.sha256Hex(get ? new byte[0] : body));
        byte[] toSign = Tc3CanonicalRequest.toSign(timestamp, date, service, canonical.hash(true));
        String signature =
                HexFormat.of().formatHex(HashFunctions.hmac(HashFunctions.SHA256, key.tc3Key(date, service), toSign));
        Map<String, String> headers = new TreeMap<>();
        recorded.forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-tc-")) {
                headers.put(name.toLowerCase(Locale.ROOT), value);
            }
        });
        headers.remove("x-tc-token");
        headers.remove("x-tc-content-sha256");
        headers.put("x-tc-timestamp", timestamp);
        headers.put("content-type", type);
        headers.put(
                "authorization",
                "TC3-HMAC-SHA256 Credential=" + key.id() + "/" + date + "/" + service
                        + "/tc3_request, SignedHeaders=content-type;host, Signature=" + signature);
        return new SignedReplay(get ? request.query() : "", headers, body);
    }

    private SignedReplay v1(
            RecordedRequest request,
            byte[] body,
            String host,
            Instant now,
            Map<String, String> recorded,
            CloudKey key) {
        boolean get = request.method().equals("GET");
        String text = get ? request.query() : new String(body, StandardCharsets.ISO_8859_1);
        Map<String, String> parameters =
                new TreeMap<>(RawFormParameters.parse(text, false).values());
        if (!parameters.containsKey("Action")) {
            throw new IllegalArgumentException("the request has no Action");
        }
        parameters.keySet().removeAll(List.of("Signature", "Token"));
        parameters.put("SecretId", key.id());
        parameters.put("Timestamp", Long.toString(now.getEpochSecond()));
        parameters.put("Nonce", Long.toString(now.toEpochMilli() * 1000 + nextNonce.getAndIncrement() % 1000));
        String algorithm = HashFunctions.SHA256.equals(parameters.get("SignatureMethod"))
                ? HashFunctions.SHA256
                : HashFunctions.SHA1;
        Map<String, String> dotted = new TreeMap<>();
        parameters.forEach((name, value) -> dotted.put(name.replace('_', '.'), value));
        List<String> pairs = dotted.entrySet().stream()
                .map(pair -> pair.getKey() + '=' + pair.getValue())
                .toList();
        byte[] mac = new V1StringToSign(request.method(), host, request.path(), pairs).mac(key, algorithm);
        parameters.put("Signature", Base64.getEncoder().encodeToString(mac));
        String form = form(parameters);
        return get
                ? new SignedReplay(form, Map.of(), new byte[0])
                : new SignedReplay(
                        "", Map.of("Content-Type", recorded.getOrDefault("Content-Type", FORM)), ascii(form));
    }

    private static String form(Map<String, String> parameters) {
        StringBuilder form = new StringBuilder();
        parameters.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.ISO_8859_1))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.ISO_8859_1)));
        return form.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
