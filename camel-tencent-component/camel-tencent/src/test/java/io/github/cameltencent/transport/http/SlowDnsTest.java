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
import io.github.cameltencent.transport.TransportFixture;
import io.github.cameltencent.transport.limit.RateLimit;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A slow name lookup delays only the calls to that name, at most for connectTimeout. */
@Tag("httpclient")
class SlowDnsTest {

    private static final Duration FAULT = Duration.ofSeconds(10);

    private final ScriptedServer server = ScriptedServer.start();
    private final Queue<String> lookups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final TransportFixture fixture = new TransportFixture(TransportFixture.PLAIN, new HangingDns());
    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final HttpCallBuilder hanging =
            HttpCallBuilder.to(URI.create("http://hanging.test:" + server.port() + "/"));

    /** Takes ten seconds for one name, like an unreachable name server. */
    private final class HangingDns implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            lookups.add(host + " by " + Thread.currentThread().getName());
            if (host.startsWith("hanging")) {
                try {
                    answered.await(FAULT.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new UnknownHostException(host);
                }
            }
            if (host.startsWith("unknown")) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @AfterEach
    void close() {
        answered.countDown();
        fixture.close();
        server.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static Duration took(Runnable action) {
        long sent = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - sent);
    }

    @Test
    void aCallToASlowNameEndsWithinConnectTimeout() {
        CallResult[] result = new CallResult[1];
        Duration took = took(() -> result[0] = fixture.call(hanging.retries(0)));

        assertThat(result[0].outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(result[0].failure().getCode()).isEqualTo("CONNECT_TIMEOUT");
        assertThat(took).isBetween(Duration.ofMillis(800), Duration.ofMillis(2000));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theCallerIsNotBlocked() {
        Duration took = took(() -> fixture.send(hanging.call()));

        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void timeoutsOfOtherCallsAreOnTime() {
        server.always(ScriptedReplies.silence());
        for (int i = 0; i < 20; i++) {
            fixture.send(hanging.permits(new RateLimit("slow", 1, Duration.ofMillis(20)))
                    .call());
        }
        HttpCallBuilder other = HttpCallBuilder.to(URI.create("http://other.test:" + server.port() + "/"))
                .retries(0);
        other.options().setRequestTimeout(1000);

        Duration took =
                took(() -> assertThat(fixture.call(other).failure().getCode()).isEqualTo("REQUEST_TIMEOUT"));

        assertThat(took).isBetween(Duration.ofMillis(900), Duration.ofMillis(2000));
    }

    @Test
    void retriesToASlowNameDoNotDelayOtherCalls() {
        hanging.options().setConnectTimeout(100);
        hanging.options().setMaxRetries(3);
        CompletableFuture<CallResult> retried = fixture.send(hanging.call());
        HttpCallBuilder other = HttpCallBuilder.to(URI.create("http://other.test:" + server.port() + "/"));

        while (!retried.isDone()) {
            assertThat(took(() -> assertThat(fixture.call(other).outcome()).isEqualTo(Outcome.ACCEPTED)))
                    .isLessThan(Duration.ofSeconds(2));
        }
        assertThat(retried.join().attempts()).isEqualTo(4);
    }

    @Test
    void aPushFromAnEventLoopDoesNotBlockTheLoop() throws Exception {
        Duration took =
                loops.submit(() -> took(() -> fixture.send(hanging.call()))).get(15, TimeUnit.SECONDS);

        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void anAttemptFromAnEventLoopIsSignedByAThreadOfThePool() throws Exception {
        CompletableFuture<String> signedBy = new CompletableFuture<>();
        HttpCallBuilder calls = HttpCallBuilder.to(server);

        loops.submit(() -> fixture.send(calls.call(now -> {
                    signedBy.complete(Thread.currentThread().getName());
                    return calls.call().signer().sign(now);
                })))
                .get(5, TimeUnit.SECONDS)
                .get(5, TimeUnit.SECONDS);

        assertThat(signedBy.join()).isEqualTo("test-route");
    }

    @Test
    void callsToTheSameNameShareOneLookup() {
        for (int i = 0; i < 20; i++) {
            fixture.send(hanging.call());
        }
        CompletableFuture<CallResult> last = fixture.send(hanging.call());
        await().until(() -> !lookups.isEmpty());

        answered.countDown();

        assertThat(last.join().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(lookups).containsExactly("hanging.test by test-names");
    }

    @Test
    void anUnknownNameIsTransient() {
        CallResult result = fixture.call(HttpCallBuilder.to(URI.create("http://unknown.test:" + server.port() + "/"))
                .retries(0));

        assertThat(result.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(result.failure().getCode()).isEqualTo("HOST_UNKNOWN");
    }

    @Test
    void addressesNeedNoLookup() {
        assertThat(fixture.call(HttpCallBuilder.to(URI.create("http://127.0.0.1:" + server.port() + "/")))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(lookups).isEmpty();
    }
}
