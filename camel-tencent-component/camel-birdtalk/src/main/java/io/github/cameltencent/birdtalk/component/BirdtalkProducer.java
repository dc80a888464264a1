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
package io.github.cameltencent.birdtalk.component;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.exchange.OutcomeHeaders;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Service;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Base of all producers: leases the connection of the account and starts a call for each exchange. The exchange is
 * completed by its {@link ExchangeCompletion}, on a thread of the component's pool.
 */
abstract class BirdtalkProducer extends DefaultAsyncProducer implements ConnectionLease.User {

    private final BirdtalkService service;
    private final BirdtalkProducerConfiguration options;
    private final String operation;
    private final ConnectionLease lease;
    private final Service healthCheck;

    BirdtalkProducer(BirdtalkService service, BirdtalkProducerConfiguration options, String operation) {
        super(service.endpoint());
        this.service = service;
        this.options = options;
        this.operation = operation;
        this.lease = new ConnectionLease(service, this);
        this.healthCheck = service.producerHealth().ofProducer();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lease.open();
        ServiceHelper.startService(healthCheck);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(healthCheck);
        lease.close();
        super.doStop();
    }

    @Override
    public void attach(AccountClient client) {
        // each exchange reads it from the lease
    }

    @Override
    public void detach(AccountClient client) {
        // calls in flight end with the connection
    }

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // the exchange must end whatever is thrown
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        ExchangeCompletion completion =
                new ExchangeCompletion(exchange, callback, service, operation, options.isThrowExceptionOnFailure());
        try {
            OutcomeHeaders.clear(exchange);
            begin(completion, client());
            return false;
        } catch (RuntimeException | Error e) {
            return completion.refused(e);
        }
    }

    private AccountClient client() {
        AccountClient current = lease.client();
        if (current == null) {
            throw TencentException.of(Outcome.TRANSIENT, "STOPPED", "The producer is stopped")
                    .call(ChatExceptions.SERVICE, operation)
                    .build();
        }
        return current;
    }

    /**
     * Starts the call of an exchange. An exception ends the exchange as not sent.
     *
     * @throws TencentException if the call cannot be started
     * @throws IllegalArgumentException if the message is invalid; its text says how
     */
    abstract void begin(ExchangeCompletion completion, AccountClient client);

    final BirdtalkService service() {
        return service;
    }

    final BirdtalkProducerConfiguration options() {
        return options;
    }
}
