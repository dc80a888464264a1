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
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.im.callback.ImCallbackAnswer;
import io.github.cameltencent.transport.SeparateThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.util.function.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shutdown answers the callbacks in progress first. */
class CallbackShutdownTest extends CallbackTestSupport {

    private static final int OWN_CODE = 120_001;

    private void blockedRoute(String server, String options) throws Exception {
        route(server, "&replyTimeout=20000" + options, this::replyWhenReleased);
    }

    private void replyWhenReleased(Exchange exchange) throws InterruptedException {
        latch.await(60, TimeUnit.SECONDS);
        exchange.getMessage().setBody("{\"ErrorCode\":" + OWN_CODE + "}");
    }

    private List<CompletableFuture<ImCallbackAnswer>> sendCallbacks(int count, int routing) {
        List<CompletableFuture<ImCallbackAnswer>> sent = IntStream.range(0, count)
                .mapToObj(i -> beforeSendMsg()
                        .field("MsgSeq", i)
                        .timeout(Duration.ofSeconds(20))
                        .sendAsync())
                .toList();
        await().until(() -> routed.size() == routing);
        return sent;
    }

    private void assertAnsweredByRoute(int count, ThrowingRunnable<Exception> stop) {
        boolean virtual = Boolean.getBoolean("camel.threads.virtual.enabled"); // a thread for each, none is queued
        List<CompletableFuture<ImCallbackAnswer>> sent = sendCallbacks(count, virtual ? count : Math.min(count, 20));

        CompletableFuture<Void> stopped = runAsync(stop);
        await().until(this::isRefusingCallbacks);
        latch.countDown();

        assertThat(sent).allSatisfy(answer -> assertErrorCode(answer, OWN_CODE));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
        assertThat(routed).hasSize(count);
    }

    private static void assertErrorCode(CompletableFuture<ImCallbackAnswer> answer, int code) {
        assertThat(answer).succeedsWithin(Duration.ofSeconds(20));
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().json().path("ErrorCode").asInt()).isEqualTo(code);
    }

    private static CompletableFuture<Void> runAsync(ThrowingRunnable<Exception> stop) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        stop.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                SeparateThread.THREADS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void stoppingTheRouteWaitsForCallbacks(String server) throws Exception {
        blockedRoute(server, "");
        assertAnsweredByRoute(5, () -> context.getRouteController().stopRoute(ROUTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void stoppingTheContextWaitsForCallbacks(String server) throws Exception {
        blockedRoute(server, "");
        assertAnsweredByRoute(5, context::stop);
    }

    @Test
    void suspendingTheContextWaitsForCallbacksAndResumingAcceptsThem() throws Exception {
        blockedRoute("netty-http", "");
        assertAnsweredByRoute(5, context::suspend);

        context.resume();

        assertErrorCode(beforeSendMsg().sendAsync(), OWN_CODE);
    }

    @Test
    void stoppingTheComponentDoesNotInterruptCallbacks() throws Exception {
        blockedRoute("netty-http", "");
        List<CompletableFuture<ImCallbackAnswer>> sent = sendCallbacks(5, 5);

        context.getComponent("tencent").stop();
        latch.countDown();

        assertThat(sent).allSatisfy(answer -> assertErrorCode(answer, OWN_CODE));
    }

    @Test
    void queuedCallbacksAreRoutedBeforeTheStop() throws Exception {
        blockedRoute("netty-http", "");
        assertAnsweredByRoute(25, () -> context.getRouteController().stopRoute(ROUTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void shortlyBeforeTheShutdownTimeoutTimeoutReplyIsSent(String server) throws Exception {
        blockedRoute(server, "&timeoutReply=forbid");
        context.getShutdownStrategy().setTimeout(2);
        List<CompletableFuture<ImCallbackAnswer>> sent = sendCallbacks(5, 5);
        long start = System.nanoTime();

        context.getRouteController().stopRoute(ROUTE);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(latch.getCount()).as("the routes are blocked").isOne();
        assertThat(sent).allSatisfy(answer -> assertErrorCode(answer, 1));
    }

    @Test
    void afterAnAbortedStopCallbacksAreAcceptedAgain() throws Exception {
        blockedRoute("netty-http", "");
        List<CompletableFuture<ImCallbackAnswer>> sent = sendCallbacks(1, 1);

        assertThat(context.getRouteController().stopRoute(ROUTE, 1, TimeUnit.SECONDS, true))
                .isFalse();
        latch.countDown();

        assertErrorCode(sent.get(0), OWN_CODE);
        assertErrorCode(beforeSendMsg().sendAsync(), OWN_CODE);
    }
}
