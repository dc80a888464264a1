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
import io.github.cameltencent.testing.Replies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.Aside;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.Calls;
import io.github.cameltencent.transport.Rig;
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

/** Whatever a call is doing when the transport stops: it ends once, with the right outcome, and nothing is sent later. */
class StopTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Rig rig = new Rig();
    private final Calls calls = Calls.to(server);

    @AfterEach
    void close() {
        latch.countDown();
        rig.close();
        server.close();
    }

    private static void assertStopped(CompletableFuture<CallResult> call, Outcome outcome) {
        CallResult result = call.orTimeout(2, TimeUnit.SECONDS).join();
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.failure().getCode()).isEqualTo("STOPPED");
    }

    @Test
    void aCallThatWaitsForASlot() {
        server.then(Replies.after(latch, Replies.ok()));
        calls.options().setMaxInFlight(1);
        CompletableFuture<CallResult> first = rig.begin(calls.call());
        CompletableFuture<CallResult> waiting = CompletableFuture.supplyAsync(
                        () -> rig.begin(calls.call()), Aside.THREADS)
                .thenCompose(call -> call);
        await().until(() ->
                rig.transport().scope(calls.call().scope()).inFlightLimiter().waiting() == 1);
        await().until(() -> server.requests().size() == 1);

        rig.transport().stop(0);

        assertStopped(waiting, Outcome.TRANSIENT);
        assertStopped(first, Outcome.AMBIGUOUS);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCallThatWaitsForAPermit() {
        calls.permits(new RateLimit("k", 1, Duration.ofSeconds(3)));
        assertThat(rig.call(calls).outcome()).isEqualTo(Outcome.ACCEPTED);
        CompletableFuture<CallResult> waiting = rig.begin(calls.call());

        rig.transport().stop(0);

        assertStopped(waiting, Outcome.TRANSIENT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCallThatWaitsForAConnection() {
        try (Rig narrow =
                new Rig(new HttpClientSettings(null, null, -1, null, null, null, 1, 300_000, 20_000, 2_000))) {
            server.then(Replies.after(latch, Replies.ok()));
            CompletableFuture<CallResult> first = narrow.begin(calls.call());
            await().until(() -> server.requests().size() == 1);
            CompletableFuture<CallResult> waiting = narrow.begin(calls.call());

            narrow.transport().drain();

            assertStopped(waiting, Outcome.TRANSIENT);
            assertThat(first).isNotDone();
            latch.countDown();
            assertThat(first.join().outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void aCallInItsBackOffEndsWithTheOutcomeThatItHas() {
        server.always(Replies.answer(429, "", "Retry-After: 3"));
        CompletableFuture<CallResult> paused = rig.begin(calls.call());
        await().until(() -> server.requests().size() == 1);

        rig.transport().stop(1000);

        CallResult result = paused.orTimeout(2, TimeUnit.SECONDS).join();
        assertThat(result.outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(result.failure().getCode()).isEqualTo("HTTP_429");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCallWhoseRequestWasSentIsAmbiguous() {
        server.always(Replies.silence());
        CompletableFuture<CallResult> sent = rig.begin(calls.call());
        await().until(() -> server.requests().size() == 1);

        rig.transport().stop(0);

        assertStopped(sent, Outcome.AMBIGUOUS);
    }

    @Test
    void aCallWhoseRequestWasNotSentIsTransient() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // https to a socket that says nothing: the handshake never ends
            CompletableFuture<CallResult> connecting =
                    rig.begin(Calls.to(URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/"))
                            .call());

            rig.transport().stop(0);

            assertStopped(connecting, Outcome.TRANSIENT);
        }
    }

    @Test
    void aCallThatEndsWithinTheTimeIsAccepted() {
        server.then(Replies.after(latch, Replies.ok()));
        CompletableFuture<CallResult> call = rig.begin(calls.call());
        await().until(() -> server.requests().size() == 1);
        CompletableFuture<Void> stopping =
                CompletableFuture.runAsync(() -> rig.transport().stop(20_000), Aside.THREADS);
        await().until(() -> !rig.transport().isRunning());

        latch.countDown();

        assertThat(call.join().outcome()).isEqualTo(Outcome.ACCEPTED);
        stopping.orTimeout(2, TimeUnit.SECONDS).join();
    }

    @Test
    void aCallThatFailsWhileStoppingIsNotRepeated() {
        server.always(Replies.after(latch, Replies.answer(429, "")));
        CompletableFuture<CallResult> call = rig.begin(calls.call());
        await().until(() -> server.requests().size() == 1);
        rig.transport().drain();

        latch.countDown();

        assertThat(call.join().attempts()).isEqualTo(1);
    }

    @Test
    void aCallThatComesLaterIsRefused() {
        rig.transport().stop(0);

        assertStopped(rig.begin(calls.call()), Outcome.TRANSIENT);
        assertStopped(rig.begin(calls.scope("never seen before").call()), Outcome.TRANSIENT);
        assertThat(server.connections()).isZero();
    }

    @Test
    void manyCallsInAllStatesEndOnceEachAndNothingIsSentAfterwards() throws Exception {
        AtomicInteger count = new AtomicInteger();
        server.always((request, socket) -> switch (count.incrementAndGet() % 4) {
            case 0 -> Replies.ok().play(request, socket);
            case 1 -> Replies.answer(429, "", "Retry-After: 1").play(request, socket);
            case 2 -> Replies.reset().play(request, socket);
            default -> Replies.silence().play(request, socket);
        });
        calls.options().setMaxInFlight(100);
        AtomicInteger ends = new AtomicInteger();
        int total = 500;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Thread caller = new Thread(() -> IntStream.range(0, total / 10)
                    .forEach(n -> rig.transport().send(calls.call(), result -> ends.incrementAndGet())));
            callers.add(caller);
            caller.start();
        }
        await().until(() -> server.requests().size() > 80);

        rig.transport().stop(100);

        for (Thread caller : callers) {
            caller.join(5000);
        }
        assertThat(ends).hasValue(total);
        int seen = server.requests().size();
        assertThat(rig.transport().open()).isZero();
        rig.close();
        await().until(() -> server.openConnections() == 0);
        assertThat(ends).hasValue(total);
        assertThat(server.requests()).hasSize(seen);
    }

    @Test
    void anEndThatFailsDoesNotKeepTheTransportFromStopping() {
        rig.transport().send(calls.call(), result -> {
            throw new IllegalStateException("a defect of the listener");
        });

        await().until(() -> rig.transport().open() == 0);
        assertThat(rig.call(calls).outcome()).isEqualTo(Outcome.ACCEPTED);
    }
}
