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
import io.github.cameltencent.cloud.call.CloudAccess;
import io.github.cameltencent.cloud.call.CloudAnswer;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.cloud.call.CloudTarget;
import io.github.cameltencent.cloud.call.CredentialWait;
import io.github.cameltencent.cloud.call.ItemRule;
import io.github.cameltencent.credential.SharedConfiguration;
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

/** Makes any call of the Cloud API with the body as its parameters; what is in the answer's Response becomes the body. */
public final class CloudProducer extends ServiceProducer {

    private final String place;
    private final CloudTarget target;
    private final SharedConfiguration options;
    private final boolean partialIsFailure;
    private final ItemProgress items;
    private final CloudWorks works;
    private final Supplier<CloudAccess> access;
    private final CallSender transport;
    private final CloudCalls calls;

    CloudProducer(
            Endpoint endpoint,
            CloudTarget target,
            SharedConfiguration options,
            boolean partialIsFailure,
            CloudWorks works,
            Supplier<CloudAccess> access,
            CallSender transport,
            CloudCalls calls) {
        super(endpoint, CloudCalls.SERVICE, options, transport);
        this.place = endpoint.getEndpointKey();
        this.target = target;
        this.options = options;
        this.partialIsFailure = partialIsFailure;
        ItemRule rule = calls.facts().items(target.product(), target.action());
        this.items = new ItemProgress(place, rule == null ? null : new CloudItems(rule, calls.facts()));
        this.works = works;
        this.access = access;
        this.transport = transport;
        this.calls = calls;
    }

    @Override
    protected String operation() {
        return target.operation();
    }

    /** What a message asks for, and what of it is still to be sent. */
    private record Sent(CloudPayload whole, CloudPayload open) {
        @Override
        public String toString() {
            return "Sent";
        }
    }

    private Sent sent(Exchange exchange) {
        CloudPayload whole = calls.payload(exchange, target);
        return new Sent(whole, items.open(exchange, whole));
    }

    @Override
    protected ServiceRequest prepare(Exchange exchange) {
        CloudAccess with = RequestErrors.mapKeyErrors(access);
        Sent body = RequestErrors.mapBodyErrors(() -> sent(exchange));
        CloudPayload filled = calls.filled(exchange, place, target, body.open());
        CloudWork work = RequestErrors.mapKeyErrors(() -> works.of(with, filled, transport, false));
        return new ServiceRequest() {
            @Override
            public String operation() {
                return target.operation();
            }

            @Override
            public boolean await(Consumer<TencentException> then) {
                if (with.source().current() != null) {
                    return false;
                }
                new CredentialWait(calls.state(with), options).await(with.source(), then);
                return true;
            }

            @Override
            public List<HttpCall> calls() {
                return List.of(work.call());
            }

            @Override
            public Object show(SignedRequest request) {
                return CloudDryRun.show(request);
            }

            @Override
            public void finish(Exchange done, List<CallResult> results) {
                CloudProducer.this.finish(done, results.get(0), work, body);
            }
        };
    }

    private void finish(Exchange exchange, CallResult result, CloudWork work, Sent sent) {
        calls.ended(exchange, place, sent.open(), result.outcome());
        if (result.failure() != null) {
            OutcomeHeaders.setFailed(exchange, result.failure(), options.isThrowExceptionOnFailure());
            return;
        }
        TencentException.Builder partial = items.failure(exchange, sent.whole(), sent.open(), result);
        TencentException failed = partial == null
                ? null
                : partial.call(CloudCalls.SERVICE, target.operation()).build();
        boolean goesOn = failed == null || (failed.getOutcome() == Outcome.PARTIAL && !partialIsFailure);
        if (!goesOn) {
            OutcomeHeaders.setFailed(exchange, failed, options.isThrowExceptionOnFailure());
            return;
        }
        Object body = work.body().apply(result);
        exchange.getMessage().setBody(body);
        if (body instanceof Closeable open) {
            exchange.getExchangeExtension().addOnCompletion(new Closing(open));
        }
        if (failed != null) {
            items.forget(exchange, sent.whole());
            OutcomeHeaders.setFailed(exchange, failed, false);
            return;
        }
        OutcomeHeaders.setAccepted(exchange, CloudCalls.SERVICE, target.operation(), result);
        if (result.content() instanceof CloudAnswer answer && answer.isFailure()) {
            // a dry run of Tencent's own, which says by its code that it would have succeeded
            exchange.getMessage().setHeader(TencentConstants.ERROR_CODE, answer.code());
        }
    }
}
