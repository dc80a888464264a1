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
package io.github.cameltencent.push.producer;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.exchange.OnPartialFailure;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceRequest;
import io.github.cameltencent.im.ImClient;
import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.PushClient;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPart;
import io.github.cameltencent.push.PushPartResult;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.push.PushResult.Rejection;
import io.github.cameltencent.push.timpush.TimPushClient;
import io.github.cameltencent.push.timpush.TimPushLimits;
import io.github.cameltencent.push.tpns.TpnsLimits;
import io.github.cameltencent.push.tpns.TpnsPushClient;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Sends pushes: binds the exchange to a message, splits it, sends the parts, and writes the result to the exchange. */
public final class PushProducer extends ServiceProducer {

    private final PushBinding binding;
    private final PushClient service;
    private final PushProgress progress;
    private final MsgRandomSeeds seeds;
    private final PushConfiguration options;
    private final boolean raise;

    /**
     * Creates the producer.
     *
     * @param im the client for TIMPush; null for TPNS
     * @throws IllegalArgumentException as {@link #check}
     */
    public PushProducer(
            Endpoint endpoint,
            EndpointOptions shared,
            PushConfiguration options,
            Applications applications,
            CallSender transport,
            TpnsCalls calls,
            ImClient im) {
        super(endpoint, PushCallResult.SERVICE, shared, transport);
        PushProvider provider = check(shared, options, applications);
        this.service = provider == PushProvider.TPNS
                ? new TpnsPushClient(shared, options, applications, calls)
                : new TimPushClient(options, im);
        this.binding = new PushBinding(PushOptions.of(options), options, provider);
        this.seeds = new MsgRandomSeeds(endpoint, shared, provider);
        this.progress = new PushProgress(endpoint.getEndpointKey(), service, shared.isRetryAmbiguous());
        this.options = options;
        this.raise = shared.isThrowExceptionOnFailure();
    }

    /**
     * Checks the options of an endpoint before its first message.
     *
     * @return the provider
     * @throws IllegalArgumentException if they are invalid; the message says what to do
     */
    public static PushProvider check(EndpointOptions shared, PushConfiguration options, Applications applications) {
        PushProvider provider = PushProviderSelector.of(options, shared, applications);
        Clock clock = Clocks.of(shared);
        new AudienceGuard(PushOptions.of(options), options.isAllowBroadcast(), provider);
        PushMessage defaults = new PushMessage(PushOptions.of(options));
        if (provider == PushProvider.TPNS) {
            TpnsLimits.check(defaults, clock);
        } else {
            TimPushLimits.check(defaults);
        }
        return provider;
    }

    /**
     * Checks that the current keys can be used.
     *
     * @param im the client for TIMPush; null for TPNS
     * @throws IllegalArgumentException as {@link #check}
     */
    public static void checkKeys(
            EndpointOptions shared,
            PushConfiguration options,
            Applications applications,
            TpnsCalls calls,
            ImClient im) {
        check(shared, options, applications);
        if (im != null) {
            im.check("timpush/batch");
            return;
        }
        String platform =
                options.getPlatform() == null ? null : options.getPlatform().text();
        TpnsKeys.of(shared, applications, platform).values().forEach(keys -> calls.check("push/app", keys, shared));
    }

    @Override
    protected String operation() {
        return service.operation(null);
    }

    @Override
    protected ServiceRequest prepare(Exchange exchange) {
        try {
            BoundPush push = binding.read(exchange);
            PushClient.Draft draft = service.draft(push, seeds.find(exchange, push.message()));
            return new Request(push, draft, progress.find(exchange, push.message()));
        } catch (InvalidPushException e) {
            throw TencentException.of(Outcome.REJECTED, e.code(), e.getMessage())
                    .build();
        }
    }

    /** The request of one delivery: the parts to send, and the results of earlier deliveries of the exchange. */
    private final class Request implements ServiceRequest {

        private final BoundPush push;
        private final PushClient.Draft draft;
        /** Null for the first delivery. */
        private final List<PushPartResult> before;

        private final List<PushPart> pending;

        Request(BoundPush push, PushClient.Draft draft, List<PushPartResult> before) {
            this.push = push;
            this.draft = draft;
            this.before = before;
            this.pending = before == null
                    ? draft.parts()
                    : before.stream()
                            .filter(progress::isPending)
                            .map(PushPartResult::part)
                            .toList();
        }

        @Override
        public String operation() {
            return service.operation(push);
        }

        @Override
        public List<HttpCall> calls() {
            List<HttpCall> calls = new ArrayList<>(pending.size());
            for (PushPart part : pending) {
                calls.add(draft.call(part));
            }
            return calls;
        }

        @Override
        public void finish(Exchange exchange, List<CallResult> results) {
            List<PushPartResult> partResults = new ArrayList<>(results.size());
            for (int i = 0; i < results.size(); i++) {
                partResults.add(service.result(pending.get(i), results.get(i)));
            }
            complete(
                    exchange, push, before == null ? partResults : progress.join(before, partResults), draft.refused());
        }
    }

    private void complete(
            Exchange exchange, BoundPush push, List<PushPartResult> partResults, List<Rejection> refused) {
        PushCallResult result = PushCallResult.of(service, push, partResults, refused);
        progress.save(exchange, push.message(), partResults, result.outcome());
        boolean continues = result.failure() == null
                || (result.outcome() == Outcome.PARTIAL && options.getOnPartialFailure() == OnPartialFailure.SUCCEED);
        if (result.failure() == null) {
            seeds.remove(exchange, push.message());
            OutcomeHeaders.setAccepted(exchange, PushCallResult.SERVICE, service.operation(push), result.call());
        } else {
            OutcomeHeaders.setFailed(exchange, result.failure(), !continues && raise);
        }
        setTargetHeaders(exchange, result);
        if (continues) {
            exchange.getMessage().setBody(result.result());
        }
    }

    private static void setTargetHeaders(Exchange exchange, PushCallResult result) {
        List<String> ids = result.result().getPushIds();
        if (!ids.isEmpty()) {
            exchange.getMessage().setHeader(TencentConstants.PUSH_IDS, ids);
        }
        List<String> invalid = result.result().getInvalidTargets();
        if (!invalid.isEmpty()) {
            exchange.getMessage().setHeader(TencentConstants.INVALID_TARGETS, invalid);
        }
        if (result.call().possiblyDuplicate()) {
            exchange.getMessage().setHeader(TencentConstants.POSSIBLY_DUPLICATE, Boolean.TRUE);
        }
    }
}
