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
import io.github.cameltencent.testing.Replies;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What bounds the calls: limiter, connections, the rate limit; and who is held by them. */
class LimitsTest {

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

    private InFlightLimiter limiter() {
        return rig.transport().scope(calls.call().scope()).inFlightLimiter();
    }

    private static void assertLocalLimit(CallResult result) {
        assertThat(result.outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(result.failure().getCode()).isEqualTo("LOCAL_LIMIT");
        assertThat(result.attempts()).isZero();
    }

    @Test
    void blockMakesTheCallerWaitForASlot() throws Exception {
        server.then(Replies.after(latch, Replies.ok()));
        calls.options().setMaxInFlight(1);
        CompletableFuture<CallResult> first = rig.begin(calls.call());
        CompletableFuture<CompletableFuture<CallResult>> second =
                CompletableFuture.supplyAsync(() -> rig.begin(calls.call()), Aside.THREADS);
        await().until(() -> limiter().waiting() == 1);
        assertThat(server.requests()).hasSizeLessThan(2);

        latch.countDown();

        assertThat(second.get(5, TimeUnit.SECONDS).get(5, TimeUnit.SECONDS).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(first.join().outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void blockGivesUpAfterAcquireTimeout() {
        server.then(Replies.after(latch, Replies.ok()));
        calls.options().setMaxInFlight(1);
        calls.options().setAcquireTimeout(200);
        rig.begin(calls.call());
        long begun = System.nanoTime();

        assertLocalLimit(rig.call(calls));

        assertThat((System.nanoTime() - begun) / 1e6).isCloseTo(200, within(150.0));
        assertThat(server.requests()).hasSizeLessThan(2);
    }

    @Test
    void rejectFailsAtOnce() {
        server.then(Replies.after(latch, Replies.ok()));
        calls.options().setMaxInFlight(1);
        calls.options().setOnSaturation(OnSaturation.REJECT);
        rig.begin(calls.call());

        assertLocalLimit(rig.call(calls));
    }

    @Test
    void anIoThreadIsNeverHeld() throws Exception {
        server.then(Replies.after(latch, Replies.ok()));
        calls.options().setMaxInFlight(1);
        rig.begin(calls.call());
        DefaultEventLoop loop = new DefaultEventLoop();
        try {
            assertLocalLimit(loop.submit(() -> rig.begin(calls.call()))
                    .get(2, TimeUnit.SECONDS)
                    .join());
        } finally {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    @Test
    void aListenerThatSendsIsNeverHeldEither() {
        server.then(Replies.ok()).always(Replies.after(latch, Replies.ok()));
        calls.options().setMaxInFlight(1);
        CompletableFuture<CallResult> third = new CompletableFuture<>();

        rig.transport().send(calls.call(), first -> {
            rig.begin(calls.call());
            rig.transport().send(calls.call(), third::complete);
        });

        assertLocalLimit(third.orTimeout(2, TimeUnit.SECONDS).join());
    }

    @Test
    void theLimitBelongsToTheApplication() {
        server.then(Replies.after(latch, Replies.ok()));
        calls.options().setMaxInFlight(1);
        calls.options().setOnSaturation(OnSaturation.REJECT);
        rig.begin(calls.call());
        await().until(() -> server.requests().size() == 1);

        assertThat(rig.call(calls.scope("another")).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aSlotGoesToTheCallerWhoseLimitAllowsIt() throws Exception {
        ManualTime time = new ManualTime();
        InFlightLimiter limiter = new InFlightLimiter(time);
        limiter.acquire(2, 0);
        limiter.acquire(2, 0);
        CompletableFuture<Boolean> narrow = CompletableFuture.supplyAsync(() -> acquire(limiter, 1), Aside.THREADS);
        await().until(() -> limiter.waiting() == 1);
        CompletableFuture<Boolean> wide = CompletableFuture.supplyAsync(() -> acquire(limiter, 2), Aside.THREADS);
        await().until(() -> limiter.waiting() == 2);

        limiter.release();
        time.pass(Duration.ofMillis(5));

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
    void waitingCallersAreWokenForSeveralSlotsOrALittleLater() throws Exception {
        ManualTime time = new ManualTime();
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
        time.pass(Duration.ofMillis(5));
        assertThat(heldAlone.get(1, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> heldWithAnother = heldBy(limiter);
        limiter.release();
        time.pass(Duration.ofMillis(1));
        assertThat(limiter.waiting()).isEqualTo(1);
        limiter.release();
        assertThat(heldWithAnother.get(1, TimeUnit.SECONDS)).isTrue();
    }

    /** A caller that is held, all the limiter being taken. */
    private static CompletableFuture<Boolean> heldBy(InFlightLimiter limiter) throws InterruptedException {
        while (limiter.inFlight() < 64) {
            limiter.acquire(64, 0);
        }
        CompletableFuture<Boolean> held = CompletableFuture.supplyAsync(() -> acquire(limiter, 64), Aside.THREADS);
        await().until(() -> limiter.waiting() == 1);
        return held;
    }

    @Test
    void anInterruptedCallerIsNotHeldAndStaysInterrupted() throws Exception {
        server.then(Replies.after(latch, Replies.ok()));
        calls.options().setMaxInFlight(1);
        rig.begin(calls.call());
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            rig.transport().send(calls.call(), result::complete);
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
    void aCallerThatWasInterruptedBeforeIsServedWhereThereIsAPlace() throws Exception {
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            rig.transport().send(calls.call(), result::complete);
        });
        caller.start();

        assertThat(result.get(5, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void routeThreadsThatSendCannotWaitForEachOther() throws Exception {
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

    /** A route of so many steps, each a call; it goes on, and sends, on a route thread. */
    private void chain(int steps, AtomicInteger accepted, CountDownLatch ends) {
        if (steps == 0) {
            ends.countDown();
            return;
        }
        rig.transport().send(calls.call(), result -> rig.transport().resume(() -> {
            if (result.outcome() == Outcome.ACCEPTED) {
                accepted.incrementAndGet();
            }
            chain(steps - 1, accepted, ends);
        }));
    }

    @Test
    void noMoreCallsAreUnderWayThanAllowed() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.always((request, socket) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(2); // the calls are to overlap
            now.decrementAndGet();
            return Replies.ok().play(request, socket);
        });
        calls.options().setMaxInFlight(7);
        List<CompletableFuture<CallResult>> results = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            results.add(rig.begin(calls.call()));
        }

        results.forEach(result -> assertThat(result.join().outcome()).isEqualTo(Outcome.ACCEPTED));
        assertThat(most.get()).isBetween(2, 7);
    }

    @Test
    void aCallThatGetsNoConnectionInTimeIsALocalLimit() {
        try (Rig narrow = new Rig(connections(1))) {
            server.then(Replies.after(latch, Replies.ok()));
            narrow.begin(calls.call());
            calls.options().setAcquireTimeout(200);
            long begun = System.nanoTime();

            assertLocalLimit(narrow.call(calls));

            assertThat((System.nanoTime() - begun) / 1e6).isCloseTo(200, within(150.0));
        }
    }

    @Test
    void requestTimeoutBeginsWhenTheConnectionIsThere() {
        try (Rig narrow = new Rig(connections(1))) {
            server.always((request, socket) -> {
                Thread.sleep(150); // a slow server
                return Replies.ok().play(request, socket);
            });
            calls.options().setRequestTimeout(400);
            List<CompletableFuture<CallResult>> results = IntStream.range(0, 6)
                    .mapToObj(i -> narrow.begin(calls.call()))
                    .toList();

            assertThat(results).allMatch(result -> result.join().outcome() == Outcome.ACCEPTED);
        }
    }

    private static HttpClientSettings connections(int most) {
        return new HttpClientSettings(null, null, -1, null, null, null, most, 300_000, 20_000, 2_000);
    }

    @Test
    void theServerNeverSeesMoreThanTheLimitInAnyWindow() {
        rig.call(calls); // what is slow the first time is not what is measured here
        calls.permits(RateLimit.of("k", "40", 1.0, 0, null));
        calls.options().setAcquireTimeout(10_000);
        List<CompletableFuture<CallResult>> results = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            results.add(rig.begin(calls.call()));
        }
        results.forEach(result -> assertThat(result.join().outcome()).isEqualTo(Outcome.ACCEPTED));

        List<Long> arrivals = server.requests().stream()
                .skip(1)
                .map(ScriptedServer.Request::nanos)
                .sorted()
                .toList();
        int hurry = 8; // by as many calls a busy machine may delay the ones before
        for (int i = 40 + hurry; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i) - arrivals.get(i - 40 - hurry))
                    .as("call %d", i)
                    .isGreaterThan(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void endpointsWithDifferentLimitsShareTheCount() {
        calls.permits(new RateLimit("same", 1, Duration.ofMinutes(1)));
        assertThat(rig.call(calls).outcome()).isEqualTo(Outcome.ACCEPTED);
        calls.options().setAcquireTimeout(3000);

        assertLocalLimit(rig.call(calls.permits(new RateLimit("same", 1, Duration.ofSeconds(30)))));
        assertThat(rig.call(calls.permits(new RateLimit("other", 1, Duration.ofMinutes(1))))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void callersAreHeldWhileRoutesDoNotKeepUp() throws Exception {
        RouteExecutor executor = new RouteExecutor(task -> {
            // the threads are all busy
        });
        for (int i = 0; i < RouteExecutor.MAX_QUEUED; i++) {
            assertThat(executor.awaitRoom(0)).isTrue();
            executor.execute(() -> {});
        }

        assertThat(executor.awaitRoom(TimeUnit.MILLISECONDS.toNanos(10))).isFalse();
        executor.close();
        assertThat(executor.awaitRoom(TimeUnit.SECONDS.toNanos(10))).isTrue();
    }

    @Test
    void aClientOfTheUsersTellsSentFromUnsentToo() {
        CloseableHttpAsyncClient client =
                HttpAsyncClients.custom().disableAutomaticRetries().build();
        client.start();
        try (Rig foreign = new Rig(client, false)) {
            assertThat(foreign.call(calls).outcome()).isEqualTo(Outcome.ACCEPTED);
            server.then(Replies.reset());
            assertThat(foreign.call(calls).outcome()).isEqualTo(Outcome.AMBIGUOUS);
            server.close();
            assertThat(foreign.call(calls.retries(1)).outcome()).isEqualTo(Outcome.TRANSIENT);
            assertThat(foreign.call(calls.get()).outcome()).isIn(Outcome.TRANSIENT, Outcome.AMBIGUOUS);
        }
    }
}
