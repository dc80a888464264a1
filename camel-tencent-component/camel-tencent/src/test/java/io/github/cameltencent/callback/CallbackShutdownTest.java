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

/** What stops while callbacks are in progress answers each of them first. */
class CallbackShutdownTest extends CallbackTestSupport {

    private static final int OWN_CODE = 120_001;

    private void held(String server, String options) throws Exception {
        route(server, "&replyTimeout=20000" + options, this::answerWhenReleased);
    }

    private void answerWhenReleased(Exchange exchange) throws InterruptedException {
        latch.await(60, TimeUnit.SECONDS);
        exchange.getMessage().setBody("{\"ErrorCode\":" + OWN_CODE + "}");
    }

    private List<CompletableFuture<ImCallbackAnswer>> inProgress(int many, int routing) {
        List<CompletableFuture<ImCallbackAnswer>> sent = IntStream.range(0, many)
                .mapToObj(i -> before().field("MsgSeq", i)
                        .timeout(Duration.ofSeconds(20))
                        .sendAsync())
                .toList();
        await().until(() -> routed.size() == routing);
        return sent;
    }

    private void stopsWithTheRoutesAnswers(int many, ThrowingRunnable<Exception> stop) {
        List<CompletableFuture<ImCallbackAnswer>> sent = inProgress(many, Math.min(many, 20));

        CompletableFuture<Void> stopped = aside(stop);
        await().until(this::isTurnedAway);
        latch.countDown();

        assertThat(sent).allSatisfy(answer -> isAnsweredBy(answer, OWN_CODE));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
        assertThat(routed).hasSize(many);
    }

    private static void isAnsweredBy(CompletableFuture<ImCallbackAnswer> answer, int code) {
        assertThat(answer).succeedsWithin(Duration.ofSeconds(20));
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().json().path("ErrorCode").asInt()).isEqualTo(code);
    }

    private static CompletableFuture<Void> aside(ThrowingRunnable<Exception> stop) {
        return CompletableFuture.runAsync(() -> {
            try {
                stop.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void aRouteThatStopsAnswersWhatIsInProgress(String server) throws Exception {
        held(server, "");
        stopsWithTheRoutesAnswers(5, () -> context.getRouteController().stopRoute(ROUTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void aContextThatStopsAnswersWhatIsInProgress(String server) throws Exception {
        held(server, "");
        stopsWithTheRoutesAnswers(5, context::stop);
    }

    @Test
    void aContextThatIsSuspendedAnswersWhatIsInProgressAndTakesCallbacksWhenItResumes() throws Exception {
        held("netty-http", "");
        stopsWithTheRoutesAnswers(5, context::suspend);

        context.resume();

        isAnsweredBy(before().sendAsync(), OWN_CODE);
    }

    @Test
    void aComponentThatStopsCutsNothing() throws Exception {
        held("netty-http", "");
        List<CompletableFuture<ImCallbackAnswer>> sent = inProgress(5, 5);

        context.getComponent("tencent").stop();
        latch.countDown();

        assertThat(sent).allSatisfy(answer -> isAnsweredBy(answer, OWN_CODE));
    }

    @Test
    void callbacksThatWaitForAThreadAreRoutedBeforeTheStop() throws Exception {
        held("netty-http", "");
        stopsWithTheRoutesAnswers(25, () -> context.getRouteController().stopRoute(ROUTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void whenTheTimeIsNearlyOverTimeoutReplyIsTheAnswer(String server) throws Exception {
        held(server, "&timeoutReply=forbid");
        context.getShutdownStrategy().setTimeout(2);
        List<CompletableFuture<ImCallbackAnswer>> sent = inProgress(5, 5);
        long began = System.nanoTime();

        context.getRouteController().stopRoute(ROUTE);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        assertThat(latch.getCount()).as("the routes are held").isOne();
        assertThat(sent).allSatisfy(answer -> isAnsweredBy(answer, 1));
    }

    @Test
    void aStopThatIsAbortedTakesCallbacksAgain() throws Exception {
        held("netty-http", "");
        List<CompletableFuture<ImCallbackAnswer>> sent = inProgress(1, 1);

        assertThat(context.getRouteController().stopRoute(ROUTE, 1, TimeUnit.SECONDS, true))
                .isFalse();
        latch.countDown();

        isAnsweredBy(sent.get(0), OWN_CODE);
        isAnsweredBy(before().sendAsync(), OWN_CODE);
    }
}
