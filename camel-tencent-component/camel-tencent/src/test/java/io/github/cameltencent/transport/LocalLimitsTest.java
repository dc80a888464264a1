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
package io.github.cameltencent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.OnSaturation;
import io.github.cameltencent.credential.RateLimitShare;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.http.HttpClientSettings;
import io.github.cameltencent.transport.limit.InFlightLimiter;
import io.github.cameltencent.transport.limit.RateLimit;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In-flight limit, rate limit, connections and back-pressure. */
class LocalLimitsTest {

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

    private InFlightLimiter limiter() {
        return fixture.transport().limits(calls.call().application()).inFlightLimiter();
    }

    private static void assertLocalLimit(CallResult result) {
        assertThat(result.outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(result.failure().getCode()).isEqualTo("LOCAL_LIMIT");
        assertThat(result.attempts()).isZero();
    }

    @Test
    void blockMakesTheCallerWaitForASlot() throws Exception {
        server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        calls.options().setMaxInFlight(1);
        CompletableFuture<CallResult> first = fixture.send(calls.call());
        CompletableFuture<CompletableFuture<CallResult>> second =
                CompletableFuture.supplyAsync(() -> fixture.send(calls.call()), SeparateThread.THREADS);
        await().until(() -> limiter().waiting() == 1);
        assertThat(server.requests()).hasSizeLessThan(2);

        latch.countDown();

        assertThat(second.get(5, TimeUnit.SECONDS).get(5, TimeUnit.SECONDS).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(first.join().outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void blockEndsAfterAcquireTimeout() {
        server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        calls.options().setMaxInFlight(1);
        calls.options().setAcquireTimeout(200);
        fixture.send(calls.call());
        long sent = System.nanoTime();

        assertLocalLimit(fixture.call(calls));

        assertThat((System.nanoTime() - sent) / 1e6).isCloseTo(200, within(150.0));
        assertThat(server.requests()).hasSizeLessThan(2);
    }

    @Test
    void rejectFailsAtOnce() {
        server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        calls.options().setMaxInFlight(1);
        calls.options().setOnSaturation(OnSaturation.REJECT);
        fixture.send(calls.call());

        assertLocalLimit(fixture.call(calls));
    }

    @Test
    void anIoThreadNeverBlocks() throws Exception {
        server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        calls.options().setMaxInFlight(1);
        fixture.send(calls.call());
        DefaultEventLoop loop = new DefaultEventLoop();
        try {
            assertLocalLimit(loop.submit(() -> fixture.send(calls.call()))
                    .get(2, TimeUnit.SECONDS)
                    .join());
        } finally {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    @Test
    void aListenerThatSendsNeverBlocks() {
        server.then(ScriptedReplies.ok()).always(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        calls.options().setMaxInFlight(1);
        CompletableFuture<CallResult> third = new CompletableFuture<>();

        fixture.transport().send(calls.call(), first -> {
            fixture.send(calls.call());
            fixture.transport().send(calls.call(), third::complete);
        });

        assertLocalLimit(third.orTimeout(2, TimeUnit.SECONDS).join());
    }

    @Test
    void theLimitBelongsToTheApplication() {
        server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        calls.options().setMaxInFlight(1);
        calls.options().setOnSaturation(OnSaturation.REJECT);
        fixture.send(calls.call());
        await().until(() -> server.requests().size() == 1);

        assertThat(fixture.call(calls.application("another")).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theFirstWaitingCallerBelowItsLimitGetsTheSlot() throws Exception {
        ManualTransportClock time = new ManualTransportClock();
        InFlightLimiter limiter = new InFlightLimiter(time);
        limiter.acquire(2, 0);
        limiter.acquire(2, 0);
        CompletableFuture<Boolean> narrow =
                CompletableFuture.supplyAsync(() -> acquire(limiter, 1), SeparateThread.THREADS);
        await().until(() -> limiter.waiting() == 1);
        CompletableFuture<Boolean> wide =
                CompletableFuture.supplyAsync(() -> acquire(limiter, 2), SeparateThread.THREADS);
        await().until(() -> limiter.waiting() == 2);

        limiter.release();
        time.advance(Duration.ofMillis(5));

        assertThat(wide.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(narrow).isNotDone();
        limiter.close();
        assertThat(narrow.get(1, TimeUnit.SECONDS)).isFalse();
    }

    private static boolean acquire(InFlightLimiter limiter, int max) {
        try {
            return limiter.acquire(max, TimeUnit.SECONDS.toNanos(20));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void waitingCallersAreWokenInBatches() throws Exception {
        ManualTransportClock time = new ManualTransportClock();
        InFlightLimiter limiter = new InFlightLimiter(time);
        CompletableFuture<Boolean> held = heldBy(limiter);

        for (int i = 0; i < 7; i++) {
            limiter.release();
        }
        assertThat(limiter.waiting()).isEqualTo(1);
        limiter.release();
        assertThat(held.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(limiter.inFlight()).isEqualTo(57);

        CompletableFuture<Boolean> heldAlone = heldBy(limiter);
        limiter.release();
        time.advance(Duration.ofMillis(5));
        assertThat(heldAlone.get(1, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> heldWithAnother = heldBy(limiter);
        limiter.release();
        time.advance(Duration.ofMillis(1));
        assertThat(limiter.waiting()).isEqualTo(1);
        limiter.release();
        assertThat(heldWithAnother.get(1, TimeUnit.SECONDS)).isTrue();
    }

    /** A caller that waits for a slot. */
    private static CompletableFuture<Boolean> heldBy(InFlightLimiter limiter) throws InterruptedException {
        while (limiter.inFlight() < 64) {
            limiter.acquire(64, 0);
        }
        CompletableFuture<Boolean> held =
                CompletableFuture.supplyAsync(() -> acquire(limiter, 64), SeparateThread.THREADS);
        await().until(() -> limiter.waiting() == 1);
        return held;
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws Exception {
        server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
        calls.options().setMaxInFlight(1);
        fixture.send(calls.call());
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            fixture.transport().send(calls.call(), result::complete);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        await().until(() -> limiter().waiting() == 1);

        caller.interrupt();

        assertLocalLimit(result.get(2, TimeUnit.SECONDS));
        assertThat(interrupted.get(2, TimeUnit.SECONDS)).isTrue();
        assertThat(limiter().waiting()).isZero();
    }

    @Test
    void anInterruptedCallerGetsAFreeSlot() throws Exception {
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            fixture.transport().send(calls.call(), result::complete);
        });
        caller.start();

        assertThat(result.get(5, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void routeThreadsThatSendDoNotDeadlock() throws Exception {
        calls.options().setMaxInFlight(2);
        int chains = 40;
        CountDownLatch ends = new CountDownLatch(chains);
        AtomicInteger accepted = new AtomicInteger();
        for (int i = 0; i < chains; i++) {
            chain(5, accepted, ends);
        }

        assertThat(ends.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(accepted).hasValue(chains * 5);
        assertThat(server.requests()).hasSize(chains * 5);
    }

    /** A route of several calls that continues on route threads. */
    private void chain(int steps, AtomicInteger accepted, CountDownLatch ends) {
        if (steps == 0) {
            ends.countDown();
            return;
        }
        fixture.transport().send(calls.call(), result -> fixture.transport().resume(() -> {
            if (result.outcome() == Outcome.ACCEPTED) {
                accepted.incrementAndGet();
            }
            chain(steps - 1, accepted, ends);
        }));
    }

    @Test
    void theServerNeverSeesMoreCallsInFlightThanAllowed() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.always((request, socket) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(2); // so that the calls overlap
            now.decrementAndGet();
            return ScriptedReplies.ok().play(request, socket);
        });
        calls.options().setMaxInFlight(7);
        List<CompletableFuture<CallResult>> results = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            results.add(fixture.send(calls.call()));
        }

        results.forEach(result -> assertThat(result.join().outcome()).isEqualTo(Outcome.ACCEPTED));
        assertThat(most.get()).isBetween(2, 7);
    }

    @Test
    void aConnectionLeaseTimeoutIsALocalLimit() {
        try (TransportFixture narrow = new TransportFixture(connections(1))) {
            server.then(ScriptedReplies.after(latch, ScriptedReplies.ok()));
            narrow.send(calls.call());
            calls.options().setAcquireTimeout(200);
            long sent = System.nanoTime();

            assertLocalLimit(narrow.call(calls));

            assertThat((System.nanoTime() - sent) / 1e6).isCloseTo(200, within(150.0));
        }
    }

    @Test
    void requestTimeoutStartsWithTheConnectionLease() {
        try (TransportFixture narrow = new TransportFixture(connections(1))) {
            server.always((request, socket) -> {
                Thread.sleep(150); // a slow server
                return ScriptedReplies.ok().play(request, socket);
            });
            calls.options().setRequestTimeout(400);
            List<CompletableFuture<CallResult>> results = IntStream.range(0, 6)
                    .mapToObj(i -> narrow.send(calls.call()))
                    .toList();

            assertThat(results).allMatch(result -> result.join().outcome() == Outcome.ACCEPTED);
        }
    }

    private static HttpClientSettings connections(int most) {
        return new HttpClientSettings(null, null, -1, null, null, null, most, 300_000, 20_000, 2_000);
    }

    @Test
    void theRateLimitHoldsInEveryWindow() {
        fixture.call(calls); // warm-up
        calls.permits(RateLimit.of("k", "40", RateLimitShare.ALL, 0, null));
        calls.options().setAcquireTimeout(10_000);
        List<CompletableFuture<CallResult>> results = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            results.add(fixture.send(calls.call()));
        }
        results.forEach(result -> assertThat(result.join().outcome()).isEqualTo(Outcome.ACCEPTED));

        List<Long> arrivals = server.requests().stream()
                .skip(1)
                .map(ScriptedServer.Request::nanos)
                .sorted()
                .toList();
        int hurry = 8; // tolerance for calls that a busy machine delays
        for (int i = 40 + hurry; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i) - arrivals.get(i - 40 - hurry))
                    .as("call %d", i)
                    .isGreaterThan(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void endpointsWithDifferentRateLimitsShareTheCount() {
        calls.permits(new RateLimit("same", 1, Duration.ofMinutes(1)));
        assertThat(fixture.call(calls).outcome()).isEqualTo(Outcome.ACCEPTED);
        calls.options().setAcquireTimeout(3000);

        assertLocalLimit(fixture.call(calls.permits(new RateLimit("same", 1, Duration.ofSeconds(30)))));
        assertThat(fixture.call(calls.permits(new RateLimit("other", 1, Duration.ofMinutes(1))))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void callersWaitWhileRoutesAreQueued() throws Exception {
        Executor busy = task -> {};
        RouteExecutor executor = new RouteExecutor(busy, 4, new ManualTransportClock());
        for (int i = 0; i < RouteExecutor.MAX_QUEUED; i++) {
            assertThat(executor.awaitRoom(0)).isTrue();
            executor.execute(() -> {});
        }

        assertThat(executor.awaitRoom(TimeUnit.MILLISECONDS.toNanos(10))).isFalse();
        executor.close();
        assertThat(executor.awaitRoom(TimeUnit.SECONDS.toNanos(10))).isTrue();
    }

    @Test
    void failuresOfTheUsersOwnClientAreClassifiedToo() {
        CloseableHttpAsyncClient client =
                HttpAsyncClients.custom().disableAutomaticRetries().build();
        client.start();
        try (TransportFixture foreign = new TransportFixture(client, false)) {
            assertThat(foreign.call(calls).outcome()).isEqualTo(Outcome.ACCEPTED);
            server.then(ScriptedReplies.reset());
            assertThat(foreign.call(calls).outcome()).isEqualTo(Outcome.AMBIGUOUS);
            server.close();
            assertThat(foreign.call(calls.retries(1)).outcome()).isEqualTo(Outcome.TRANSIENT);
            assertThat(foreign.call(calls.get()).outcome()).isIn(Outcome.TRANSIENT, Outcome.AMBIGUOUS);
        }
    }
}
