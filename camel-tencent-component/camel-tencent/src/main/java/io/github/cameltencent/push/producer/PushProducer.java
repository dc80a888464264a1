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
import io.github.cameltencent.push.InvalidPush;
import io.github.cameltencent.push.PartEnd;
import io.github.cameltencent.push.PushClient;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPart;
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

/** Sends a push: makes a message of the exchange, splits it, sends the parts, and puts what came of it on the exchange. */
public final class PushProducer extends ServiceProducer {

    private final PushBinding binding;
    private final PushClient service;
    private final PushProgress progress;
    private final PushSeeds seeds;
    private final PushConfiguration options;
    private final boolean raise;

    /**
     * A producer of pushes.
     *
     * @param im for pushes by TIMPush; null where they go by TPNS
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
        super(endpoint, PushEnd.SERVICE, shared, transport);
        PushProvider provider = check(shared, options, applications);
        this.service = provider == PushProvider.TPNS
                ? new TpnsPushClient(shared, options, applications, calls)
                : new TimPushClient(options, im);
        this.binding = new PushBinding(PushOptions.of(options), options, provider);
        this.seeds = new PushSeeds(endpoint, shared, provider);
        this.progress = new PushProgress(endpoint.getEndpointKey(), service, shared.isRetryAmbiguous());
        this.options = options;
        this.raise = shared.isThrowExceptionOnFailure();
    }

    /**
     * Checks the options of an endpoint before its first message.
     *
     * @return the provider that the pushes go by
     * @throws IllegalArgumentException when they cannot work; its text says what to do
     */
    public static PushProvider check(EndpointOptions shared, PushConfiguration options, Applications applications) {
        PushProvider provider = PushProviders.of(options, shared, applications);
        Clock clock = Clocks.of(shared);
        new AudienceGuard(PushOptions.of(options), options.isAllowBroadcast(), provider);
        PushMessage given = new PushMessage(PushOptions.of(options));
        if (provider == PushProvider.TPNS) {
            TpnsLimits.check(given, clock);
        } else {
            TimPushLimits.check(given);
        }
        return provider;
    }

    /**
     * Checks that there are keys to push with, as they are now.
     *
     * @param im for pushes by TIMPush; null where they go by TPNS
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
        } catch (InvalidPush e) {
            throw TencentException.of(Outcome.REJECTED, e.code(), e.getMessage())
                    .build();
        }
    }

    /** One push: the parts that are open, and what is known of the others from earlier deliveries of the exchange. */
    private final class Request implements ServiceRequest {

        private final BoundPush push;
        private final PushClient.Draft draft;
        /** Null when the exchange comes for the first time. */
        private final List<PartEnd> before;

        private final List<PushPart> open;

        Request(BoundPush push, PushClient.Draft draft, List<PartEnd> before) {
            this.push = push;
            this.draft = draft;
            this.before = before;
            this.open = before == null
                    ? draft.parts()
                    : before.stream()
                            .filter(progress::isOpen)
                            .map(PartEnd::part)
                            .toList();
        }

        @Override
        public String operation() {
            return service.operation(push);
        }

        @Override
        public List<HttpCall> calls() {
            List<HttpCall> calls = new ArrayList<>(open.size());
            for (PushPart part : open) {
                calls.add(draft.call(part));
            }
            return calls;
        }

        @Override
        public void finish(Exchange exchange, List<CallResult> results) {
            List<PartEnd> ends = new ArrayList<>(results.size());
            for (int i = 0; i < results.size(); i++) {
                ends.add(service.end(open.get(i), results.get(i)));
            }
            end(exchange, push, before == null ? ends : progress.join(before, ends), draft.refused());
        }
    }

    private void end(Exchange exchange, BoundPush push, List<PartEnd> ends, List<Rejection> refused) {
        PushEnd end = PushEnd.of(service, push, ends, refused);
        progress.keep(exchange, push.message(), ends, end.outcome());
        boolean goesOn = end.failure() == null
                || (end.outcome() == Outcome.PARTIAL && options.getOnPartialFailure() == OnPartialFailure.SUCCEED);
        if (end.failure() == null) {
            seeds.forget(exchange, push.message());
            OutcomeHeaders.accepted(exchange, PushEnd.SERVICE, service.operation(push), end.call());
        } else {
            OutcomeHeaders.failed(exchange, end.failure(), !goesOn && raise);
        }
        tellTargets(exchange, end);
        if (goesOn) {
            exchange.getMessage().setBody(end.result());
        }
    }

    private static void tellTargets(Exchange exchange, PushEnd end) {
        List<String> ids = end.result().getPushIds();
        if (!ids.isEmpty()) {
            exchange.getMessage().setHeader(TencentConstants.PUSH_IDS, ids);
        }
        List<String> invalid = end.result().getInvalidTargets();
        if (!invalid.isEmpty()) {
            exchange.getMessage().setHeader(TencentConstants.INVALID_TARGETS, invalid);
        }
        if (end.call().possiblyDuplicate()) {
            exchange.getMessage().setHeader(TencentConstants.POSSIBLY_DUPLICATE, Boolean.TRUE);
        }
    }
}
