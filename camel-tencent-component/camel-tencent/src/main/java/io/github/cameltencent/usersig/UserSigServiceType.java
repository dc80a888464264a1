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
package io.github.cameltencent.usersig;

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ValidateOperation;
import io.github.cameltencent.exchange.OperationCheck;
import io.github.cameltencent.exchange.OptionNames;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceSetup;
import io.github.cameltencent.exchange.ServiceType;
import io.github.cameltencent.exchange.TencentService;
import io.github.cameltencent.transport.ApplicationLimits;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;

/** The service {@code tencent:usersig}: creates and verifies UserSigs locally. */
public final class UserSigServiceType implements ServiceType {

    private static final Set<String> OPTIONS =
            OptionNames.of("accountType adminUserId algorithm allowAdminUserSig allowedClockSkew appIdAt3rd expire"
                    + " privateKey privileges publicKey roomId roomIdString sdkAppId secretKey userBuf userId");

    @Override
    public String name() {
        return UserSigProducer.SERVICE;
    }

    @Override
    public Set<String> options() {
        return OPTIONS;
    }

    @Override
    public TencentService create(ServiceSetup setup) {
        return new Service(setup, setup.options(UserSigConfiguration.class));
    }

    private record Service(ServiceSetup setup, UserSigConfiguration options) implements TencentService {

        @Override
        public String name() {
            return UserSigProducer.SERVICE;
        }

        @Override
        public void validate() {
            OperationCheck.check(name(), setup.operation(), UserSigProducer.OPERATIONS, ValidateOperation.FAIL);
            checkKeys();
        }

        @Override
        public void checkKeys() {
            UserSigProducer.validate(setup.camelContext(), setup.operation(), shared(), options, setup.applications());
        }

        @Override
        public ServiceProducer createProducer(Endpoint endpoint) {
            return new UserSigProducer(
                    endpoint, setup.operation(), shared(), options, setup.applications(), setup.calls());
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public Collection<ApplicationLimits> limits() {
            return List.of();
        }

        @Override
        public String address() {
            return null;
        }

        private EndpointOptions shared() {
            return setup.shared();
        }
    }
}
