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

import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.emulator.im.ImCallback;
import io.github.cameltencent.emulator.im.ImCallbackAnswer;
import io.github.cameltencent.emulator.im.ImForgery;
import io.vertx.core.VertxOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks of IM begin routes, and are answered by them in time; what is none never reaches a route. */
class CallbackRoutesTest {

    private static final String TOKEN = "token-for-tests";
    private static final String APP = "1400000001";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ImApplication im = new ImApplication();
    private final List<Exchange> routed = new CopyOnWriteArrayList<>();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final int port = freePort();

    @BeforeEach
    void start() {
        im.setSdkAppId(Long.valueOf(APP));
        im.setCallbackToken(TOKEN);
        TencentApplication shop = new TencentApplication();
        shop.setIm(im);
        context.getRegistry().bind("shop", shop);
    }

    @AfterEach
    void stop() {
        latch.countDown();
        context.stop();
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void theAnswerIsThatOfTheRoute(String server) throws Exception {
        route(server, "", exchange -> exchange.getMessage().setBody(Map.of("ErrorCode", 1, "ErrorInfo", "not here")));

        ImCallbackAnswer answer = before().send();

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
    void aSlowRouteIsAnsweredInTimeAndGoesOn(String server) throws Exception {
        CountDownLatch through = new CountDownLatch(1);
        route(server, "&replyTimeout=200&timeoutReply=forbid", exchange -> {
            latch.await(30, TimeUnit.SECONDS);
            through.countDown();
        });

        ImCallbackAnswer answer = before().send();

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
    void manySlowRoutesAreAllAnsweredWhileNoneIsThrough(String server) throws Exception {
        int many = 300; // far more than a route has threads
        route(server, "&replyTimeout=500&timeoutReply=forbid", exchange -> latch.await(60, TimeUnit.SECONDS));

        List<CompletableFuture<ImCallbackAnswer>> sent = IntStream.range(0, many)
                .mapToObj(i -> before().field("MsgSeq", i).sendAsync())
                .toList();
        List<ImCallbackAnswer> answers =
                sent.stream().map(CompletableFuture::join).toList();

        assertThat(latch.getCount()).as("the routes are held").isOne();
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.json().path("ErrorCode").asInt()).isEqualTo(1));
        System.out.printf(
                "slow routes on %s: %d answered, the slowest after %d ms, with replyTimeout=500%n",
                server,
                many,
                answers.stream()
                        .mapToLong(answer -> answer.time().toMillis())
                        .max()
                        .orElse(0));
        latch.countDown();
        await().untilAsserted(() -> assertThat(routed).hasSize(many));
    }

    @Test
    void oneTooManyIsTurnedAwayAndTakenWhenItComesAgain() throws Exception {
        route("netty-http", "&replyTimeout=300&replayCheck=true", exchange -> latch.await(60, TimeUnit.SECONDS));
        int most = 1020; // twenty with a thread, a thousand that wait
        for (int first = 0; first < most; first += 204) {
            IntStream.range(first, first + 204)
                    .mapToObj(i -> before().field("MsgSeq", i).sendAsync())
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        ImCallback oneMore = before().field("MsgSeq", most).requestTime(Instant.now());

        assertThat(oneMore.send().status()).isEqualTo(503);
        latch.countDown();
        await().until(() -> routed.size() == most);
        assertThat(oneMore.send().status()).isEqualTo(200);
        await().until(() -> routed.size() == most + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void whatIsForgedIsRefusedAndNotRouted(String server) throws Exception {
        route(server, "", exchange -> {});

        for (ImForgery how : ImForgery.values()) {
            if (how != ImForgery.NONE) {
                assertThat(before().forged(how).send().status())
                        .as(how.name())
                        .isEqualTo(how == ImForgery.OVERSIZED ? 413 : 403);
            }
        }
        assertRefused(before().token("another-token"), 403);
        assertRefused(before().requestTime(Instant.now().minusSeconds(62)), 403);
        assertRefused(before().requestTime(Instant.now().plusSeconds(62)), 403);
        assertThat(routed).isEmpty();
        assertThat(before().send().status()).isEqualTo(200);
        assertThat(routed).hasSize(1);
    }

    @Test
    void aRouteThatSaysNothingAllows() throws Exception {
        route("netty-http", "", exchange -> {});

        assertThat(before().send().json().path("ErrorCode").asInt(-1)).isZero();
        assertThat(routed.get(0).getMessage().getBody(String.class)).contains("\"CallbackCommand\"");
    }

    @Test
    void anAnswerMayBeAStreamAsItComesFromAnotherServer() throws Exception {
        byte[] json = "{\"ErrorCode\":1,\"ErrorInfo\":\"\u4e0d\"}".getBytes(StandardCharsets.UTF_8);
        route("netty-http", "", exchange -> exchange.getMessage().setBody(new ByteArrayInputStream(json)));

        assertThat(before().send().json().path("ErrorCode").asInt()).isEqualTo(1);
        assertThat(before().send().json().path("ErrorInfo").asText()).isEqualTo("\u4e0d");
    }

    @Test
    void anAnswerThatCannotBeReadCountsAsAFailure() throws Exception {
        route("netty-http", "&timeoutReply=forbid", exchange -> exchange.getMessage()
                .setBody(new ByteArrayInputStream(new byte[0]) {
                    @Override
                    public int read(byte[] into, int from, int length) {
                        throw new IllegalStateException("broken");
                    }
                }));

        assertThat(before().send().json().path("ErrorCode").asInt()).isEqualTo(1);
    }

    @Test
    void aRouteThatFailsIsAnsweredLikeASlowOne() throws Exception {
        route("netty-http", "&timeoutReply=forbid", exchange -> {
            throw new IllegalStateException("broken");
        });

        assertThat(before().send().json().path("ErrorCode").asInt()).isEqualTo(1);
    }

    @Test
    void theTokenBeforeIsAcceptedAndATokenCanBeReplaced() throws Exception {
        route("netty-http", "", exchange -> {});
        im.setCallbackToken("the-next-token");
        im.setPreviousCallbackToken(TOKEN);

        assertThat(before().send().status()).isEqualTo(200);
        assertThat(before().token("the-next-token").send().status()).isEqualTo(200);

        im.setPreviousCallbackToken(null);
        assertThat(before().send().status()).isEqualTo(403);
    }

    @Test
    void bodiesCanBeMaps() throws Exception {
        route("netty-http", "&responseType=map", exchange -> {});

        before().send();

        assertThat(routed.get(0).getMessage().getBody(Map.class))
                .containsEntry("CallbackCommand", "C2C.CallbackBeforeSendMsg");
    }

    @Test
    void eventsAreSplitOnRequest() throws Exception {
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
    void aRepeatGetsTheRecordedAnswerAndIsNotRouted() throws Exception {
        route("netty-http", "&replayCheck=true", exchange -> exchange.getMessage()
                .setBody("{\"ErrorCode\":" + (routed.size() == 1 ? 120001 : 0) + "}"));
        Instant now = Instant.now();

        ImCallbackAnswer first = before().requestTime(now).send();
        ImCallbackAnswer again = before().requestTime(now).send();
        ImCallbackAnswer other = before().requestTime(now).field("MsgSeq", 8).send();

        assertThat(first.json().path("ErrorCode").asInt()).isEqualTo(120001);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.json().path("ErrorCode").asInt(-1)).isZero();
        assertThat(routed).hasSize(2);
    }

    @Test
    void headersOfAClientDoNotLookLikeOurs() throws Exception {
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
    void withoutATokenTheRouteDoesNotStartUnlessThatIsSaid() throws Exception {
        im.setCallbackToken(null);

        assertThatThrownBy(() -> route("netty-http", "", exchange -> {})).hasStackTraceContaining("verifySign=false");

        context.stop();
    }

    @Test
    void unsignedCallbacksAreTakenWhereThatIsSaid() throws Exception {
        im.setCallbackToken(null);
        route("netty-http", "&verifySign=false", exchange -> {});

        assertThat(before().token(null).send().status()).isEqualTo(200);
        assertRefused(before().sdkAppId("1400000099").token(null), 403);
    }

    @Test
    void theKeysCanStandOnTheEndpoint() throws Exception {
        im.setCallbackToken(null);
        route("netty-http", "&sdkAppId=" + APP + "&callbackToken=RAW{" + TOKEN + "}", exchange -> {});

        assertThat(before().send().status()).isEqualTo(200);
    }

    @Test
    void callbacksAreThoseOfImAlone() {
        assertThat(context.getEndpoint("tencent:im")).isNotNull();
        assertThatThrownBy(() -> context.getEndpoint("tencent:im").createProducer())
                .hasMessageContaining("service and command");
    }

    /** {@code -Dcallbacks=10000} for the long run; it prints how long answers took. */
    @Test
    void ofManyForgedOnesNoneAndOfManyRightOnesAllReachTheRoute() throws Exception {
        int count = Integer.getInteger("callbacks", 300);
        route("netty-http", "&replayCheck=true", exchange -> {});
        ImForgery[] forgeries = ImForgery.values();
        Instant now = Instant.now();
        List<Duration> times = new CopyOnWriteArrayList<>();
        Semaphore underWay = new Semaphore(32);
        for (int i = 0; i < 2 * count; i++) {
            boolean right = i % 2 == 0;
            ImCallback callback = before().field("MsgSeq", i);
            if (right && i < 2000) {
                callback.requestTime(now); // all of one second, with the same Sign
            } else if (!right) {
                callback.forged(forgeries[1 + i / 2 % (forgeries.length - 1)]);
            }
            underWay.acquire();
            callback.sendAsync().whenComplete((answer, failure) -> {
                if (failure == null && (answer.status() == 200) == right) {
                    times.add(answer.time());
                }
                underWay.release();
            });
        }
        underWay.acquire(32);

        assertThat(times).as("answered as they should be").hasSize(2 * count);
        assertThat(routed)
                .extracting(exchange -> exchange.getMessage().getBody(String.class))
                .hasSize(count)
                .doesNotHaveDuplicates();
        List<Duration> sorted = times.stream().sorted().toList();
        System.out.printf(
                "callbacks: %d right, %d forged, answers p50 %d ms, p99 %d ms%n",
                count,
                count,
                sorted.get(count).toMillis(),
                sorted.get(2 * count * 99 / 100).toMillis());
    }

    private void assertRefused(ImCallback callback, int status) {
        assertThat(callback.send().status()).isEqualTo(status);
    }

    private ImCallback before() {
        return emulator.im()
                .callback(APP, "C2C.CallbackBeforeSendMsg")
                .token(TOKEN)
                .to(url())
                .clientIp("203.0.113.7")
                .platform("Android")
                .field("From_Account", "customer-1")
                .field("To_Account", "shop-bot")
                .field("MsgSeq", 7);
    }

    private String url() {
        return "http://127.0.0.1:" + port + "/callbacks";
    }

    private void route(String server, String options, Processor then) throws Exception {
        if (server.equals("platform-http")) {
            // a callback holds one of its threads until it is answered
            context.getRegistry().bind("vertxOptions", new VertxOptions().setWorkerPoolSize(400));
            var configuration =
                    new org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration();
            configuration.setBindHost("127.0.0.1");
            configuration.setBindPort(port);
            context.addService(
                    new org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer(configuration));
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().host("127.0.0.1").port(port).component(server);
                errorHandler(noErrorHandler());
                from("webhook:tencent:im?webhookComponentName=" + server + "&webhookPath=/callbacks" + options)
                        .process(exchange -> routed.add(exchange.copy()))
                        .process(then);
            }
        });
        context.start();
        await().ignoreExceptions().until(() -> new java.net.Socket("127.0.0.1", port).isConnected());
    }

    /** A port of the system's that was free a moment ago: the servers are told which to take. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
