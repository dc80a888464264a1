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

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.sign.bytes.BoundedCache;
import io.github.cameltencent.transport.AttemptListener;
import io.github.cameltencent.transport.AttemptSender;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.SignedRequest;
import io.github.cameltencent.transport.limit.TransportClock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.util.Timeout;

/** Sends attempts with the HTTP client. Thread-safe. */
public final class HttpAttemptSender implements AttemptSender {

    private static final String STOPPED = "STOPPED";
    private static final String CLIENT_FAILED = "CLIENT_FAILED";
    private static final String STOPPED_MESSAGE = "the component was stopped";
    private static final int MAX_CONFIGS = 256;
    static final int MAX_ANSWER_BYTES = 10 * 1024 * 1024;

    private final Supplier<CloseableHttpAsyncClient> client;
    private final boolean managed;
    private final TransportClock clock;
    private final Executor executor;
    private final AttemptTimeouts pending;
    private final AnswerMemoryLimiter memory;
    private final BoundedCache<Timeouts, RequestConfig> configs = new BoundedCache<>(MAX_CONFIGS);
    private volatile boolean draining;
    private volatile boolean stopped;

    private record Timeouts(long connect, long response, long acquire) {}

    /**
     * Creates a sender that uses a client.
     *
     * @param client returns the client, null while there is none that works
     * @param managed whether the client was built by {@link HttpClientFactory}, and so reports when a connection is opened
     *     and a request is sent; false for a user's own client
     * @param executor parses large answers
     */
    public HttpAttemptSender(
            Supplier<CloseableHttpAsyncClient> client, boolean managed, TransportClock clock, Executor executor) {
        this(client, managed, clock, executor, AnswerMemoryLimiter.ofHeap());
    }

    HttpAttemptSender(
            Supplier<CloseableHttpAsyncClient> client,
            boolean managed,
            TransportClock clock,
            Executor executor,
            AnswerMemoryLimiter memory) {
        this.memory = memory;
        this.client = client;
        this.managed = managed;
        this.clock = clock;
        this.executor = executor;
        this.pending = new AttemptTimeouts(clock);
    }

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // an attempt must end whatever the client throws
    public void send(HttpCall call, SignedRequest signed, long leaseUntil, long until, AttemptListener listener) {
        Attempt attempt = new Attempt(call, clock, pending, executor, listener, leaseUntil, until);
        pending.add(attempt);
        CloseableHttpAsyncClient current = client.get();
        if (current == null) {
            attempt.abort(CLIENT_FAILED, "the HTTP client has failed and is being rebuilt");
            return;
        }
        if (!managed) {
            attempt.leased();
        }
        try {
            HttpClientContext context = HttpClientContext.create();
            context.setAttribute(Attempt.KEY, attempt);
            context.setRequestConfig(config(call));
            attempt.exchange(current.execute(
                    new AttemptRequest(signed, attempt, !managed),
                    new AnswerConsumer(MAX_ANSWER_BYTES, call, attempt, memory),
                    null,
                    context,
                    attempt));
        } catch (RuntimeException e) {
            attempt.failed(e);
        } catch (Error e) {
            attempt.failed(new IllegalStateException(e));
        }
        if (stopped) {
            attempt.abort(STOPPED, STOPPED_MESSAGE);
        } else if (draining) {
            attempt.abortWaiting(STOPPED, STOPPED_MESSAGE);
        }
    }

    @Override
    public void abortWaiting() {
        draining = true;
        pending.forEach(attempt -> attempt.abortWaiting(STOPPED, STOPPED_MESSAGE));
    }

    @Override
    public void abortAll() {
        stopped = true;
        pending.forEach(attempt -> attempt.abort(STOPPED, STOPPED_MESSAGE));
    }

    /** Aborts the attempts of a client that has failed. */
    void clientFailed() {
        pending.forEach(attempt -> attempt.abort(CLIENT_FAILED, "the HTTP client has failed"));
    }

    private RequestConfig config(HttpCall call) {
        EndpointOptions options = call.options();
        long response = call.stream() == null
                ? options.getResponseTimeout()
                : call.stream().maxMillis();
        return configs.get(
                new Timeouts(options.getConnectTimeout(), response, options.getAcquireTimeout()),
                HttpAttemptSender::config);
    }

    @SuppressWarnings("deprecation") // the only way to set a connect timeout for one request
    private static RequestConfig config(Timeouts timeouts) {
        return RequestConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(timeouts.connect()))
                .setResponseTimeout(Timeout.ofMilliseconds(timeouts.response()))
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(timeouts.acquire()))
                .setRedirectsEnabled(false)
                .build();
    }
}
