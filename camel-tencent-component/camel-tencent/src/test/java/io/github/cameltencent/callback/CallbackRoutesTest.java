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

import io.github.cameltencent.emulator.im.callback.ImCallback;
import io.github.cameltencent.emulator.im.callback.ImCallbackAnswer;
import io.github.cameltencent.emulator.im.callback.ImForgery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks are routed and answered in time; invalid ones never reach the route. */
class CallbackRoutesTest extends CallbackTestSupport {

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void theBodyOfTheRouteIsTheReply(String server) throws Exception {
        route(server, "", exchange -> exchange.getMessage().setBody(Map.of("ErrorCode", 1, "ErrorInfo", "not here")));

        ImCallbackAnswer answer = beforeSendMsg().send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("ActionStatus").asText()).isEqualTo("OK");
        assertThat(answer.json().path("ErrorCode").asInt()).isEqualTo(1);
        assertThat(answer.json().path("ErrorInfo").asText()).isEqualTo("not here");
        assertThat(routed).hasSize(1);
        assertThat(routed.get(0).getMessage().getHeaders())
                .containsEntry("CamelTencentCallbackCommand", "C2C.CallbackBeforeSendMsg")
                .containsEntry("CamelTencentSdkAppId", Long.valueOf(APP))
                .containsEntry("CamelTencentClientIp", "203.0.113.7")
                .containsEntry("CamelTencentOptPlatform", "Android")
                .doesNotContainKeys("Sign", "RequestTime");
        assertThat(routed.get(0).getMessage().getHeaders().toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void aSlowRouteGetsTimeoutReplyAndCompletes(String server) throws Exception {
        CountDownLatch through = new CountDownLatch(1);
        route(server, "&replyTimeout=200&timeoutReply=forbid", exchange -> {
            latch.await(30, TimeUnit.SECONDS);
            through.countDown();
        });

        ImCallbackAnswer answer = beforeSendMsg().send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("ErrorCode").asInt()).isEqualTo(1);
        assertThat(answer.time()).isLessThan(Duration.ofMillis(1900));
        latch.countDown();
        assertThat(through.await(10, TimeUnit.SECONDS))
                .as("the exchange completes")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void forgedCallbacksAreRefusedAndNotRouted(String server) throws Exception {
        route(server, "", exchange -> {});

        for (ImForgery how : ImForgery.values()) {
            if (how != ImForgery.NONE) {
                assertThat(beforeSendMsg().forged(how).send().status())
                        .as(how.name())
                        .isEqualTo(how == ImForgery.OVERSIZED ? 413 : 403);
            }
        }
        assertRefused(beforeSendMsg().token("another-token"), 403);
        assertRefused(beforeSendMsg().requestTime(Instant.now().minusSeconds(62)), 403);
        assertRefused(beforeSendMsg().requestTime(Instant.now().plusSeconds(62)), 403);
        assertThat(routed).isEmpty();
        assertThat(beforeSendMsg().send().status()).isEqualTo(200);
        assertThat(routed).hasSize(1);
    }

    @Test
    void aRouteThatKeepsTheBodyAllows() throws Exception {
        route("netty-http", "", exchange -> {});

        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt(-1)).isZero();
        assertThat(routed.get(0).getMessage().getBody(String.class)).contains("\"CallbackCommand\"");
    }

    @Test
    void theReplyMayBeAStream() throws Exception {
        byte[] json = "{\"ErrorCode\":1,\"ErrorInfo\":\"\u4e0d\"}".getBytes(StandardCharsets.UTF_8);
        route("netty-http", "", exchange -> exchange.getMessage().setBody(new ByteArrayInputStream(json)));

        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt()).isEqualTo(1);
        assertThat(beforeSendMsg().send().json().path("ErrorInfo").asText()).isEqualTo("\u4e0d");
    }

    @Test
    void anUnreadableReplyGetsTimeoutReply() throws Exception {
        route("netty-http", "&timeoutReply=forbid", exchange -> exchange.getMessage()
                .setBody(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken");
                    }
                }));

        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt()).isEqualTo(1);
    }

    @Test
    void aReplyWithANumberOutOfRangeIsUnreadable() throws Exception {
        route("netty-http", "&timeoutReply=forbid", exchange -> exchange.getMessage()
                .setBody("{\"ErrorCode\":0,\"MsgSeq\":1e99999999999}"));

        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ErrorCode\":0", "[]", "allowed", "0", "null"})
    void aBodyThatIsNoJsonObjectGetsTimeoutReply(String body) throws Exception {
        route("netty-http", "&timeoutReply=forbid", exchange -> exchange.getMessage()
                .setBody(body));

        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt()).isEqualTo(1);
    }

    @Test
    void anEmptyBodyAllows() throws Exception {
        route("netty-http", "&timeoutReply=forbid", exchange -> exchange.getMessage()
                .setBody(" "));

        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt(-1)).isZero();
    }

    @Test
    void aTimeoutReplyWithANumberOutOfRangeFailsAtStartup() {
        assertThatThrownBy(
                        () -> route("netty-http", "&timeoutReply=RAW({\"ErrorCode\":1e99999999999})", exchange -> {}))
                .hasStackTraceContaining("timeoutReply must be allow, forbid or a JSON object");
    }

    @Test
    void aFailedRouteGetsTimeoutReply() throws Exception {
        route("netty-http", "&timeoutReply=forbid", exchange -> {
            throw new IllegalStateException("broken");
        });

        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt()).isEqualTo(1);
    }

    @Test
    void thePreviousTokenIsAcceptedAndTokensCanBeReplaced() throws Exception {
        route("netty-http", "", exchange -> {});
        im.setCallbackToken("the-next-token");
        im.setPreviousCallbackToken(TOKEN);

        assertThat(beforeSendMsg().send().status()).isEqualTo(200);
        assertThat(beforeSendMsg().token("the-next-token").send().status()).isEqualTo(200);

        im.setPreviousCallbackToken(null);
        assertThat(beforeSendMsg().send().status()).isEqualTo(403);
    }

    @Test
    void theBodyCanBeAMap() throws Exception {
        route("netty-http", "&responseType=map", exchange -> {});

        beforeSendMsg().send();

        assertThat(routed.get(0).getMessage().getBody(Map.class))
                .containsEntry("CallbackCommand", "C2C.CallbackBeforeSendMsg");
    }

    @Test
    void splitEventsRoutesEachEvent() throws Exception {
        route("netty-http", "&splitEvents=true&responseType=map", exchange -> {});

        ImCallbackAnswer answer = emulator.im()
                .callback(APP, "Push.OfflinePush")
                .token(TOKEN)
                .to(url())
                .event("{\"TaskId\":\"t-1\",\"PushStage\":1,\"EventTime\":1700000000000}")
                .event("{\"TaskId\":\"t-2\",\"PushStage\":2}")
                .send();

        assertThat(answer.json().path("ErrorCode").asInt(-1)).isZero();
        assertThat(routed)
                .extracting(exchange -> exchange.getMessage().getBody(Map.class).get("TaskId"))
                .containsExactly("t-1", "t-2");
        assertThat(routed.get(0).getMessage().getHeader("CamelTencentEventTime"))
                .isEqualTo(1_700_000_000_000L);
    }

    @Test
    void aReplayGetsTheCachedReplyAndIsNotRouted() throws Exception {
        route("netty-http", "&replayCheck=true", exchange -> exchange.getMessage()
                .setBody("{\"ErrorCode\":" + (routed.size() == 1 ? 120001 : 0) + "}"));
        Instant now = Instant.now();

        ImCallbackAnswer first = beforeSendMsg().requestTime(now).send();
        ImCallbackAnswer again = beforeSendMsg().requestTime(now).send();
        ImCallbackAnswer other =
                beforeSendMsg().requestTime(now).field("MsgSeq", 8).send();

        assertThat(first.json().path("ErrorCode").asInt()).isEqualTo(120001);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.json().path("ErrorCode").asInt(-1)).isZero();
        assertThat(routed).hasSize(2);
    }

    @Test
    void headersOfAClientAreNotTrusted() throws Exception {
        route("netty-http", "", exchange -> {});

        java.net.http.HttpResponse<String> answer = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(java.net.URI.create(
                                        url() + "?SdkAppid=" + APP + "&CallbackCommand=C2C.CallbackBeforeSendMsg"))
                                .header("Sign", "x")
                                .header("CamelTencentSdkAppId", APP)
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                        "{\"CallbackCommand\":\"C2C.CallbackBeforeSendMsg\"}"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("SIGN_MISSING");
        assertThat(answer.headers().map().toString()).doesNotContain("CamelTencent");
    }

    @Test
    void withoutATokenTheRouteDoesNotStart() throws Exception {
        im.setCallbackToken(null);

        assertThatThrownBy(() -> route("netty-http", "", exchange -> {})).hasStackTraceContaining("verifySign=false");

        context.stop();
    }

    @Test
    void unsignedCallbacksAreAcceptedWithVerifySignFalse() throws Exception {
        im.setCallbackToken(null);
        route("netty-http", "&verifySign=false", exchange -> {});

        assertThat(beforeSendMsg().token(null).send().status()).isEqualTo(200);
        assertRefused(beforeSendMsg().sdkAppId("1400000099").token(null), 403);
    }

    @Test
    void theTokenCanBeSetOnTheEndpoint() throws Exception {
        im.setCallbackToken(null);
        route("netty-http", "&sdkAppId=" + APP + "&callbackToken=RAW{" + TOKEN + "}", exchange -> {});

        assertThat(beforeSendMsg().send().status()).isEqualTo(200);
    }

    @Test
    void theWebhookEndpointHasNoProducer() {
        assertThat(context.getEndpoint("tencent:im")).isNotNull();
        assertThatThrownBy(() -> context.getEndpoint("tencent:im").createProducer())
                .hasMessageContaining("service and command");
    }

    private void assertRefused(ImCallback callback, int status) {
        assertThat(callback.send().status()).isEqualTo(status);
    }
}
