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
package io.github.cameltencent.tpns;

import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.exchange.OperationCheck;
import io.github.cameltencent.exchange.OptionNames;
import io.github.cameltencent.exchange.PlatformOption;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceSetup;
import io.github.cameltencent.exchange.ServiceType;
import io.github.cameltencent.exchange.TencentService;
import io.github.cameltencent.transport.ApplicationLimits;
import java.util.Collection;
import java.util.Set;
import org.apache.camel.Endpoint;

/** The service {@code tencent:tpns/…}: any call of TPNS v3. */
public final class TpnsServiceType implements ServiceType {

    private static final Set<String> OPTIONS = OptionNames.union(
            OptionNames.CALLS, OptionNames.of("accessId platform responseType secretKey signedHost validateOperation"));

    private final TpnsCalls calls;

    public TpnsServiceType(TpnsCalls calls) {
        this.calls = calls;
    }

    @Override
    public String name() {
        return TpnsProducer.SERVICE;
    }

    @Override
    public Set<String> options() {
        return OPTIONS;
    }

    @Override
    public TencentService create(ServiceSetup setup) {
        return new Service(setup, calls);
    }

    private record Service(ServiceSetup setup, TpnsCalls calls) implements TencentService {

        @Override
        public String name() {
            return TpnsProducer.SERVICE;
        }

        @Override
        public void validate() {
            OperationCheck.check(
                    name(),
                    setup.operation(),
                    calls.facts().operations(),
                    setup.shared().getValidateOperation());
            checkKeys();
        }

        @Override
        public void checkKeys() {
            keys().forEach(keys -> calls.check(setup.operation(), keys, setup.shared()));
        }

        @Override
        public ServiceProducer createProducer(Endpoint endpoint) {
            return new TpnsProducer(
                    endpoint,
                    setup.operation(),
                    setup.shared(),
                    platform(),
                    setup.applications(),
                    setup.calls(),
                    calls);
        }

        @Override
        public Collection<ApplicationLimits> limits() {
            return setup.limits(keys().stream().map(TpnsKeys::scope));
        }

        @Override
        public String address() {
            return calls.address(keys().iterator().next());
        }

        private Collection<TpnsKeys> keys() {
            return TpnsKeys.of(setup.shared(), setup.applications(), platform()).values();
        }

        private String platform() {
            return setup.options(PlatformOption.class).platformText();
        }
    }
}
