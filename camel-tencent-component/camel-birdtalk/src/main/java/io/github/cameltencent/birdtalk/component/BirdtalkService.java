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

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.BirdtalkConfiguration;
import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.account.AccountClients;
import io.github.cameltencent.birdtalk.account.ChatObserver;
import io.github.cameltencent.exchange.ProducerHealth;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.HealthCheckComponent;

/**
 * Creates the producers and consumers of an endpoint and gives them the client of the account, which other endpoints
 * of the account share. Thread-safe.
 */
public final class BirdtalkService {

    private final DefaultEndpoint endpoint;
    private final BirdtalkOperation operation;
    private final BirdtalkConfiguration own;
    private final AccountClients clients;
    private final ProducerHealth producerHealth;
    private final String account;
    private final ReentrantLock lock = new ReentrantLock();
    /** Null while no producer or consumer is started. */
    private volatile AccountClient client;

    private int users;

    /**
     * The service of an endpoint with these options.
     *
     * @param account the name of the account, null for none
     */
    public BirdtalkService(
            DefaultEndpoint endpoint,
            BirdtalkOperation operation,
            String account,
            BirdtalkConfiguration own,
            AccountClients clients) {
        this.endpoint = endpoint;
        this.operation = operation;
        this.account = account;
        this.own = own;
        this.clients = clients;
        this.producerHealth = new ProducerHealth(endpoint.getCamelContext(), this::producerCheck);
    }

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException naming what is missing or invalid
     */
    public void check() {
        AccountSettingsReader.settings(own);
    }

    /** Why the account is not logged in; null if it is, or if the endpoint is not in use. */
    public String loginProblem() {
        return loginProblem(client);
    }

    /** Why the account of a client is not logged in; null if it is, or if there is no client. */
    static String loginProblem(AccountClient client) {
        if (client == null || client.isReady()) {
            return null;
        }
        TencentException refused = client.terminalFailure();
        return refused != null
                ? refused.getMessage()
                : "The account is not logged in to the chat yet; the component is connecting";
    }

    /** Whether the account is logged in. */
    public boolean isConnected() {
        AccountClient current = client;
        return current != null && current.isReady();
    }

    /** A producer. */
    public Producer producer(BirdtalkProducerConfiguration options) {
        return switch (operation) {
            case CHAT -> new BirdtalkSendProducer(this, options);
            case FRIEND, GROUP, USER, QUERY -> new BirdtalkActionProducer(this, options, operation);
            case UPLOAD -> new BirdtalkUploadProducer(this, options);
            case DOWNLOAD -> new BirdtalkDownloadProducer(this, options);
        };
    }

    /** A consumer. */
    public Consumer consumer(Processor processor, BirdtalkConsumerConfiguration consuming) {
        return new BirdtalkConsumer(
                processor, this, consuming.inboxOptions(), consuming.getOnFailure() == ChatFailurePolicy.STOP);
    }

    /** Acquires the client of the account; {@link #release} ends its use. */
    AccountClient acquire() throws IOException {
        lock.lock();
        try {
            AccountClient acquired = clients.acquire(AccountSettingsReader.settings(own), clock());
            client = acquired; // a new one, if the last has terminated
            clients.use(accountLabel(), acquired);
            users++;
            return acquired;
        } finally {
            lock.unlock();
        }
    }

    void release(AccountClient acquired) {
        lock.lock();
        try {
            if (--users == 0) {
                client = null;
            }
        } finally {
            lock.unlock();
        }
        clients.release(acquired);
    }

    /** The client of the account; null while no producer or consumer is started. */
    AccountClient client() {
        return client;
    }

    AccountClients clients() {
        return clients;
    }

    DefaultEndpoint endpoint() {
        return endpoint;
    }

    BirdtalkOperation operation() {
        return operation;
    }

    /** The name of the account; null for none. */
    String account() {
        return account;
    }

    /** The name of the account for observers. */
    String accountLabel() {
        return account == null ? ChatObserver.INLINE : account;
    }

    ProducerHealth producerHealth() {
        return producerHealth;
    }

    private HealthCheck producerCheck() {
        BirdtalkHealthCheck check =
                new BirdtalkHealthCheck("producer:birdtalk-" + endpoint.getId(), this, this::client);
        check.setEnabled(((HealthCheckComponent) endpoint.getComponent()).isHealthCheckProducerEnabled());
        return check;
    }

    Clock clock() {
        return own.getClock() == null ? Clock.systemUTC() : own.getClock();
    }
}
