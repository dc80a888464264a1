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
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A minimal TPNS client with the JDK's HTTP client and a signature built here. */
final class TpnsClient {

    static final ObjectMapper JSON = new ObjectMapper();

    final String baseUri;
    final KeyPair app;
    Instant now;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TpnsClient(String baseUri, KeyPair app) {
        this.baseUri = baseUri;
        this.app = app;
    }

    static TpnsClient android(TencentEmulator emulator) {
        return new TpnsClient(emulator.baseUri(), EmulatorOptions.TPNS_ANDROID);
    }

    static TpnsClient ios(TencentEmulator emulator) {
        return new TpnsClient(emulator.baseUri(), EmulatorOptions.TPNS_IOS);
    }

    static String sign(KeyPair app, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(app.key().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + app.id()).getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(mac.doFinal(body));
            return Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder signed(String path, String body) {
        Instant time = now == null ? Instant.now() : now;
        String timestamp = Long.toString(time.getEpochSecond());
        return HttpRequest.newBuilder(URI.create(baseUri + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("AccessId", app.id())
                .header("TimeStamp", timestamp)
                .header("Sign", sign(app, timestamp, body.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode post(String path, String body) throws IOException {
        return JSON.readTree(exchange(signed(path, body)).body());
    }

    JsonNode push(String body) throws IOException {
        return post("/v3/push/app", body);
    }

    /** Calls the control API. */
    HttpResponse<String> control(String method, String path, String body) throws IOException {
        return exchange(HttpRequest.newBuilder(URI.create(baseUri + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A push to one Android token. */
    static String toToken(String token, String title, String content) {
        ObjectNode push = JSON.createObjectNode();
        push.put("audience_type", "token").put("message_type", "notify");
        push.putArray("token_list").add(token);
        push.putObject("message").put("title", title).put("content", content);
        return push.toString();
    }

    /** JSON from a text with single quotes. */
    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
