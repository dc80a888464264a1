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

import io.github.cameltencent.emulator.im.callback.ImCallback;
import io.github.cameltencent.emulator.im.callback.ImCallbackAnswer;
import io.github.cameltencent.emulator.im.callback.ImForgery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many concurrent callbacks: genuine and forged ones, and those of slow routes. */
class CallbackLoadTest extends CallbackTestSupport {

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void allCallbacksOfASlowRouteAreAnsweredBeforeItCompletes(String server) throws Exception {
        int count = 300; // far more than the pool has threads
        route(server, "&replyTimeout=500&timeoutReply=forbid", exchange -> latch.await(60, TimeUnit.SECONDS));

        List<CompletableFuture<ImCallbackAnswer>> sent = IntStream.range(0, count)
                .mapToObj(i -> beforeSendMsg().field("MsgSeq", i).sendAsync())
                .toList();
        List<ImCallbackAnswer> answers =
                sent.stream().map(CompletableFuture::join).toList();

        assertThat(latch.getCount()).as("the routes are blocked").isOne();
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.json().path("ErrorCode").asInt()).isEqualTo(1));
        System.out.printf(
                "slow routes on %s: %d answered, the slowest after %d ms, with replyTimeout=500%n",
                server,
                count,
                answers.stream()
                        .mapToLong(answer -> answer.time().toMillis())
                        .max()
                        .orElse(0));
        latch.countDown();
        await().untilAsserted(() -> assertThat(routed).hasSize(count));
    }

    private void poolOf(int threads, int queue) {
        context.getExecutorServiceManager()
                .registerThreadPoolProfile(new ThreadPoolProfileBuilder("tencentCallbacks")
                        .poolSize(threads)
                        .maxPoolSize(threads)
                        .maxQueueSize(queue)
                        .build());
    }

    @Test
    void oneTooManyIsRefusedAndRoutedWhenItArrivesAgain() throws Exception {
        route("netty-http", "&replyTimeout=300&replayCheck=true", exchange -> latch.await(60, TimeUnit.SECONDS));
        int capacity = 1020; // twenty threads and a queue of a thousand
        for (int first = 0; first < capacity; first += 204) {
            IntStream.range(first, first + 204)
                    .mapToObj(i -> beforeSendMsg().field("MsgSeq", i).sendAsync())
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        ImCallback oneMore = beforeSendMsg().field("MsgSeq", capacity).requestTime(Instant.now());

        assertThat(oneMore.send().status()).isEqualTo(503);
        latch.countDown();
        await().until(() -> routed.size() == capacity);
        assertThat(oneMore.send().status()).isEqualTo(200);
        await().until(() -> routed.size() == capacity + 1);
    }

    @Test
    void poolsWithAThreadForEachTaskHaveTheSameBound() throws Exception {
        context.getExecutorServiceManager().setThreadPoolFactory(new DefaultThreadPoolFactory() {
            @Override
            public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
                return Executors.newCachedThreadPool(threads); // as with virtual threads
            }
        });
        poolOf(2, 3);
        route("netty-http", "&replyTimeout=20000", exchange -> latch.await(60, TimeUnit.SECONDS));
        List<CompletableFuture<ImCallbackAnswer>> sent = IntStream.range(0, 5)
                .mapToObj(i -> beforeSendMsg().field("MsgSeq", i).sendAsync())
                .toList();
        await().until(() -> routed.size() == 5);

        assertThat(beforeSendMsg().field("MsgSeq", 5).send().status()).isEqualTo(503);
        latch.countDown();
        assertThat(sent).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(beforeSendMsg().field("MsgSeq", 6).send().status()).isEqualTo(200);
    }

    @Test
    void callbacksOfAnAsynchronousRouteAreBoundedToo() throws Exception {
        poolOf(2, 1);
        ExecutorService others = Executors.newCachedThreadPool();
        route("netty-http", "&replyTimeout=20000", new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                others.execute(() -> {
                    try {
                        latch.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        exchange.setException(e);
                    }
                    callback.done(false);
                });
                return false;
            }
        });
        List<CompletableFuture<ImCallbackAnswer>> sent = IntStream.range(0, 3)
                .mapToObj(i -> beforeSendMsg().field("MsgSeq", i).sendAsync())
                .toList();
        await().until(() -> routed.size() == 3);

        assertThat(beforeSendMsg().field("MsgSeq", 3).send().status()).isEqualTo(503);
        latch.countDown();
        assertThat(sent).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(beforeSendMsg().field("MsgSeq", 4).send().status()).isEqualTo(200);
        others.shutdownNow();
    }

    @Test
    void theThreadPoolCanBeConfigured() throws Exception {
        poolOf(1, 0);
        route("netty-http", "&replyTimeout=20000", exchange -> latch.await(60, TimeUnit.SECONDS));
        CompletableFuture<ImCallbackAnswer> first = beforeSendMsg().sendAsync();
        await().until(() -> routed.size() == 1);

        assertThat(beforeSendMsg().send().status()).isEqualTo(503);
        latch.countDown();
        assertThat(first.join().status()).isEqualTo(200);
    }

    /** Prints the response times. {@code -Dcallbacks=10000} for the long run. */
    @Test
    void allGenuineAndNoForgedCallbacksAreRouted() throws Exception {
        int count = Integer.getInteger("callbacks", 300);
        route("netty-http", "&replayCheck=true", exchange -> {});
        ImForgery[] forgeries = ImForgery.values();
        Instant now = Instant.now();
        List<Duration> times = new CopyOnWriteArrayList<>();
        Semaphore inFlight = new Semaphore(32);
        for (int i = 0; i < 2 * count; i++) {
            boolean genuine = i % 2 == 0;
            ImCallback callback = beforeSendMsg().field("MsgSeq", i);
            if (genuine && i < 2000) {
                callback.requestTime(now); // the same second, so the same Sign
            } else if (!genuine) {
                callback.forged(forgeries[1 + i / 2 % (forgeries.length - 1)]);
            }
            inFlight.acquire();
            callback.sendAsync().whenComplete((answer, failure) -> {
                if (failure == null && (answer.status() == 200) == genuine) {
                    times.add(answer.time());
                }
                inFlight.release();
            });
        }
        inFlight.acquire(32);

        assertThat(times).as("answered as they should be").hasSize(2 * count);
        assertThat(routed)
                .extracting(exchange -> exchange.getMessage().getBody(String.class))
                .hasSize(count)
                .doesNotHaveDuplicates();
        List<Duration> sorted = times.stream().sorted().toList();
        System.out.printf(
                "callbacks: %d genuine, %d forged, responses p50 %d ms, p99 %d ms%n",
                count,
                count,
                sorted.get(count).toMillis(),
                sorted.get(2 * count * 99 / 100).toMillis());
    }
}
