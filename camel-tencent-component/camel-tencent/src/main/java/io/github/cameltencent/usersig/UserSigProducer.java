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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.TicketKeyCache;
import io.github.cameltencent.credential.TicketKeys;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceRequest;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Creates and verifies UserSigs on the calling thread, without a call to Tencent. Thread-safe. */
public final class UserSigProducer extends ServiceProducer {

    /** The service in endpoint URIs and headers. */
    public static final String SERVICE = "usersig";

    /** The operations after {@code tencent:usersig/}; the empty one means {@code generate}. */
    public static final List<String> OPERATIONS = List.of("", "generate", "privateMapKey", "verify");

    private static final CallResult DONE = new CallResult(Outcome.ACCEPTED, 0, null, null, null, null, false);

    private final UserSigOperation operation;
    private final TicketKeyCache keyCache;
    private final UserSigHandler handler;
    private final Clock clock;

    /**
     * @param operation the part after {@code tencent:usersig/}, empty for {@code generate}
     * @param calls only for its observer
     * @throws IllegalArgumentException for an unknown operation
     */
    public UserSigProducer(
            Endpoint endpoint,
            String operation,
            EndpointOptions endpointOptions,
            UserSigConfiguration options,
            Applications applications,
            CallSender calls) {
        super(endpoint, SERVICE, endpointOptions, calls);
        this.operation = UserSigOperation.of(operation);
        this.keyCache = new TicketKeyCache(
                endpoint.getCamelContext(),
                endpointOptions,
                options.getPrivateKey(),
                options.getPublicKey(),
                applications);
        this.handler = this.operation.handler(endpointOptions, options);
        this.clock = Clocks.of(endpointOptions);
    }

    /**
     * Checks the options and keys of an endpoint when it is created.
     *
     * @throws IllegalArgumentException when one is invalid; the message says what to do and contains no secret
     */
    public static void validate(
            CamelContext context,
            String operation,
            EndpointOptions endpointOptions,
            UserSigConfiguration options,
            Applications applications) {
        UserSigOptionsValidator.check(UserSigOperation.of(operation), endpointOptions, options);
        TicketKeys keys = new TicketKeyCache(
                        context, endpointOptions, options.getPrivateKey(), options.getPublicKey(), applications)
                .current();
        UserSigOperation.of(operation).handler(endpointOptions, options).requireKeys(keys);
    }

    @Override
    protected String operation() {
        return operation.label();
    }

    @Override
    protected ServiceRequest prepare(Exchange exchange) {
        Object result = handler.handle(exchange.getMessage(), keys(), clock.instant());
        return new ServiceRequest() {
            @Override
            public String operation() {
                return operation.label();
            }

            @Override
            public List<HttpCall> calls() {
                return List.of();
            }

            @Override
            public void finish(Exchange done, List<CallResult> results) {
                done.getMessage().setBody(result);
                OutcomeHeaders.setAccepted(done, SERVICE, operation.label(), DONE);
            }
        };
    }

    private TicketKeys keys() {
        try {
            TicketKeys keys = keyCache.current();
            handler.requireKeys(keys);
            return keys;
        } catch (IllegalArgumentException e) {
            throw new UserSigErrors(operation.label()).auth("KEYS_INVALID", e.getMessage());
        }
    }
}
