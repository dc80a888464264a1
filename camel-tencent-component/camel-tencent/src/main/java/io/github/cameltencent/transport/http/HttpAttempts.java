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
import io.github.cameltencent.transport.AttemptLayer;
import io.github.cameltencent.transport.AttemptListener;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.SignedRequest;
import io.github.cameltencent.transport.limit.TransportClock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.util.Timeout;

/** Makes attempts with the HTTP client. Thread-safe. */
public final class HttpAttempts implements AttemptLayer {

    private static final String STOPPED = "STOPPED";
    private static final String CLIENT_FAILED = "CLIENT_FAILED";
    private static final String WHY = "the component was stopped";
    private static final int MAX_CONFIGS = 256;
    static final int MAX_ANSWER_BYTES = 10 * 1024 * 1024;

    private final Supplier<CloseableHttpAsyncClient> client;
    private final boolean own;
    private final TransportClock clock;
    private final Executor executor;
    private final AttemptTimeouts pending;
    private final AnswerMemory memory;
    private final BoundedCache<Timeouts, RequestConfig> configs = new BoundedCache<>(MAX_CONFIGS);
    private volatile boolean ending;
    private volatile boolean ended;

    private record Timeouts(long connect, long response, long acquire) {}

    /**
     * A layer over a client.
     *
     * @param client gives null while there is none that works
     * @param own whether the client tells when a connection is opened and when a request goes out, as those of
     *     {@link HttpClientFactory} do; a user's own does not
     * @param executor reads large answers
     */
    public HttpAttempts(
            Supplier<CloseableHttpAsyncClient> client, boolean own, TransportClock clock, Executor executor) {
        this(client, own, clock, executor, AnswerMemory.ofHeap());
    }

    HttpAttempts(
            Supplier<CloseableHttpAsyncClient> client,
            boolean own,
            TransportClock clock,
            Executor executor,
            AnswerMemory memory) {
        this.memory = memory;
        this.client = client;
        this.own = own;
        this.clock = clock;
        this.executor = executor;
        this.pending = new AttemptTimeouts(clock);
    }

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // an attempt must end whatever the client throws
    public void begin(HttpCall call, SignedRequest signed, long leaseUntil, long until, AttemptListener listener) {
        Attempt attempt = new Attempt(call, clock, pending, executor, listener, leaseUntil, until);
        pending.add(attempt);
        CloseableHttpAsyncClient current = client.get();
        if (current == null) {
            attempt.cut(CLIENT_FAILED, "the HTTP client has failed, and is being built anew");
            return;
        }
        if (!own) {
            attempt.leased();
        }
        try {
            HttpClientContext context = HttpClientContext.create();
            context.setAttribute(Attempt.KEY, attempt);
            context.setRequestConfig(config(call));
            attempt.exchange(current.execute(
                    new AttemptRequest(signed, attempt, !own),
                    new AnswerConsumer(MAX_ANSWER_BYTES, call, attempt, memory),
                    null,
                    context,
                    attempt));
        } catch (RuntimeException e) {
            attempt.failed(e);
        } catch (Error e) {
            attempt.failed(new IllegalStateException(e));
        }
        if (ended) {
            attempt.cut(STOPPED, WHY);
        } else if (ending) {
            attempt.cutWaiting(STOPPED, WHY);
        }
    }

    @Override
    public void cutWaiting() {
        ending = true;
        pending.forEach(attempt -> attempt.cutWaiting(STOPPED, WHY));
    }

    @Override
    public void cutAll() {
        ended = true;
        pending.forEach(attempt -> attempt.cut(STOPPED, WHY));
    }

    /** Ends the attempts of a client that has failed. */
    void clientFailed() {
        pending.forEach(attempt -> attempt.cut(CLIENT_FAILED, "the HTTP client has failed"));
    }

    private RequestConfig config(HttpCall call) {
        EndpointOptions options = call.options();
        long response = call.stream() == null
                ? options.getResponseTimeout()
                : call.stream().longestMillis();
        return configs.get(
                new Timeouts(options.getConnectTimeout(), response, options.getAcquireTimeout()), HttpAttempts::config);
    }

    @SuppressWarnings("deprecation") // the only place where a connect time-out can be set for one request
    private static RequestConfig config(Timeouts timeouts) {
        return RequestConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(timeouts.connect()))
                .setResponseTimeout(Timeout.ofMilliseconds(timeouts.response()))
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(timeouts.acquire()))
                .setRedirectsEnabled(false)
                .build();
    }
}
