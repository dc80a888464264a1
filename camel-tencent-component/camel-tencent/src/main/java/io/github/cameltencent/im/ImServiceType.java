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
package io.github.cameltencent.im;

import io.github.cameltencent.callback.CallbackConfiguration;
import io.github.cameltencent.callback.CallbackProcessor;
import io.github.cameltencent.credential.CallbackTokens;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.credential.ValidateOperation;
import io.github.cameltencent.exchange.OnPartialFailure;
import io.github.cameltencent.exchange.OperationCheck;
import io.github.cameltencent.exchange.OptionNames;
import io.github.cameltencent.exchange.PartialFailureOption;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceSetup;
import io.github.cameltencent.exchange.ServiceType;
import io.github.cameltencent.exchange.TencentService;
import io.github.cameltencent.transport.ApplicationLimits;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;

/** The service {@code tencent:im/…}: any command of the IM REST API; {@code tencent:im} alone is for callbacks. */
public final class ImServiceType implements ServiceType {

    private static final Set<String> OPTIONS = OptionNames.union(
            OptionNames.CALLS,
            OptionNames.of("adminUserId backupBaseUri callbackToken callbackWindow expire fromAccount groupId"
                    + " idempotencyKey maxBodySize onPartialFailure previousCallbackToken replayCheck replyTimeout"
                    + " responseType sdkAppId secretKey signedHost splitEvents timeoutReply toAccount validateOperation"
                    + " verifySign"));

    private final ImCalls calls;

    public ImServiceType(ImCalls calls) {
        this.calls = calls;
    }

    @Override
    public String name() {
        return ImProducer.SERVICE;
    }

    @Override
    public Set<String> options() {
        return OPTIONS;
    }

    @Override
    public TencentService create(ServiceSetup setup) {
        return new Service(setup, new ImClient(setup.camelContext(), setup.shared(), setup.applications(), calls));
    }

    private record Service(ServiceSetup setup, ImClient client) implements TencentService {

        @Override
        public String name() {
            return ImProducer.SERVICE;
        }

        @Override
        public void validate() {
            String right = client.facts().renamed(setup.operation());
            if (right != null && shared().getValidateOperation() != ValidateOperation.NONE) {
                throw new IllegalArgumentException(
                        "tencent:im/" + setup.operation() + " does not exist: use tencent:im/" + right);
            }
            OperationCheck.checkImCommand(
                    setup.operation(), client.facts().operations(), shared().getValidateOperation());
            checkKeys();
        }

        @Override
        public void checkKeys() {
            client.check(setup.operation());
        }

        @Override
        public ServiceProducer createProducer(Endpoint endpoint) {
            if (!isRemote()) {
                throw new IllegalArgumentException(
                        "tencent:im needs service and command, such as" + " tencent:im/openim/sendmsg");
            }
            return new ImProducer(
                    endpoint,
                    setup.operation(),
                    shared(),
                    setup.options(ImConfiguration.class),
                    setup.options(PartialFailureOption.class).getOnPartialFailure() == OnPartialFailure.FAIL,
                    client,
                    setup.calls());
        }

        @Override
        public Processor createWebhookHandler(Processor next) {
            if (isRemote()) {
                return TencentService.super.createWebhookHandler(next);
            }
            CallbackConfiguration callback = setup.options(CallbackConfiguration.class);
            return new CallbackProcessor(
                    setup.camelContext(),
                    next,
                    callback,
                    new CallbackTokens(
                            shared().getSdkAppId(),
                            callback.getCallbackToken(),
                            callback.getPreviousCallbackToken(),
                            shared().getApplication(),
                            setup.applications()),
                    Clocks.of(shared()),
                    shared().getResponseType() == ResponseType.MAP);
        }

        @Override
        public boolean isRemote() {
            return !setup.operation().isEmpty();
        }

        @Override
        public Collection<ApplicationLimits> limits() {
            return isRemote() ? setup.limits(Stream.of(client.applicationKey())) : List.of();
        }

        @Override
        public String address() {
            return isRemote() ? client.address() : null;
        }

        private EndpointOptions shared() {
            return setup.shared();
        }
    }
}
