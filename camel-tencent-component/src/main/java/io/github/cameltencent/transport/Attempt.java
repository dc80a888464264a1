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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.SharedConfiguration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.util.Timeout;

/**
 * One attempt of a call. It ends once, whatever comes first: the answer, a failure, the time-out, or the end of the
 * transport. The end is told on the thread that brought it.
 */
final class Attempt implements FutureCallback<HttpAnswer> {

    static final int MAX_ANSWER_BYTES = 10 * 1024 * 1024;

    private final HttpCall call;
    private final AttemptRequest request;
    private final TransportClock clock;
    private final Set<Attempt> underWay;
    private final AtomicReference<BiConsumer<Verdict, HttpAnswer>> listener;
    /** Set by the thread that starts the attempt; a time-out that comes before them finds nothing to cancel. */
    private volatile Future<HttpAnswer> exchange;

    private volatile Future<?> timeout;

    Attempt(
            HttpCall call,
            SignedRequest signed,
            TransportClock clock,
            Set<Attempt> underWay,
            BiConsumer<Verdict, HttpAnswer> listener) {
        this.call = call;
        this.request = new AttemptRequest(signed);
        this.clock = clock;
        this.underWay = underWay;
        this.listener = new AtomicReference<>(listener);
    }

    /** Begins. Does not block. */
    void start(CloseableHttpAsyncClient client, long leaseMillis, long leftMillis) {
        underWay.add(this);
        timeout = clock.schedule(
                () -> cut("REQUEST_TIMEOUT", "no answer within requestTimeout"), Math.max(1, leftMillis));
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(config(call.options(), leaseMillis));
        try {
            exchange = client.execute(request, new AnswerConsumer(MAX_ANSWER_BYTES), null, context, this);
        } catch (RuntimeException e) {
            failed(e);
        }
        if (listener.get() == null) {
            timeout.cancel(false); // it ended before the time-out was known to it
        }
    }

    /** Ends it now, if it has not ended. */
    void cut(String code, String message) {
        boolean sent = request.sent();
        Verdict verdict = sent
                ? Verdict.failed(Outcome.AMBIGUOUS, code, message + "; the call may have been executed")
                : Verdict.failed(Outcome.TRANSIENT, code, message + "; the request had not gone out");
        if (end(verdict, null)) {
            Future<HttpAnswer> cancelled = exchange;
            if (cancelled != null) {
                cancelled.cancel(true);
            }
        }
    }

    @Override
    public void completed(HttpAnswer answer) {
        int status = answer.status();
        Verdict verdict;
        if (status >= 200 && status < 300 && request.sent()) {
            verdict = call.reader().read(answer);
        } else {
            verdict = StatusVerdicts.of(answer, request.sent(), clock.now(call.options()));
        }
        end(verdict, answer);
    }

    @Override
    public void failed(Exception failure) {
        end(FailureVerdicts.of(failure, request.sent()), null);
    }

    @Override
    public void cancelled() {
        cut("CANCELLED", "the attempt was cancelled");
    }

    private boolean end(Verdict verdict, HttpAnswer answer) {
        BiConsumer<Verdict, HttpAnswer> told = listener.getAndSet(null);
        if (told == null) {
            return false;
        }
        underWay.remove(this);
        Future<?> pending = timeout;
        if (pending != null) {
            pending.cancel(false);
        }
        told.accept(verdict, answer);
        return true;
    }

    @SuppressWarnings("deprecation") // the only place where a connect time-out can be set for one request
    private static RequestConfig config(SharedConfiguration options, long leaseMillis) {
        return RequestConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(options.getConnectTimeout()))
                .setResponseTimeout(Timeout.ofMilliseconds(options.getResponseTimeout()))
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(Math.max(1, leaseMillis)))
                .setRedirectsEnabled(false)
                .build();
    }
}
