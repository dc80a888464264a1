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
package io.github.cameltencent.exchange;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.ApplicationLabel;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.CallObserver;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.InternalErrors;
import io.github.cameltencent.transport.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Service;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Base class of the producers of all services; the only code that completes exchanges. Whatever a service throws, an
 * exchange completes exactly once: with the {@link TencentException}, or else with {@code INTERNAL} by {@link
 * InternalErrors}.
 *
 * <p>A service prepares a request on the calling thread. Results are written to the exchange, and the route continues, on a
 * thread of the route pool.
 */
@SuppressWarnings("checkstyle:IllegalCatch") // an exchange must complete whatever is thrown
public abstract class ServiceProducer extends DefaultAsyncProducer {

    private static final AttemptResult NOT_SENT =
            AttemptResult.failed(Outcome.THROTTLED, "LOCAL_LIMIT", "a dry run is not sent");

    private final String service;
    private final EndpointOptions options;
    private final CallSender calls;

    /** Null if none was set. */
    private Service healthCheck;

    /**
     * Creates the producer of a service.
     *
     * @param service the name of the service in headers and exceptions
     * @param calls sends the calls; null if the service makes none and nothing observes it
     */
    protected ServiceProducer(Endpoint endpoint, String service, EndpointOptions options, CallSender calls) {
        super(endpoint);
        this.service = service;
        this.options = options;
        this.calls = calls;
    }

    /** Sets the service that registers the health check of this producer, started and stopped with it. */
    public void setHealthCheck(Service healthCheck) {
        this.healthCheck = healthCheck;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(healthCheck);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(healthCheck);
        super.doStop();
    }

    /** Returns the operation to report for an exchange that could not be read. */
    protected abstract String operation();

    /**
     * Creates the request of an exchange.
     *
     * @throws TencentException if the exchange cannot be sent
     */
    protected abstract ServiceRequest prepare(Exchange exchange);

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        ServiceRequest request;
        try {
            OutcomeHeaders.clear(exchange);
            request = prepare(exchange);
            if (request.await(refusal -> calls.resume(() -> afterWait(exchange, callback, request, refusal)))) {
                return false;
            }
        } catch (RuntimeException | Error e) {
            failUnsent(exchange, operation(), e);
            callback.done(true);
            return true;
        }
        return send(exchange, callback, request, true);
    }

    private void afterWait(
            Exchange exchange, AsyncCallback callback, ServiceRequest request, TencentException refusal) {
        if (refusal == null) {
            send(exchange, callback, request, false);
        } else {
            failUnsent(exchange, request.operation(), refusal);
            callback.done(false);
        }
    }

    /** Sends the calls, or completes the exchange if there is nothing to send. */
    private boolean send(Exchange exchange, AsyncCallback callback, ServiceRequest request, boolean synchronous) {
        List<HttpCall> toSend = List.of();
        try {
            toSend = request.calls();
            if (toSend.isEmpty()) {
                finishUnsent(exchange, request);
            } else if (options.isDryRun()) {
                show(exchange, request, toSend);
                toSend = List.of();
            }
        } catch (RuntimeException | Error e) {
            toSend = List.of();
            failUnsent(exchange, request.operation(), e);
        }
        if (toSend.isEmpty()) {
            callback.done(synchronous);
            return synchronous;
        }
        new CallBatch(calls, toSend.size(), results -> {
                    write(exchange, request, results);
                    callback.done(false);
                })
                .send(toSend);
        return false;
    }

    private void write(Exchange exchange, ServiceRequest request, List<CallResult> results) {
        try {
            request.finish(exchange, results);
        } catch (TencentException e) {
            fail(exchange, withCall(request.operation(), e));
        } catch (RuntimeException | Error e) {
            fail(exchange, InternalErrors.afterSending(service, request.operation(), e));
        }
    }

    /** Completes an exchange that makes no calls. */
    private void finishUnsent(Exchange exchange, ServiceRequest request) {
        request.finish(exchange, List.of());
        observeUnsent(exchange, request.operation());
    }

    private void failUnsent(Exchange exchange, String operation, Throwable thrown) {
        fail(exchange, unsent(operation, thrown));
        observeUnsent(exchange, operation);
    }

    /** Reports an exchange that ended without a call; the transport reports the others. */
    private void observeUnsent(Exchange exchange, String operation) {
        CallObserver observer = calls == null ? null : calls.observer();
        String outcome = exchange.getProperty(TencentConstants.OUTCOME, String.class);
        if (observer != null && outcome != null) {
            String code = exchange.getProperty(TencentConstants.ERROR_CODE, String.class);
            String application = ApplicationLabel.of(options);
            observer.ended(
                    new TencentCall(service, operation, application, Outcome.valueOf(outcome), code, 0, Duration.ZERO),
                    null);
        }
    }

    private void show(Exchange exchange, ServiceRequest request, List<HttpCall> made) {
        Instant now = Clocks.of(options).instant();
        List<Object> shown = new ArrayList<>(made.size());
        for (HttpCall call : made) {
            SignedRequest signed = call.signer().sign(now);
            call.signer().ended(signed, NOT_SENT); // it may hold the probe of a circuit breaker
            shown.add(request.show(signed));
        }
        Message message = exchange.getMessage();
        message.setBody(shown.size() == 1 ? shown.get(0) : shown);
        message.setHeader(TencentConstants.SERVICE, service);
        message.setHeader(TencentConstants.OPERATION, request.operation());
    }

    private TencentException unsent(String operation, Throwable thrown) {
        return thrown instanceof TencentException known
                ? withCall(operation, known)
                : InternalErrors.beforeSending(service, operation, thrown);
    }

    private TencentException withCall(String operation, TencentException known) {
        return known.getService() != null
                ? known
                : known.toBuilder().call(service, operation).build();
    }

    private void fail(Exchange exchange, TencentException failure) {
        OutcomeHeaders.setFailed(exchange, failure, options.isThrowExceptionOnFailure());
    }
}
