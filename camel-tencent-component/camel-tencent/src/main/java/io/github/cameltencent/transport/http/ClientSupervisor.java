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

import io.github.cameltencent.transport.limit.TransportClock;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the HTTP client of a component after it has failed. An {@link Error} such as an {@link OutOfMemoryError} ends an
 * I/O thread of the client, which never recovers from that: it is closed, and a new one is built. Thread-safe.
 */
final class ClientSupervisor implements Supplier<CloseableHttpAsyncClient> {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSupervisor.class);

    /** The delay before the next attempt to build a client. */
    private static final long RETRY_MILLIS = 1000;

    private final Function<ThreadFactory, CloseableHttpAsyncClient> builder;
    private final ThreadFactory threads;
    private final TransportClock clock;
    private final Executor executor;
    private volatile Runnable onFailure = () -> {};
    private volatile Watched current;
    private volatile boolean closed;

    /**
     * Creates a supervisor without a client.
     *
     * @param builder builds and starts a client with the given threads
     * @param executor runs the builder after a failure
     */
    ClientSupervisor(
            Function<ThreadFactory, CloseableHttpAsyncClient> builder,
            ThreadFactory threads,
            TransportClock clock,
            Executor executor) {
        this.builder = builder;
        this.threads = threads;
        this.clock = clock;
        this.executor = executor;
    }

    /** A client and whether one of its threads has failed. */
    private final class Watched {

        private final AtomicBoolean failed = new AtomicBoolean();
        private volatile CloseableHttpAsyncClient client;

        @SuppressWarnings("checkstyle:IllegalCatch") // to log it; the thread ends with it
        Thread thread(Runnable task) {
            return threads.newThread(() -> {
                Throwable cause = null;
                try {
                    task.run();
                } catch (Error e) {
                    cause = e;
                }
                if (!closed && failed.compareAndSet(false, true)) {
                    LOG.error(
                            "An I/O thread of the HTTP client has ended. The calls in flight end, and the client is"
                                    + " rebuilt",
                            cause);
                    clock.schedule(() -> executor.execute(() -> replace(this)), 0);
                }
            });
        }
    }

    /** Builds the first client. */
    synchronized void start() {
        current = build();
    }

    /** Sets the action that ends the attempts of a client that has failed. */
    void onFailure(Runnable action) {
        onFailure = action;
    }

    /** Returns the client, null while there is none that works. */
    @Override
    public CloseableHttpAsyncClient get() {
        Watched watched = current;
        return watched == null || watched.failed.get() ? null : watched.client;
    }

    void close() {
        closed = true;
        Watched watched = current;
        current = null;
        if (watched != null) {
            HttpClientFactory.close(watched.client);
        }
    }

    private Watched build() {
        Watched watched = new Watched();
        watched.client = builder.apply(watched::thread);
        return watched;
    }

    private synchronized void replace(Watched failed) {
        onFailure.run();
        HttpClientFactory.closeNow(failed.client);
        rebuild();
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // memory may still be short: the build must be tried again
    private synchronized void rebuild() {
        if (closed) {
            return;
        }
        try {
            Watched next = build();
            current = next;
            if (closed) {
                HttpClientFactory.close(next.client);
            } else {
                LOG.info("The HTTP client was rebuilt");
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The HTTP client cannot be rebuilt; next attempt in {} ms", RETRY_MILLIS, e);
            clock.schedule(() -> executor.execute(this::rebuild), RETRY_MILLIS);
        }
    }
}
