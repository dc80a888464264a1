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

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.http.HttpAttemptSender;
import io.github.cameltencent.transport.http.HttpClientFactory;
import io.github.cameltencent.transport.http.HttpClientSettings;
import io.github.cameltencent.transport.limit.TransportClock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;

/** A transport with a real client and clock but without Camel and without backoff. */
public final class TransportFixture implements AutoCloseable {

    public static final HttpClientSettings PLAIN =
            new HttpClientSettings(null, null, -1, null, null, null, 256, 300_000, 20_000, 2_000);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, r -> thread(r, "test-timer"));
    private static final int ROUTE_THREADS = 4;

    private final ExecutorService routes = Executors.newFixedThreadPool(ROUTE_THREADS, r -> thread(r, "test-route"));
    private final ExecutorService names = Executors.newFixedThreadPool(2, r -> thread(r, "test-names"));
    private final CloseableHttpAsyncClient client;
    private final HttpTransport transport;

    public TransportFixture() {
        this(PLAIN);
    }

    public TransportFixture(HttpClientSettings settings) {
        this(settings, SystemDefaultDnsResolver.INSTANCE);
    }

    /** Uses the given DNS resolver. */
    public TransportFixture(HttpClientSettings settings, DnsResolver dns) {
        this(settings, dns, (client, clock, executor) -> new HttpAttemptSender(() -> client, true, clock, executor));
    }

    /** Uses the given DNS resolver and attempt sender. */
    public TransportFixture(HttpClientSettings settings, DnsResolver dns, AttemptSenderFactory maker) {
        client = HttpClientFactory.create(settings, r -> thread(r, "test-io"), dns, names, clock(timer));
        transport = transport(client, maker);
    }

    /** Creates the attempt sender for a client. */
    public interface AttemptSenderFactory {
        AttemptSender over(CloseableHttpAsyncClient client, TransportClock clock, RouteExecutor executor);
    }

    /** Uses a client of the user instead of its own. */
    public TransportFixture(CloseableHttpAsyncClient client, boolean own) {
        this.client = client;
        transport =
                transport(client, (given, clock, executor) -> new HttpAttemptSender(() -> given, own, clock, executor));
    }

    private HttpTransport transport(CloseableHttpAsyncClient client, AttemptSenderFactory maker) {
        TransportClock clock = clock(timer);
        RouteExecutor executor = new RouteExecutor(routes, ROUTE_THREADS, clock);
        return new HttpTransport(
                maker.over(client, clock, executor),
                clock,
                new RetryBackoff(() -> new Random() {
                    @Override
                    public long nextLong(long bound) {
                        return 0;
                    }
                }),
                executor);
    }

    /** Returns the system clock with a timer. */
    public static TransportClock clock(ScheduledExecutorService timer) {
        return new SystemTransportClock(timer);
    }

    public HttpTransport transport() {
        return transport;
    }

    /** Sends a call and waits for its result. */
    public CallResult call(HttpCall call) {
        try {
            return send(call).orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new AssertionError("the call did not end", e);
        }
    }

    public CallResult call(HttpCallBuilder calls) {
        return call(calls.call());
    }

    /** Sends a call; fails if the listener is notified twice. */
    public CompletableFuture<CallResult> send(HttpCall call) {
        CompletableFuture<CallResult> end = new CompletableFuture<>();
        AtomicInteger ends = new AtomicInteger();
        transport.send(call, result -> {
            assertThat(ends.incrementAndGet()).as("notifications of one call").isEqualTo(1);
            end.complete(result);
        });
        return end;
    }

    @Override
    public void close() {
        transport.stop(0);
        HttpClientFactory.close(client);
        timer.shutdownNow();
        routes.shutdownNow();
        names.shutdownNow();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private record SystemTransportClock(ScheduledExecutorService timer) implements TransportClock {

        @Override
        public Instant now(EndpointOptions options) {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Future<?> schedule(Runnable task, long millis) {
            return timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }
}
