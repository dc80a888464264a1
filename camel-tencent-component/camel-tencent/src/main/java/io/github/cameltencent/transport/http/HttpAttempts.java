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

import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.sign.bytes.BoundedCache;
import io.github.cameltencent.transport.AttemptLayer;
import io.github.cameltencent.transport.AttemptListener;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.SignedRequest;
import io.github.cameltencent.transport.limit.TransportClock;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.util.Timeout;

/** Makes attempts with the HTTP client. Thread-safe. */
public final class HttpAttempts implements AttemptLayer {

    private static final String STOPPED = "STOPPED";
    private static final String WHY = "the component was stopped";
    private static final int MOST_CONFIGS = 256;

    private final CloseableHttpAsyncClient client;
    private final boolean own;
    private final TransportClock clock;
    private final UnderWay underWay;
    private final BoundedCache<Timeouts, RequestConfig> configs = new BoundedCache<>(MOST_CONFIGS);
    private volatile boolean ending;
    private volatile boolean ended;

    private record Timeouts(long connect, long response, long acquire) {}

    /**
     * A layer over a client.
     *
     * @param own whether the client tells when a connection is opened and when a request goes out, as those of
     *     {@link HttpClientFactory} do; a user's own does not
     */
    public HttpAttempts(CloseableHttpAsyncClient client, boolean own, TransportClock clock) {
        this.client = client;
        this.own = own;
        this.clock = clock;
        this.underWay = new UnderWay(clock);
    }

    @Override
    public void begin(HttpCall call, SignedRequest signed, long leaseUntil, long until, AttemptListener listener) {
        Attempt attempt = new Attempt(call, clock, underWay, listener, leaseUntil, until);
        underWay.add(attempt);
        if (!own) {
            attempt.leased();
        }
        try {
            HttpClientContext context = HttpClientContext.create();
            context.setAttribute(Attempt.KEY, attempt);
            context.setRequestConfig(config(call));
            attempt.exchange(client.execute(
                    new AttemptRequest(signed, attempt, !own),
                    new AnswerConsumer(Attempt.MAX_ANSWER_BYTES, call, attempt),
                    null,
                    context,
                    attempt));
        } catch (RuntimeException e) {
            attempt.failed(e);
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
        underWay.forEach(attempt -> attempt.cutWaiting(STOPPED, WHY));
    }

    @Override
    public void cutAll() {
        ended = true;
        underWay.forEach(attempt -> attempt.cut(STOPPED, WHY));
    }

    private RequestConfig config(HttpCall call) {
        SharedConfiguration options = call.options();
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
