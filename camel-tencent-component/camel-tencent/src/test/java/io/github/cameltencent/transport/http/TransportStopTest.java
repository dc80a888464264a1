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
import io.github.cameltencent.transport.SeparateThread;
import io.github.cameltencent.transport.TransportFixture;
import io.github.cameltencent.transport.limit.RateLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In whatever state a call is when the transport stops, it ends once with the right outcome, and nothing is sent later. */
class TransportStopTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final TransportFixture fixture = new TransportFixture();
    private final HttpCallBuilder calls = HttpCallBuilder.to(server);

    @AfterEach
    void close() {
        latch.countDown();
        fixture.close();
        server.close();
    }

    private static void assertStopped(CompletableFuture<CallResult> call, Outcome outcome) {
        CallResult result = call.orTimeout(2, TimeUnit.SECONDS).join();
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.failure().getCode()).isEqualTo("STOPPED");
    }

    @Test
    void aCallThatWaitsForASlot() {
        server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        calls.options().setMaxInFlight(1);
        CompletableFuture<CallResult> first = fixture.send(calls.call());
        CompletableFuture<CallResult> waiting = CompletableFuture.supplyAsync(
                        () -> fixture.send(calls.call()), SeparateThread.THREADS)
                .thenCompose(call -> call);
        await().until(() -> fixture.transport()
                        .limits(calls.call().application())
                        .inFlightLimiter()
                        .waiting()
                == 1);
        await().until(() -> server.requests().size() == 1);

        fixture.transport().stop(0);

        assertStopped(waiting, Outcome.TRANSIENT);
        assertStopped(first, Outcome.AMBIGUOUS);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCallThatWaitsForAPermit() {
        calls.permits(new RateLimit("k", 1, Duration.ofSeconds(3)));
        assertThat(fixture.call(calls).outcome()).isEqualTo(Outcome.ACCEPTED);
        CompletableFuture<CallResult> waiting = fixture.send(calls.call());

        fixture.transport().stop(0);

        assertStopped(waiting, Outcome.TRANSIENT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCallThatWaitsForAConnection() {
        try (TransportFixture narrow = new TransportFixture(
                new HttpClientSettings(null, null, -1, null, null, null, 1, 300_000, 20_000, 2_000))) {
            server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
            CompletableFuture<CallResult> first = narrow.send(calls.call());
            await().until(() -> server.requests().size() == 1);
            CompletableFuture<CallResult> waiting = narrow.send(calls.call());

            narrow.transport().drain();

            assertStopped(waiting, Outcome.TRANSIENT);
            assertThat(first).isNotDone();
            latch.countDown();
            assertThat(first.join().outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void aCallInItsBackoffEndsWithItsLastOutcome() {
        server.always(ScriptedReplies.answer(429, "", "Retry-After: 3"));
        CompletableFuture<CallResult> paused = fixture.send(calls.call());
        await().until(() -> server.requests().size() == 1);

        fixture.transport().stop(1000);

        CallResult result = paused.orTimeout(2, TimeUnit.SECONDS).join();
        assertThat(result.outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(result.failure().getCode()).isEqualTo("HTTP_429");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCallWhoseRequestWasSentIsAmbiguous() {
        server.always(ScriptedReplies.silence());
        CompletableFuture<CallResult> sent = fixture.send(calls.call());
        await().until(() -> server.requests().size() == 1);

        fixture.transport().stop(0);

        assertStopped(sent, Outcome.AMBIGUOUS);
    }

    @Test
    void aCallWhoseRequestWasNotSentIsTransient() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // https to a silent socket: the handshake never ends
            CompletableFuture<CallResult> connecting =
                    fixture.send(HttpCallBuilder.to(URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/"))
                            .call());

            fixture.transport().stop(0);

            assertStopped(connecting, Outcome.TRANSIENT);
        }
    }

    @Test
    void aCallThatEndsWithinTheStopTimeoutIsAccepted() {
        server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        CompletableFuture<CallResult> call = fixture.send(calls.call());
        await().until(() -> server.requests().size() == 1);
        CompletableFuture<Void> stopping =
                CompletableFuture.runAsync(() -> fixture.transport().stop(20_000), SeparateThread.THREADS);
        await().until(() -> !fixture.transport().isRunning());

        latch.countDown();

        assertThat(call.join().outcome()).isEqualTo(Outcome.ACCEPTED);
        stopping.orTimeout(2, TimeUnit.SECONDS).join();
    }

    @Test
    void aCallThatFailsWhileStoppingIsNotRetried() {
        server.always(ScriptedReplies.after(latch, ScriptedReplies.answer(429, "")));
        CompletableFuture<CallResult> call = fixture.send(calls.call());
        await().until(() -> server.requests().size() == 1);
        fixture.transport().drain();

        latch.countDown();

        assertThat(call.join().attempts()).isEqualTo(1);
    }

    @Test
    void aCallAfterTheStopIsRefused() {
        fixture.transport().stop(0);

        assertStopped(fixture.send(calls.call()), Outcome.TRANSIENT);
        assertStopped(fixture.send(calls.application("never seen before").call()), Outcome.TRANSIENT);
        assertThat(server.connections()).isZero();
    }

    @Test
    void callsInAllStatesEndOnceAndNothingIsSentAfterwards() throws Exception {
        AtomicInteger count = new AtomicInteger();
        server.always((request, socket) -> switch (count.incrementAndGet() % 4) {
            case 0 -> ScriptedReplies.ok().play(request, socket);
            case 1 -> ScriptedReplies.answer(429, "", "Retry-After: 1").play(request, socket);
            case 2 -> ScriptedReplies.reset().play(request, socket);
            default -> ScriptedReplies.silence().play(request, socket);
        });
        calls.options().setMaxInFlight(100);
        AtomicInteger ends = new AtomicInteger();
        int total = 500;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Thread caller = new Thread(() -> IntStream.range(0, total / 10)
                    .forEach(n -> fixture.transport().send(calls.call(), result -> ends.incrementAndGet())));
            callers.add(caller);
            caller.start();
        }
        await().until(() -> server.requests().size() > 80);

        fixture.transport().stop(100);

        for (Thread caller : callers) {
            caller.join(5000);
        }
        assertThat(ends).hasValue(total);
        int seen = server.requests().size();
        assertThat(fixture.transport().open()).isZero();
        fixture.close();
        await().until(() -> server.openConnections() == 0);
        assertThat(ends).hasValue(total);
        assertThat(server.requests()).hasSize(seen);
    }

    @Test
    void aFailingListenerDoesNotPreventTheStop() {
        fixture.transport().send(calls.call(), result -> {
            throw new IllegalStateException("a defect of the listener");
        });

        await().until(() -> fixture.transport().open() == 0);
        assertThat(fixture.call(calls).outcome()).isEqualTo(Outcome.ACCEPTED);
    }
}
