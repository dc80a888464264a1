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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A minimal IM client with the JDK's HTTP client and a UserSig built here. */
final class ImClient {

    final String baseUri;
    KeyPair app;
    String identifier = "administrator";
    /** A UserSig that replaces the generated one. */
    String userSig;

    Clock clock = Clock.systemUTC();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ImClient(TencentEmulator emulator) {
        this(emulator, EmulatorOptions.IM);
    }

    ImClient(TencentEmulator emulator, KeyPair app) {
        this(emulator.baseUri(), app);
    }

    ImClient(String baseUri, KeyPair app) {
        this.baseUri = baseUri;
        this.app = app;
    }

    static String ticket(String sdkAppId, String key, String user, long time, long expire) {
        String text = "TLS.identifier:" + user + "\nTLS.sdkappid:" + sdkAppId + "\nTLS.time:" + time + "\nTLS.expire:"
                + expire + "\n";
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String sig = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            ObjectNode json = TpnsClient.JSON
                    .createObjectNode()
                    .put("TLS.ver", "2.0")
                    .put("TLS.identifier", user)
                    .put("TLS.sdkappid", Long.parseLong(sdkAppId))
                    .put("TLS.time", time)
                    .put("TLS.expire", expire)
                    .put("TLS.sig", sig);
            return packed(json.toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The outer encoding of a UserSig. */
    static String packed(String json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return outer(out.toByteArray());
    }

    static String outer(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '*')
                .replace('/', '-')
                .replace('=', '_');
    }

    String query() {
        String sig = userSig != null
                ? userSig
                : ticket(app.id(), app.key(), identifier, clock.instant().getEpochSecond(), 3600);
        return "sdkappid=" + app.id() + "&identifier=" + URLEncoder.encode(identifier, StandardCharsets.UTF_8)
                + "&usersig=" + sig + "&random=99999999&contenttype=json";
    }

    HttpResponse<String> post(String path, String query, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUri + path + "?" + query))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a call; the JSON body may have single quotes. */
    JsonNode call(String command, String body) throws IOException {
        return TpnsClient.JSON.readTree(
                post("/v4/" + command, query(), body.replace('\'', '"')).body());
    }

    int code(String command, String body) throws IOException {
        return call(command, body).path("ErrorCode").asInt(-1);
    }

    /** A text to one user. */
    static String text(String to, long random, String text) {
        return "{'To_Account':'" + to + "','MsgRandom':" + random + ",'MsgBody':[{'MsgType':'TIMTextElem','MsgContent':"
                + "{'Text':'" + text + "'}}]}";
    }

    /** A push to everybody, or with a condition. */
    static String push(long random, String more) {
        return "{'From_Account':'administrator','MsgRandom':" + random
                + ",'OfflinePushInfo':{'PushFlag':0,'Title':'t','Desc':'d'}" + more + "}";
    }
}
