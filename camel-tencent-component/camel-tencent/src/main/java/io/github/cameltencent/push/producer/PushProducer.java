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
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.exchange.DryRun;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.im.ImService;
import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPush;
import io.github.cameltencent.push.OnPartialFailure;
import io.github.cameltencent.push.PartEnd;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPart;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.push.PushResult.Rejection;
import io.github.cameltencent.push.PushService;
import io.github.cameltencent.push.timpush.TimPushLimits;
import io.github.cameltencent.push.timpush.TimPushService;
import io.github.cameltencent.push.tpns.TpnsLimits;
import io.github.cameltencent.push.tpns.TpnsPushService;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends a push: makes a message of the exchange, splits it, sends the parts, and puts what came of it on the exchange. */
public final class PushProducer extends DefaultAsyncProducer {

    private final PushBinding binding;
    private final PushService service;
    private final PushProgress progress;
    private final PushSeeds seeds;
    private final PushConfiguration options;
    private final SharedConfiguration shared;
    private final CallSender transport;
    private final Clock clock;

    /**
     * A producer of pushes.
     *
     * @param im for pushes by TIMPush; null where they go by TPNS
     * @throws IllegalArgumentException as {@link #check}
     */
    public PushProducer(
            Endpoint endpoint,
            SharedConfiguration shared,
            PushConfiguration options,
            Applications applications,
            CallSender transport,
            TpnsCalls calls,
            ImService im) {
        super(endpoint);
        PushProvider provider = check(shared, options, applications);
        this.service = provider == PushProvider.TPNS
                ? new TpnsPushService(shared, options, applications, calls)
                : new TimPushService(options, im);
        this.binding = new PushBinding(PushOptions.of(options), options, provider);
        this.seeds = new PushSeeds(endpoint, shared, provider);
        this.progress = new PushProgress(endpoint.getEndpointKey(), service, shared.isRetryAmbiguous());
        this.options = options;
        this.shared = shared;
        this.transport = transport;
        this.clock = Clocks.of(shared);
    }

    /**
     * Checks the options of an endpoint before its first message.
     *
     * @return the provider that the pushes go by
     * @throws IllegalArgumentException when they cannot work; its text says what to do
     */
    public static PushProvider check(SharedConfiguration shared, PushConfiguration options, Applications applications) {
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
            SharedConfiguration shared,
            PushConfiguration options,
            Applications applications,
            TpnsCalls calls,
            ImService im) {
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
    public boolean process(Exchange exchange, AsyncCallback callback) {
        OutcomeHeaders.clear(exchange);
        try {
            return send(exchange, binding.read(exchange), callback);
        } catch (InvalidPush e) {
            tell(exchange, refusal(e));
        } catch (TencentException e) {
            tell(
                    exchange,
                    e.toBuilder().call(PushEnd.SERVICE, service.operation(null)).build());
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** Throws only before the first part is sent. */
    private boolean send(Exchange exchange, BoundPush push, AsyncCallback callback) {
        PushService.Draft draft = service.draft(push, seeds.find(exchange, push.message()));
        List<PartEnd> before = progress.find(exchange, push.message());
        List<PushPart> parts = before == null
                ? draft.parts()
                : before.stream().filter(progress::isOpen).map(PartEnd::part).toList();
        List<HttpCall> calls = new ArrayList<>(parts.size());
        for (PushPart part : parts) {
            calls.add(draft.call(part));
        }
        if (calls.isEmpty()) {
            end(exchange, push, before == null ? List.of() : before, draft.refused());
            callback.done(true);
            return true;
        }
        if (shared.isDryRun()) {
            exchange.getMessage().setHeader(TencentConstants.SERVICE, PushEnd.SERVICE);
            exchange.getMessage().setHeader(TencentConstants.OPERATION, service.operation(push));
            exchange.getMessage().setBody(show(calls));
            callback.done(true);
            return true;
        }
        new PushRun(transport, service, parts, ends -> {
                    try {
                        List<PartEnd> all = before == null ? ends : progress.join(before, ends);
                        end(exchange, push, all, draft.refused());
                    } catch (RuntimeException e) {
                        exchange.setException(e);
                    }
                    callback.done(false);
                })
                .start(calls);
        return false;
    }

    private Object show(List<HttpCall> calls) {
        Instant now = clock.instant();
        List<Map<String, Object>> requests =
                calls.stream().map(call -> DryRun.show(call.signer().sign(now))).toList();
        return requests.size() == 1 ? requests.get(0) : requests;
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
            OutcomeHeaders.failed(exchange, end.failure(), !goesOn && shared.isThrowExceptionOnFailure());
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

    private TencentException refusal(InvalidPush refused) {
        return TencentException.of(Outcome.REJECTED, refused.code(), refused.getMessage())
                .call(PushEnd.SERVICE, service.operation(null))
                .build();
    }

    private void tell(Exchange exchange, TencentException failure) {
        OutcomeHeaders.failed(exchange, failure, shared.isThrowExceptionOnFailure());
    }
}
