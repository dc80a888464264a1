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
package io.github.cameltencent.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.sign.ImCallbackSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks whose form is unusual are served or refused, and tokens that cannot be right are found at the start. */
class CallbackInputsTest extends CallbackTestSupport {

    private static final String COMMAND = "Push.AllMemberPush";

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        String time = Long.toString(Instant.now().getEpochSecond());
        String query = "?SdkAppid=" + APP + "&CallbackCommand=" + COMMAND + "&RequestTime=" + time + "&Sign="
                + ImCallbackSignature.sign(TOKEN, time);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url() + query))
                                .timeout(Duration.ofSeconds(20))
                                .header("Content-Type", contentType)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    // ---- 23

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token-for-tests ",
                " token-for-tests",
                "token-for-tests\n",
                "token for tests",
                "{{im.token}}",
                "\"token\""
            })
    void aTokenThatCannotBeRightIsRefusedAtTheStart(String token) {
        im.setCallbackToken(token);
        assertThatThrownBy(() -> route("netty-http", "", exchange -> {}))
                .hasStackTraceContaining("callbackToken")
                .hasStackTraceContaining("shop");
    }

    @Test
    void anEarlierTokenThatCannotBeRightIsRefusedAtTheStart() {
        im.setPreviousCallbackToken("token-before ");
        assertThatThrownBy(() -> route("netty-http", "", exchange -> {}))
                .hasStackTraceContaining("previousCallbackToken");
    }

    @Test
    void aTokenInTheAddressThatCannotBeRightIsRefusedToo() {
        assertThatThrownBy(() -> route(
                        "netty-http", "&sdkAppId=" + APP + "&callbackToken=RAW{token-for-tests }", exchange -> {}))
                .hasStackTraceContaining("callbackToken");
    }

    @Test
    void aTokenThatIsReplacedByABadOneRefusesCallbacks() throws Exception {
        route("netty-http", "", exchange -> {});
        im.setCallbackToken(TOKEN + "\n");
        assertThat(before().send().status()).isEqualTo(403);
        assertThat(context.getInflightRepository().size()).isZero();
    }

    // ---- 24

    @Test
    void aCallbackThatIsCalledAFormIsServedByPlatformHttp() throws Exception {
        route("platform-http", "", exchange -> exchange.getMessage().setBody("{\"ErrorCode\":1}"));
        String body = "{\"CallbackCommand\":\"" + COMMAND + "\",\"a\":\"1=2, 3 \u4f60=\"}";

        HttpResponse<String> answer = post("application/x-www-form-urlencoded", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"ErrorCode\":1");
        assertThat(routed).hasSize(1);
        assertThat(routed.get(0).getMessage().getBody(String.class)).isEqualTo(body);
        assertThat(routed.get(0).getMessage().getHeaders().keySet()).noneMatch(name -> name.startsWith("{"));
    }

    @Test
    void aFormWhoseTextIsLostIsRefused() throws Exception {
        route("platform-http", "", exchange -> {});
        String body = "{\"CallbackCommand\":\"" + COMMAND + "\",\"a\":\"";

        assertThat(post("application/x-www-form-urlencoded", body + "1&2\"}").statusCode())
                .isEqualTo(403);
        assertThat(post("application/x-www-form-urlencoded", body + "%20\"}").statusCode())
                .isEqualTo(403);
        assertThat(routed).isEmpty();
    }

    // ---- 34

    private static String events(int many) {
        return "{\"CallbackCommand\":\"" + COMMAND + "\",\"Events\":[" + "{},".repeat(many - 1) + "{\"EventTime\":7}]}";
    }

    @Test
    void manyEventsAreRoutedOneByOneAndAnsweredInTime() throws Exception {
        route("netty-http", "&splitEvents=true&replyTimeout=1000", exchange -> {});
        long began = System.nanoTime();

        HttpResponse<String> answer = post("application/json", events(CallbackExchanges.MOST_EVENTS));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        await().until(() -> routed.size() == CallbackExchanges.MOST_EVENTS);
        assertThat(routed.get(routed.size() - 1).getMessage().getHeader("CamelTencentEventTime"))
                .isEqualTo(7L);
    }

    @Test
    void moreEventsThanThereCanBeAreRefusedAtOnce() throws Exception {
        route("netty-http", "&splitEvents=true", exchange -> {});
        long began = System.nanoTime();

        HttpResponse<String> answer = post("application/json", events(300_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("TOO_MANY_EVENTS");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(routed).isEmpty();
    }

    @Test
    void eventsThatAreNotSplitAreOneHoweverMany() throws Exception {
        route("netty-http", "", exchange -> {});
        byte[] body = events(300_000).getBytes(StandardCharsets.US_ASCII);

        assertThat(post("application/json", new String(body, StandardCharsets.US_ASCII))
                        .statusCode())
                .isEqualTo(200);
        assertThat(routed).hasSize(1);
    }
}
