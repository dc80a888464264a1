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
package io.github.cameltencent.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCallBuilder;
import io.github.cameltencent.transport.ManualTransportClock;
import io.github.cameltencent.transport.RouteExecutor;
import io.github.cameltencent.transport.SeparateThread;
import io.github.cameltencent.transport.TransportFixture;
import io.github.cameltencent.transport.limit.RateLimit;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lifecycle of the transport in a CamelContext. */
class TransportServiceTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpCallBuilder calls = HttpCallBuilder.to(server);
    private final TransportService service =
            new TransportService(context, () -> TransportFixture.PLAIN, () -> null, () -> 200L);

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        service.stop();
        context.stop();
        server.close();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().contains("Tencent") || thread.getName().contains("idle-connection-evictor"))
                .count();
    }

    private CallResult call() {
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        service.send(calls.call(), result::complete);
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void callsAreSentOnlyWhileItRuns() {
        assertThat(service.isRunning()).isFalse();
        assertThat(call().failure().getCode()).isEqualTo("STOPPED");
        service.start();
        assertThat(service.isRunning()).isTrue();
        assertThat(call().outcome()).isEqualTo(Outcome.ACCEPTED);
        service.stop();
        assertThat(service.isRunning()).isFalse();
        assertThat(call().failure().getCode()).isEqualTo("STOPPED");
        service.start();
        assertThat(call().outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theTimerQueueIsBoundedOnlyByMaxInFlight() {
        int many = 3000; // the default queue of a Camel pool is 1000
        service.start();
        calls.options().setMaxInFlight(many);
        calls.permits(new RateLimit("one", 1, Duration.ofSeconds(10)));
        calls.options().setAcquireTimeout(100_000_000);
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < many; i++) {
            service.send(calls.call(), result -> ended.incrementAndGet());
        }
        await().until(() -> ended.get() == 1);
        service.stop();

        assertThat(ended).as("each is notified").hasValue(many);
    }

    @Test
    void routesContinueOnThreadsOfCamel() throws Exception {
        service.start();
        CompletableFuture<String> thread = new CompletableFuture<>();
        service.send(
                calls.call(),
                result -> service.resume(
                        () -> thread.complete(Thread.currentThread().getName())));

        assertThat(thread.get(5, TimeUnit.SECONDS)).contains("TencentRoutes");
    }

    @Test
    void aProfileOfTheUserSetsHowManyRoutesGoOnAtOnce() throws Exception {
        ThreadPoolProfile one = new ThreadPoolProfile("tencentRoutes");
        one.setPoolSize(1);
        one.setMaxPoolSize(1);
        context.getExecutorServiceManager().registerThreadPoolProfile(one);
        service.start();
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch finished = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            service.resume(() -> {
                used.add(Thread.currentThread());
                finished.countDown();
            });
        }
        assertThat(finished.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(used).hasSize(1);
    }

    @Test
    @Timeout(30)
    void blockedRoutesDoNotBlockTheIoThread() throws Exception {
        service.start();
        CountDownLatch goOn = new CountDownLatch(1);
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        AtomicInteger finished = new AtomicInteger();
        int many = 100; // more than there are threads
        for (int i = 0; i < many; i++) {
            service.resume(() -> {
                used.add(Thread.currentThread());
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    return;
                }
                finished.incrementAndGet();
            });
        }

        goOn.countDown();
        await().until(() -> finished.get() == many);
        assertThat(used).doesNotContain(Thread.currentThread());
    }

    @Test
    void restartsLeakNeitherThreadsNorSockets() {
        long before = threads();
        for (int i = 0; i < 50; i++) {
            service.start();
            assertThat(call().outcome()).isEqualTo(Outcome.ACCEPTED);
            service.stop();
        }

        await().until(() -> threads() <= before);
        await().until(() -> server.openConnections() == 0);
    }

    @Test
    void stopWaitsForContinuingRoutes() throws Exception {
        service.start();
        CountDownLatch inRoute = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        service.send(
                calls.call(),
                result -> service.resume(() -> {
                    inRoute.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    finished.incrementAndGet();
                }));
        assertThat(inRoute.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::stop, SeparateThread.THREADS);
        await().until(() -> !service.isRunning());
        assertThat(stopping).isNotDone();

        goOn.countDown();

        stopping.get(5, TimeUnit.SECONDS);
        assertThat(finished).hasValue(1);
    }

    @Test
    void anExchangeCompletesWhenItsAnswerArrivesAfterTheShutdown() {
        service.start();
        TransportService late = service;
        AtomicInteger ended = new AtomicInteger();
        service.stop();

        late.resume(ended::incrementAndGet);

        assertThat(ended).hasValue(1);
    }

    @Test
    void routesContinueAfterTheShutdownOfThePool() {
        var pool = context.getExecutorServiceManager()
                .newThreadPool(this, "TencentRoutes", TransportThreadPools.routeThreads());
        RouteExecutor executor = new RouteExecutor(pool, 16, new ManualTransportClock());
        AtomicInteger ended = new AtomicInteger();
        context.getExecutorServiceManager().shutdown(pool);

        executor.execute(ended::incrementAndGet);

        assertThat(ended).hasValue(1);
    }

    @Test
    void stopAbortsCallsInFlightAfterItsTimeout() {
        server.always(ScriptedReplies.silence());
        service.start();
        CompletableFuture<CallResult> cut = new CompletableFuture<>();
        service.send(calls.call(), result -> service.resume(() -> cut.complete(result)));
        await().until(() -> server.requests().size() == 1);

        service.stop();

        assertThat(cut).isDone();
        assertThat(cut.join().outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(cut.join().failure().getCode()).isEqualTo("STOPPED");
        await().until(() -> server.openConnections() == 0);
    }
}
