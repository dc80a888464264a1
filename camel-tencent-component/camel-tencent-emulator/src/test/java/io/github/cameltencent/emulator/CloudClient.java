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
package io.github.cameltencent.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A minimal client that signs Cloud API calls. Every part can be changed after signing. */
final class CloudClient {

    final int port;
    String secretId;
    String secretKey;
    String token = "";
    String host;
    String contentType = "application/json";
    Instant now = Instant.now();
    private long nonce = System.nanoTime() & 0x7fffffff;

    CloudClient(TencentEmulator emulator) {
        this(emulator.port(), EmulatorOptions.CLOUD.id(), EmulatorOptions.CLOUD.key());
    }

    CloudClient(int port, String secretId, String secretKey) {
        this.port = port;
        this.host = "127.0.0.1:" + port;
        this.secretId = secretId;
        this.secretKey = secretKey;
    }

    /** A signed request, to send or to tamper with. */
    static final class Signed {
        String method = "POST";
        String target = "/";
        final Map<String, String> headers = new LinkedHashMap<>();
        byte[] body = new byte[0];

        Signed header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Signed without(String name) {
            headers.remove(name);
            return this;
        }

        Signed body(String text) {
            body = text.getBytes(StandardCharsets.UTF_8);
            return this;
        }
    }

    Signed tc3(String service, String version, String action, String json) {
        return tc3(service, version, action, json.getBytes(StandardCharsets.UTF_8));
    }

    Signed tc3(String service, String version, String action, byte[] body) {
        String timestamp = Long.toString(now.getEpochSecond());
        String date = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        String canonical =
                "POST\n/\n\ncontent-type:" + contentType + "\nhost:" + host + "\n\ncontent-type;host\n" + hash(body);
        String scope = date + '/' + service + "/tc3_request";
        String text = "TC3-HMAC-SHA256\n" + timestamp + '\n' + scope + '\n' + hash(bytes(canonical));
        byte[] key = hmac("HmacSHA256", bytes("TC3" + secretKey), date);
        key = hmac("HmacSHA256", hmac("HmacSHA256", key, service), "tc3_request");
        String signature = HexFormat.of().formatHex(hmac("HmacSHA256", key, text));
        Signed signed = new Signed()
                .header("Host", host)
                .header("Content-Type", contentType)
                .header("X-TC-Action", action)
                .header("X-TC-Version", version)
                .header("X-TC-Region", "ap-guangzhou")
                .header("X-TC-Timestamp", timestamp)
                .header(
                        "Authorization",
                        "TC3-HMAC-SHA256 Credential=" + secretId + '/' + scope
                                + ", SignedHeaders=content-type;host, Signature=" + signature);
        signed.body = body;
        return token.isEmpty() ? signed : signed.header("X-TC-Token", token);
    }

    /** Signs with the first signature method. */
    Signed v1(String method, String path, String algorithm, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.putIfAbsent("Timestamp", Long.toString(now.getEpochSecond()));
        all.putIfAbsent("Nonce", Long.toString(++nonce));
        all.put("SecretId", secretId);
        all.put("SignatureMethod", algorithm);
        if (!token.isEmpty()) {
            all.put("Token", token);
        }
        String text = method
                + host
                + path
                + '?'
                + all.entrySet().stream()
                        .map(pair -> pair.getKey() + '=' + pair.getValue())
                        .collect(Collectors.joining("&"));
        all.put("Signature", Base64.getEncoder().encodeToString(hmac(algorithm, bytes(secretKey), text)));
        String form = all.entrySet().stream()
                .map(pair -> pair.getKey() + '=' + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Signed signed = new Signed().header("Host", host);
        signed.method = method;
        signed.target = method.equals("GET") ? path + '?' + form : path;
        return method.equals("GET")
                ? signed
                : signed.header("Content-Type", "application/x-www-form-urlencoded")
                        .body(form);
    }

    RawHttp.Response send(Signed signed) throws IOException {
        return RawHttp.send(port, signed.method, signed.target, signed.headers, signed.body);
    }

    JsonNode json(Signed signed) throws IOException {
        return TpnsClient.JSON.readTree(send(signed).body());
    }

    /** Sends a call and returns the content of Response. */
    JsonNode call(String service, String version, String action, String json) throws IOException {
        return json(tc3(service, version, action, json.replace('\'', '"'))).path("Response");
    }

    JsonNode cvm(String action, String json) throws IOException {
        return call("cvm", "2017-03-12", action, json);
    }

    JsonNode vpc(String action, String json) throws IOException {
        return call("vpc", "2017-03-12", action, json);
    }

    /** The error code of a request; "" if it is accepted. */
    String refusal(Signed signed) throws IOException {
        return json(signed).at("/Response/Error/Code").asText();
    }

    static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
