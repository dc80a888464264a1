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
package io.github.cameltencent.cloud;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.cloud.call.CloudAnswer;
import io.github.cameltencent.cloud.call.CloudCallSettings;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.cloud.call.CloudTarget;
import io.github.cameltencent.cloud.call.CredentialAwaiter;
import io.github.cameltencent.cloud.call.ItemRule;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.exchange.RequestErrors;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceRequest;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.SignedRequest;
import java.io.Closeable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/**
 * Makes calls of the Cloud API: the body contains the parameters, and is replaced by the content of {@code Response}.
 * Thread-safe.
 */
public final class CloudProducer extends ServiceProducer {

    private final String endpointKey;
    private final CloudTarget target;
    private final EndpointOptions options;
    private final boolean partialIsFailure;
    private final ItemProgress items;
    private final CloudRequestFactory requests;
    private final Supplier<CloudCallSettings> currentSettings;
    private final CallSender transport;
    private final CloudCalls calls;

    CloudProducer(
            Endpoint endpoint,
            CloudTarget target,
            EndpointOptions options,
            boolean partialIsFailure,
            CloudRequestFactory requests,
            Supplier<CloudCallSettings> currentSettings,
            CallSender transport,
            CloudCalls calls) {
        super(endpoint, CloudCalls.SERVICE, options, transport);
        this.endpointKey = endpoint.getEndpointKey();
        this.target = target;
        this.options = options;
        this.partialIsFailure = partialIsFailure;
        ItemRule rule = calls.facts().items(target.product(), target.action());
        this.items = new ItemProgress(endpointKey, rule == null ? null : new CloudItems(rule, calls.facts()));
        this.requests = requests;
        this.currentSettings = currentSettings;
        this.transport = transport;
        this.calls = calls;
    }

    @Override
    protected String operation() {
        return target.operation();
    }

    /** The payload of a message, and the part of it that is not executed yet. */
    private record Payloads(CloudPayload complete, CloudPayload remaining) {
        @Override
        public String toString() {
            return "Payloads";
        }
    }

    private Payloads payloads(Exchange exchange) {
        CloudPayload complete = calls.payload(exchange, target);
        return new Payloads(complete, items.remaining(exchange, complete));
    }

    @Override
    protected ServiceRequest prepare(Exchange exchange) {
        CloudCallSettings settings = RequestErrors.mapKeyErrors(currentSettings);
        Payloads body = RequestErrors.mapBodyErrors(() -> payloads(exchange));
        CloudPayload filled = calls.filled(exchange, endpointKey, target, body.remaining());
        CloudRequest request = RequestErrors.mapKeyErrors(() -> requests.create(settings, filled, transport, false));
        return new ServiceRequest() {
            @Override
            public String operation() {
                return target.operation();
            }

            @Override
            public boolean await(Consumer<TencentException> then) {
                if (settings.source().current() != null) {
                    return false;
                }
                new CredentialAwaiter(calls.state(settings), options).await(settings.source(), then);
                return true;
            }

            @Override
            public List<HttpCall> calls() {
                return List.of(request.call());
            }

            @Override
            public Object show(SignedRequest request) {
                return CloudDryRun.show(request);
            }

            @Override
            public void finish(Exchange done, List<CallResult> results) {
                CloudProducer.this.finish(done, results.get(0), request, body);
            }
        };
    }

    private void finish(Exchange exchange, CallResult result, CloudRequest request, Payloads payloads) {
        calls.ended(exchange, endpointKey, payloads.remaining(), result.outcome());
        if (result.failure() != null) {
            OutcomeHeaders.setFailed(exchange, result.failure(), options.isThrowExceptionOnFailure());
            return;
        }
        TencentException.Builder partialFailure =
                items.failure(exchange, payloads.complete(), payloads.remaining(), result);
        TencentException failed = partialFailure == null
                ? null
                : partialFailure.call(CloudCalls.SERVICE, target.operation()).build();
        boolean continues = failed == null || (failed.getOutcome() == Outcome.PARTIAL && !partialIsFailure);
        if (!continues) {
            OutcomeHeaders.setFailed(exchange, failed, options.isThrowExceptionOnFailure());
            return;
        }
        Object body = request.body().apply(result);
        exchange.getMessage().setBody(body);
        if (body instanceof Closeable remaining) {
            exchange.getExchangeExtension().addOnCompletion(new CloseOnCompletion(remaining));
        }
        if (failed != null) {
            items.clear(exchange, payloads.complete());
            OutcomeHeaders.setFailed(exchange, failed, false);
            return;
        }
        OutcomeHeaders.setAccepted(exchange, CloudCalls.SERVICE, target.operation(), result);
        if (result.content() instanceof CloudAnswer answer && answer.isFailure()) {
            // a DryRun of Tencent, whose error code means that the call would have succeeded
            exchange.getMessage().setHeader(TencentConstants.ERROR_CODE, answer.code());
        }
    }
}
