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

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.exchange.OperationCheck;
import io.github.cameltencent.exchange.OptionNames;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceSetup;
import io.github.cameltencent.exchange.ServiceType;
import io.github.cameltencent.exchange.TencentService;
import io.github.cameltencent.im.ImCalls;
import io.github.cameltencent.im.ImClient;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.transport.ApplicationLimits;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;

/** The service {@code tencent:push}: push notifications by TPNS or TIMPush. */
public final class PushServiceType implements ServiceType {

    private static final Set<String> OPTIONS = OptionNames.union(
            OptionNames.CALLS,
            OptionNames.of(
                    "accessId accounts adminUserId allowBroadcast audience backupBaseUri badge bodyType channelId"
                            + " content custom environment idempotencyKey ignoreInvalidTokens maxTargets messageType onOversize"
                            + " onPartialFailure onUnsupportedField platform provider sdkAppId secretKey sendTime signedHost sound"
                            + " tagOperator tags timeToLive timpush title tokens tpns"));

    private final TpnsCalls tpns;
    private final ImCalls im;

    public PushServiceType(TpnsCalls tpns, ImCalls im) {
        this.tpns = tpns;
        this.im = im;
    }

    @Override
    public String name() {
        return PushCallResult.SERVICE;
    }

    @Override
    public Set<String> options() {
        return OPTIONS;
    }

    @Override
    public TencentService create(ServiceSetup setup) {
        ImClient client = new ImClient(setup.camelContext(), setup.shared(), setup.applications(), im);
        return new Service(setup, setup.options(PushConfiguration.class), tpns, client);
    }

    private record Service(ServiceSetup setup, PushConfiguration options, TpnsCalls tpns, ImClient im)
            implements TencentService {

        @Override
        public String name() {
            return PushCallResult.SERVICE;
        }

        @Override
        public void validate() {
            OperationCheck.checkNone(setup.operation());
            checkKeys();
        }

        @Override
        public void checkKeys() {
            PushProducer.checkKeys(shared(), options, setup.applications(), tpns, timpush());
        }

        @Override
        public ServiceProducer createProducer(Endpoint endpoint) {
            return new PushProducer(endpoint, shared(), options, setup.applications(), setup.calls(), tpns, timpush());
        }

        @Override
        public Collection<ApplicationLimits> limits() {
            ImClient timpush = timpush();
            return setup.limits(
                    timpush != null
                            ? Stream.of(timpush.applicationKey())
                            : keys().stream().map(TpnsKeys::scope));
        }

        @Override
        public String address() {
            ImClient timpush = timpush();
            return timpush != null
                    ? timpush.address()
                    : tpns.address(keys().iterator().next());
        }

        /** Returns the client for TIMPush; null for TPNS. */
        private ImClient timpush() {
            return PushProviderSelector.of(options, shared(), setup.applications()) == PushProvider.TIMPUSH ? im : null;
        }

        private Collection<TpnsKeys> keys() {
            return TpnsKeys.of(shared(), setup.applications(), options.platformText())
                    .values();
        }

        private EndpointOptions shared() {
            return setup.shared();
        }
    }
}
