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
import io.github.cameltencent.testing.LogCapture;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.HttpCallBuilder;
import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.SignedRequest;
import io.github.cameltencent.transport.TransportFixture;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An Error on an I/O thread ends the client, which is logged once and rebuilt. */
@Tag("httpclient")
class ClientFailureTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final LogCapture logs = LogCapture.into(logged);
    private final TransportService service =
            new TransportService(context, () -> TransportFixture.PLAIN, () -> null, () -> 200L);

    @BeforeEach
    void start() {
        context.start();
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop();
        context.stop();
        server.close();
        logs.close();
        closed.countDown();
        timer.shutdownNow();
    }

    private CompletableFuture<CallResult> send(HttpCall call) {
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        service.send(call, result::complete);
        return result.orTimeout(10, TimeUnit.SECONDS);
    }

    /** A call whose body throws an Error while the I/O thread writes it. */
    private HttpCall deadly() {
        return HttpCallBuilder.to(server)
                .retries(0)
                .call(now -> new SignedRequest(
                        "POST",
                        server.uri(),
                        Map.of("Content-Type", "text/plain"),
                        RequestBody.streamed(DeadlyBody::new)));
    }

    private static final class DeadlyBody implements AsyncEntityProducer {

        @Override
        public int available() {
            return 1;
        }

        @Override
        public void produce(DataStreamChannel channel) {
            throw new OutOfMemoryError("of this test");
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void failed(Exception cause) {
            // nothing to close
        }

        @Override
        public long getContentLength() {
            return 1;
        }

        @Override
        public String getContentType() {
            return null;
        }

        @Override
        public String getContentEncoding() {
            return null;
        }

        @Override
        public boolean isChunked() {
            return false;
        }

        @Override
        public Set<String> getTrailerNames() {
            return Set.of();
        }

        @Override
        public void releaseResources() {
            // there are none
        }
    }

    @Test
    void callsSucceedWithTheRebuiltClient() {
        server.then(ScriptedReplies.silence());
        CompletableFuture<CallResult> sent = send(HttpCallBuilder.to(server).call());
        await().until(() -> server.requests().size() == 1);

        CallResult killed = send(deadly()).join();

        assertThat(killed.outcome()).isIn(Outcome.AMBIGUOUS, Outcome.TRANSIENT);
        assertThat(sent.join().outcome()).isEqualTo(Outcome.AMBIGUOUS);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        send(HttpCallBuilder.to(server).call()).join().outcome())
                .isEqualTo(Outcome.ACCEPTED));
        assertThat(logged)
                .filteredOn(text -> text.contains("An I/O thread of the HTTP client has ended"))
                .hasSize(1);
    }

    @Test
    void healthIsDownUntilTheClientIsRebuilt() throws Exception {
        CountDownLatch mayBuild = new CountDownLatch(1);
        AtomicInteger built = new AtomicInteger();
        ClientSupervisor supervisor = new ClientSupervisor(
                threads -> {
                    if (built.incrementAndGet() == 2) {
                        throw new IllegalStateException("no memory yet");
                    }
                    if (built.get() > 2) {
                        awaitLatch(mayBuild);
                    }
                    threads.newThread(() -> ioThread(built.get() == 1)).start();
                    return HttpAsyncClients.createDefault();
                },
                task -> new Thread(task, "io"),
                TransportFixture.clock(timer),
                timer);
        supervisor.start();

        await().until(() -> built.get() == 3);
        assertThat(supervisor.get()).isNull();
        mayBuild.countDown();
        await().until(() -> supervisor.get() != null);
        supervisor.close();
    }

    private void ioThread(boolean dies) {
        if (dies) {
            throw new OutOfMemoryError("of this test");
        }
        awaitLatch(closed);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
