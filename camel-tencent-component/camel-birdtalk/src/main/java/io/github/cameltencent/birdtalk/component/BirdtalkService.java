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
import io.github.cameltencent.birdtalk.account.BirdtalkLinks;
import io.github.cameltencent.birdtalk.account.ChatLink;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * What an endpoint does: makes its producers and consumers, and gives them the connection of the account. The first of
 * them that starts opens the connection; other endpoints of the account share it. Thread-safe.
 */
public final class BirdtalkService {

    private final DefaultEndpoint endpoint;
    private final BirdtalkOperation operation;
    private final BirdtalkConfiguration own;
    private final BirdtalkLinks links;
    private final ProducerHealth producerHealth;
    private final String account;
    private final ReentrantLock lock = new ReentrantLock();
    /** Null while nothing of the endpoint is started. */
    private volatile ChatLink link;

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
            BirdtalkLinks links) {
        this.endpoint = endpoint;
        this.operation = operation;
        this.account = account;
        this.own = own;
        this.links = links;
        this.producerHealth = new ProducerHealth(this);
    }

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException naming what is missing or invalid
     */
    public void check() {
        ConnectionOptions.settings(own);
    }

    /** Why the account is not logged in; null if it is, or if nothing of the endpoint is started. */
    public String trouble() {
        return trouble(link);
    }

    /** Why the account of a connection is not logged in; null if it is, or if there is no connection. */
    static String trouble(ChatLink link) {
        if (link == null || link.isReady()) {
            return null;
        }
        TencentException refused = link.ended();
        return refused != null ? refused.getMessage() : "The account is not logged in to the chat; it is being tried";
    }

    /** Whether the account is logged in. */
    public boolean isConnected() {
        ChatLink current = link;
        return current != null && current.isReady();
    }

    /** A producer. */
    public Producer producer(BirdtalkProducerConfiguration options) {
        return switch (operation) {
            case CHAT -> new BirdtalkSendProducer(this, options);
            case FRIEND, GROUP, USER, QUERY -> new BirdtalkOperationProducer(this, options, operation);
            case UPLOAD -> new BirdtalkUploadProducer(this, options);
            case DOWNLOAD -> new BirdtalkDownloadProducer(this, options);
        };
    }

    /** A consumer. */
    public Consumer consumer(Processor processor, BirdtalkConsumerConfiguration consuming) {
        return new BirdtalkConsumer(
                processor, this, consuming.inboxOptions(), consuming.getOnFailure() == ChatFailurePolicy.STOP);
    }

    /** The connection, for one more user of it; to be given back. */
    ChatLink acquire() throws IOException {
        lock.lock();
        try {
            ChatLink acquired = links.acquire(ConnectionOptions.settings(own), clock());
            link = acquired; // another than before, if that one has ended
            users++;
            return acquired;
        } finally {
            lock.unlock();
        }
    }

    void release(ChatLink acquired) {
        lock.lock();
        try {
            if (--users == 0) {
                link = null;
            }
        } finally {
            lock.unlock();
        }
        links.release(acquired);
    }

    BirdtalkLinks links() {
        return links;
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

    ProducerHealth producerHealth() {
        return producerHealth;
    }

    private Clock clock() {
        return own.getClock() == null ? Clock.systemUTC() : own.getClock();
    }
}
