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
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.transport.ApplicationLimits;
import io.github.cameltencent.transport.Backoff;
import io.github.cameltencent.transport.CallListener;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.Continuations;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.HttpTransport;
import io.github.cameltencent.transport.limit.TransportClock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;

/** Starts and stops the transport of a component, with its client and its threads. */
public final class TransportService extends ServiceSupport implements CallSender {

    /** Routes go on here; they may block, so there are more threads than cores. */
    private static final int ROUTE_THREADS =
            Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    /** How long exchanges whose call has ended may take to end themselves. */
    private static final long ROUTES_WAIT_SECONDS = 5;

    private final CamelContext context;
    private final Supplier<HttpClientSettings> settings;
    private final Supplier<CloseableHttpAsyncClient> injected;
    private final LongSupplier stopWaitMillis;

    private ScheduledExecutorService timer;
    private ExecutorService routes;
    private CloseableHttpAsyncClient client;
    private boolean own;
    private Continuations continuations;
    private volatile HttpTransport transport;

    /**
     * Makes the service; nothing is opened before it starts.
     *
     * @param injected gives the user's own client, which is neither started nor closed here; gives null to build one
     * @param stopWaitMillis asked when stopping: how long calls under way may still take
     */
    public TransportService(
            CamelContext context,
            Supplier<HttpClientSettings> settings,
            Supplier<CloseableHttpAsyncClient> injected,
            LongSupplier stopWaitMillis) {
        this.context = context;
        this.settings = settings;
        this.injected = injected;
        this.stopWaitMillis = stopWaitMillis;
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
            continuation.run(); // there are no threads any more, and the exchange must end
        } else {
            current.resume(continuation);
        }
    }

    /** Whether calls can be made. */
    public boolean isRunning() {
        HttpTransport current = transport;
        return current != null && current.isRunning();
    }

    /** What the calls of an application share; null while stopped. */
    public ApplicationLimits scope(String name) {
        HttpTransport current = transport;
        return current == null ? null : current.scope(name);
    }

    @Override
    protected void doStart() {
        CloseableHttpAsyncClient given = injected.get();
        HttpClientSettings built = given == null ? settings.get() : null; // fails before anything is opened
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        timer = executors.newScheduledThreadPool(this, "TencentTimer", timerThreads());
        routes = executors.newThreadPool(this, "TencentRoutes", routeThreads());
        own = given == null;
        client = given != null
                ? given
                : HttpClientFactory.create(
                        built, new CamelThreadFactory(executors.getThreadNamePattern(), "TencentHttp", true));
        TransportClock clock = new SystemClock(timer);
        continuations = new Continuations(routes, ROUTE_THREADS, clock);
        transport = new HttpTransport(
                new HttpAttempts(client, own, clock), clock, new Backoff(ThreadLocalRandom::current), continuations);
    }

    @Override
    protected void doStop() {
        HttpTransport stopping = transport;
        if (stopping != null) {
            stopping.stop(stopWaitMillis.getAsLong());
        }
        if (client != null && own) {
            HttpClientFactory.close(client);
        }
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        if (timer != null) {
            executors.shutdownNow(timer);
        }
        if (routes != null) {
            executors.shutdown(routes); // what is queued there still ends its exchange
            awaitRoutes();
        }
        transport = null;
        client = null;
        timer = null;
        routes = null;
    }

    private void awaitRoutes() {
        if (continuations != null && continuations.isCurrent()) {
            return; // a route that stops its own context would wait for itself
        }
        try {
            routes.awaitTermination(ROUTES_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolProfile timerThreads() {
        ThreadPoolProfile profile = new ThreadPoolProfile("tencentTimer");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(
                -1); // bounded by maxInFlight; Camel's default refuses the 1001st wait, and its call is lost
        return profile;
    }

    static ThreadPoolProfile routeThreads() {
        ThreadPoolProfile profile = new ThreadPoolProfile("tencentRoutes");
        profile.setPoolSize(ROUTE_THREADS);
        profile.setMaxPoolSize(ROUTE_THREADS);
        // bounded by Continuations, which holds callers instead of refusing; -1 would mean no queue at all
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort); // Camel's default drops it silently once stopped
        profile.setKeepAliveTime(60L);
        profile.setAllowCoreThreadTimeOut(true);
        return profile;
    }

    private record SystemClock(ScheduledExecutorService timer) implements TransportClock {

        @Override
        public Instant now(SharedConfiguration options) {
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
