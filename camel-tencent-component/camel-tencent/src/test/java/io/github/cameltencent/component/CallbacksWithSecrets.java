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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.sign.ImCallbackSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

/** Callbacks that are routed and refused. A Sign stays good for a minute, so it is as secret as the token. */
final class CallbacksWithSecrets {

    static final String TOKEN = "token-of-the-callbacks";
    static final String PREVIOUS_TOKEN = "token-of-before-for-callbacks";

    private CallbacksWithSecrets() {}

    static void send(int port, Map<String, String> secrets) throws Exception {
        String time = Long.toString(Instant.now().getEpochSecond());
        String sign = ImCallbackSignature.sign(TOKEN, time);
        String forged = "f".repeat(30) + sign.substring(30);
        secrets.put("the callback token", TOKEN);
        secrets.put("the previous callback token", PREVIOUS_TOKEN);
        secrets.put("a Sign", sign);
        secrets.put("a forged Sign", forged);
        String address = "http://127.0.0.1:" + port + "/callbacks?SdkAppid=" + EmulatorOptions.IM.id()
                + "&CallbackCommand=C2C.CallbackAfterSendMsg&contenttype=json&RequestTime=" + time + "&Sign=";
        String body = "{\"CallbackCommand\":\"C2C.CallbackAfterSendMsg\",\"From_Account\":\"alpha\"}";
        assertThat(post(address + sign, body)).isEqualTo(200);
        assertThat(post(address + sign, "no JSON")).isEqualTo(403);
        assertThat(post(address + forged, body)).isEqualTo(403);
    }

    private static int post(String address, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
