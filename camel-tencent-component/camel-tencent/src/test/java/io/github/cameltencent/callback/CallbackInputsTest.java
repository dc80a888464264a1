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

/** Unusual callbacks are processed or refused, and malformed tokens fail at startup. */
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
    void aMalformedTokenFailsAtStartup(String token) {
        im.setCallbackToken(token);
        assertThatThrownBy(() -> route("netty-http", "", exchange -> {}))
                .hasStackTraceContaining("callbackToken")
                .hasStackTraceContaining("shop");
    }

    @Test
    void aMalformedPreviousTokenFailsAtStartup() {
        im.setPreviousCallbackToken("token-before ");
        assertThatThrownBy(() -> route("netty-http", "", exchange -> {}))
                .hasStackTraceContaining("previousCallbackToken");
    }

    @Test
    void aMalformedTokenOfTheEndpointFailsAtStartup() {
        assertThatThrownBy(() -> route(
                        "netty-http", "&sdkAppId=" + APP + "&callbackToken=RAW{token-for-tests }", exchange -> {}))
                .hasStackTraceContaining("callbackToken");
    }

    @Test
    void callbacksAreRefusedWhileTheTokenIsMalformed() throws Exception {
        route("netty-http", "", exchange -> {});
        im.setCallbackToken(TOKEN + "\n");
        assertThat(beforeSendMsg().send().status()).isEqualTo(403);
        assertThat(context.getInflightRepository().size()).isZero();
    }

    @Test
    void platformHttpAcceptsACallbackWithTheContentTypeOfAForm() throws Exception {
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
    void aFormWhoseOriginalTextIsLostIsRefused() throws Exception {
        route("platform-http", "", exchange -> {});
        String body = "{\"CallbackCommand\":\"" + COMMAND + "\",\"a\":\"";

        assertThat(post("application/x-www-form-urlencoded", body + "1&2\"}").statusCode())
                .isEqualTo(403);
        assertThat(post("application/x-www-form-urlencoded", body + "%20\"}").statusCode())
                .isEqualTo(403);
        assertThat(routed).isEmpty();
    }

    private static String events(int count) {
        return "{\"CallbackCommand\":\"" + COMMAND + "\",\"Events\":[" + "{},".repeat(count - 1)
                + "{\"EventTime\":7}]}";
    }

    @Test
    void manyEventsAreRoutedInOrderAndAnsweredInTime() throws Exception {
        route("netty-http", "&splitEvents=true&replyTimeout=1000", exchange -> {});
        long start = System.nanoTime();

        HttpResponse<String> answer = post("application/json", events(CallbackExchangeFactory.MAX_EVENTS));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        await().until(() -> routed.size() == CallbackExchangeFactory.MAX_EVENTS);
        assertThat(routed.get(routed.size() - 1).getMessage().getHeader("CamelTencentEventTime"))
                .isEqualTo(7L);
    }

    @Test
    void tooManyEventsAreRefusedAtOnce() throws Exception {
        route("netty-http", "&splitEvents=true", exchange -> {});
        long start = System.nanoTime();

        HttpResponse<String> answer = post("application/json", events(300_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("TOO_MANY_EVENTS");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(routed).isEmpty();
    }

    @Test
    void withoutSplitEventsTheNumberOfEventsIsNotLimited() throws Exception {
        route("netty-http", "", exchange -> {});
        byte[] body = events(300_000).getBytes(StandardCharsets.US_ASCII);

        assertThat(post("application/json", new String(body, StandardCharsets.US_ASCII))
                        .statusCode())
                .isEqualTo(200);
        assertThat(routed).hasSize(1);
    }

    @Test
    void aNumberOutOfRangeIsRefusedLikeAnyUnreadableBody() throws Exception {
        route("netty-http", "", exchange -> {});

        HttpResponse<String> answer =
                post("application/json", "{\"CallbackCommand\":\"" + COMMAND + "\",\"a\":1e99999999999}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("BODY_UNREADABLE");
        assertThat(routed).isEmpty();
    }
}
