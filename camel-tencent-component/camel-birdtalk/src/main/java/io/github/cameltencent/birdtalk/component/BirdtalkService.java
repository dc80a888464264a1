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
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;

/**
 * One endpoint: its part in the account's connection, and what it makes of
 * it. The connection is opened by the first producer or consumer that starts, and shared with other endpoints. Thread-safe.
 */
public final class BirdtalkService {

    private final BirdtalkConfiguration own;
    private final BirdtalkLinks links;
    private final ReentrantLock lock = new ReentrantLock();
    /** Null while nothing of the endpoint is started. */
    private volatile ChatLink link;

    private int users;

    /** The part of an endpoint with these options. */
    public BirdtalkService(BirdtalkConfiguration own, BirdtalkLinks links) {
        this.own = own;
        this.links = links;
    }

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException naming what is missing or does not fit
     */
    public void check() {
        ConnectionOptions.settings(own);
    }

    /** What is wrong with the connection, for people on call; null where nothing is, or it is not used. */
    public String trouble() {
        ChatLink current = link;
        if (current == null || current.isReady()) {
            return null;
        }
        TencentException refused = current.ended();
        return refused != null ? refused.getMessage() : "The account is not logged in to the chat; it is being tried";
    }

    /** Whether the account is logged in. */
    public boolean isConnected() {
        ChatLink current = link;
        return current != null && current.isReady();
    }

    /** A producer. */
    public Producer producer(Endpoint endpoint, BirdtalkOperation operation, BirdtalkProducerConfiguration options) {
        return switch (operation) {
            case CHAT -> new BirdtalkSendProducer(endpoint, this, options);
            case FRIEND, GROUP, USER, QUERY -> new BirdtalkOperationProducer(endpoint, this, options, operation);
            case UPLOAD -> new BirdtalkUploadProducer(endpoint, this, options);
            case DOWNLOAD -> new BirdtalkDownloadProducer(endpoint, this, options);
        };
    }

    /** A consumer. */
    public Consumer consumer(Endpoint endpoint, Processor processor, BirdtalkConsumerConfiguration consuming) {
        return new BirdtalkConsumer(
                endpoint,
                processor,
                this,
                consuming.inboxOptions(),
                consuming.getOnFailure() == ChatFailurePolicy.STOP);
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

    private Clock clock() {
        return own.getClock() == null ? Clock.systemUTC() : own.getClock();
    }
}
