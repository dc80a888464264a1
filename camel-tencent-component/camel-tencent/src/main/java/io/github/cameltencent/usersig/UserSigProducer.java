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
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.credential.TicketKeyRing;
import io.github.cameltencent.credential.TicketKeys;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceRequest;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Makes and checks UserSigs on the calling thread: nothing is sent anywhere. Thread-safe. */
public final class UserSigProducer extends ServiceProducer {

    /** The service in endpoint URIs and headers. */
    public static final String SERVICE = "usersig";

    /** What may follow {@code tencent:usersig/}; nothing stands for {@code generate}. */
    public static final List<String> OPERATIONS = List.of("", "generate", "privateMapKey", "verify");

    private static final CallResult DONE = new CallResult(Outcome.ACCEPTED, 0, null, null, null, null, false);

    private final UserSigOperation operation;
    private final TicketKeyRing ring;
    private final UserSigWork work;
    private final Clock clock;

    /**
     * @param operation what follows {@code tencent:usersig/}, empty for {@code generate}
     * @throws IllegalArgumentException for an unknown operation
     */
    public UserSigProducer(
            Endpoint endpoint,
            String operation,
            SharedConfiguration shared,
            UserSigConfiguration options,
            Applications applications) {
        super(endpoint, SERVICE, shared, null);
        this.operation = UserSigOperation.of(operation);
        this.ring = new TicketKeyRing(
                endpoint.getCamelContext(), shared, options.getPrivateKey(), options.getPublicKey(), applications);
        this.work = this.operation.work(shared, options);
        this.clock = Clocks.of(shared);
    }

    /**
     * Says what is wrong with the options of an endpoint before any message comes by.
     *
     * @throws IllegalArgumentException when something is; its text says what to do and holds no secret
     */
    public static void validate(
            CamelContext context,
            String operation,
            SharedConfiguration shared,
            UserSigConfiguration options,
            Applications applications) {
        UserSigValidation.check(UserSigOperation.of(operation), shared, options);
        TicketKeys keys = new TicketKeyRing(
                        context, shared, options.getPrivateKey(), options.getPublicKey(), applications)
                .current();
        UserSigOperation.of(operation).work(shared, options).requireKeys(keys);
    }

    @Override
    protected String operation() {
        return operation.label();
    }

    @Override
    protected ServiceRequest prepare(Exchange exchange) {
        Object result = work.on(exchange.getMessage(), keys(), clock.instant());
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
            TicketKeys keys = ring.current();
            work.requireKeys(keys);
            return keys;
        } catch (IllegalArgumentException e) {
            throw new Refusals(operation.label()).auth("KEYS_INVALID", e.getMessage());
        }
    }
}
