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

import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.ApplicationLimits;
import io.github.cameltencent.transport.CallListener;
import io.github.cameltencent.transport.CallObserver;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.HttpTransport;
import io.github.cameltencent.transport.PlatformThreads;
import io.github.cameltencent.transport.RetryBackoff;
import io.github.cameltencent.transport.RouteExecutor;
import io.github.cameltencent.transport.limit.RateLimiter;
import io.github.cameltencent.transport.limit.TransportClock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;

/**
 * Starts and stops the transport of a component with its HTTP client and thread pools. It can be restarted; senders that
 * hold a reference to it then use the new transport. Thread-safe.
 */
public final class TransportService extends ServiceSupport implements CallSender {

    /** How long stop waits for routes to complete after their calls have ended. */
    private static final long ROUTES_WAIT_SECONDS = 5;

    private final CamelContext context;
    private final Supplier<HttpClientSettings> settings;
    private final Supplier<CloseableHttpAsyncClient> injected;
    private final LongSupplier stopWaitMillis;
    private final TransportThreadPools pools;
    private final DnsResolver dns;

    private ClientSupervisor client;
    private RouteExecutor executor;
    /** Null if nothing observes the calls. */
    private CallObserver observer;

    private volatile HttpTransport transport;

    /**
     * Creates a service; nothing is opened before it starts.
     *
     * @param injected returns the user's own client, which is neither started nor closed here; null to build one
     * @param stopWaitMillis how long calls in flight may take when the service stops, in milliseconds
     */
    public TransportService(
            CamelContext context,
            Supplier<HttpClientSettings> settings,
            Supplier<CloseableHttpAsyncClient> injected,
            LongSupplier stopWaitMillis) {
        this(context, settings, injected, stopWaitMillis, SystemDefaultDnsResolver.INSTANCE);
    }

    TransportService(
            CamelContext context,
            Supplier<HttpClientSettings> settings,
            Supplier<CloseableHttpAsyncClient> injected,
            LongSupplier stopWaitMillis,
            DnsResolver dns) {
        this.context = context;
        this.settings = settings;
        this.injected = injected;
        this.stopWaitMillis = stopWaitMillis;
        this.pools = new TransportThreadPools(context, this);
        this.dns = dns;
    }

    @Override
    public void send(HttpCall call, CallListener listener) {
        HttpTransport current = transport;
        if (current == null) {
            listener.ended(HttpTransport.refusal(call, HttpTransport.STOPPED));
        } else {
            current.send(call, listener);
        }
    }

    @Override
    public void resume(Runnable continuation) {
        HttpTransport current = transport;
        if (current == null) {
            continuation.run(); // the pool is closed, but the exchange must complete
        } else {
            current.resume(continuation);
        }
    }

    /** Returns whether calls can be sent. */
    public boolean isRunning() {
        HttpTransport current = transport;
        return current != null && current.isRunning();
    }

    /** Returns the limits that the calls of an application share; null while stopped. */
    public ApplicationLimits limits(String name) {
        HttpTransport current = transport;
        return current == null ? null : current.limits(name);
    }

    /** Returns the limits of all applications and inline keys that made calls, by their keys; empty while stopped. */
    public Map<String, ApplicationLimits> applicationLimits() {
        HttpTransport current = transport;
        return current == null ? Map.of() : current.applicationLimits();
    }

    /** Returns the rate limiters that calls used, by their keys; empty while stopped. */
    public Map<String, RateLimiter> rateLimiters() {
        HttpTransport current = transport;
        return current == null ? Map.of() : current.rateLimiters();
    }

    /**
     * Sets what observes the calls from the next start on.
     *
     * @param observer null for nothing
     */
    public void setObserver(CallObserver observer) {
        this.observer = observer;
    }

    @Override
    public CallObserver observer() {
        HttpTransport current = transport;
        return current == null ? null : current.observer();
    }

    /** Returns whether the HTTP client works; it is rebuilt after a failure. */
    public boolean isClientRunning() {
        ClientSupervisor current = client;
        return current == null || current.get() != null;
    }

    @Override
    protected void doStart() {
        CloseableHttpAsyncClient given = injected.get();
        HttpClientSettings built = given == null ? settings.get() : null; // fails before anything is opened
        boolean started = false;
        try {
            pools.open();
            TransportClock clock = new SystemClock(pools.timer());
            executor = new RouteExecutor(pools.routes(), pools.maxRoutes(), clock);
            Supplier<CloseableHttpAsyncClient> clients = given == null ? supervisor(built, clock) : () -> given;
            HttpAttemptSender attempts = new HttpAttemptSender(clients, given == null, clock, executor);
            if (client != null) {
                client.onFailure(attempts::clientFailed);
                client.start();
            }
            transport = new HttpTransport(
                    attempts, clock, new RetryBackoff(ThreadLocalRandom::current), executor, observer);
            started = true;
        } finally {
            if (!started) {
                closeAll();
            }
        }
    }

    private ClientSupervisor supervisor(HttpClientSettings built, TransportClock clock) {
        ThreadFactory threads = PlatformThreads.factory(context, "TencentHttp");
        client = new ClientSupervisor(
                factory -> HttpClientFactory.create(built, factory, dns, pools.names(), clock),
                threads,
                clock,
                executor);
        return client;
    }

    @Override
    protected void doStop() {
        HttpTransport stopping = transport;
        if (stopping != null) {
            stopping.stop(stopWaitMillis.getAsLong());
        }
        closeAll();
        transport = null;
    }

    private void closeAll() {
        if (client != null) {
            client.close();
            client = null;
        }
        // a route that stops its own context must not wait for itself
        boolean routeThread = executor != null && executor.isCurrent();
        pools.close(routeThread ? 0 : ROUTES_WAIT_SECONDS);
        executor = null;
    }

    private record SystemClock(ScheduledExecutorService timer) implements TransportClock {

        @Override
        public Instant now(EndpointOptions options) {
            return Clocks.of(options).instant();
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
