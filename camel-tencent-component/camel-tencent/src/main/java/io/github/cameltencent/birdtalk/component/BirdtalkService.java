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
import io.github.cameltencent.birdtalk.account.BirdtalkLinks;
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.operation.ChatOperation;
import io.github.cameltencent.birdtalk.operation.FriendOperations;
import io.github.cameltencent.birdtalk.operation.GroupOperations;
import io.github.cameltencent.birdtalk.operation.QueryOperations;
import io.github.cameltencent.birdtalk.operation.UserOperations;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.transport.CallSender;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;

/**
 * One endpoint of the BirdTalk chat, which is not Tencent's IM: its part in the account's connection, and what it makes of
 * it. The connection is opened by the first producer or consumer that starts, and shared with other endpoints. Thread-safe.
 */
public final class BirdtalkService {

    /** What can be said after {@code tencent:birdtalk/}; nothing means send. */
    public static final Set<String> OPERATIONS =
            Set.of("send", "friend", "group", "user", "query", "upload", "download");

    private final SharedConfiguration options;
    private final BirdtalkConfiguration own;
    private final BirdtalkLinks links;
    private final CallSender routes;
    private final ReentrantLock lock = new ReentrantLock();
    /** Null while nothing of the endpoint is started. */
    private volatile ChatLink link;

    private int users;

    /**
     * An endpoint.
     *
     * @param routes goes on with exchanges on a route's thread
     */
    public BirdtalkService(
            SharedConfiguration options, BirdtalkConfiguration own, BirdtalkLinks links, CallSender routes) {
        this.options = options;
        this.own = own;
        this.links = links;
        this.routes = routes;
    }

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException naming what is missing or does not fit
     */
    public void check() {
        ConnectionOptions.settings(own, options);
    }

    /** Where the chat server is. */
    public String address() {
        return own.getServerUri();
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

    /** A producer. */
    public Producer producer(Endpoint endpoint, String operation, BirdtalkSendConfiguration sending) {
        return switch (operation) {
            case "", "send" -> new BirdtalkSendProducer(endpoint, this, options, sending);
            case "friend", "group", "user", "query" ->
                new BirdtalkOperationProducer(
                        endpoint, this, options, operation, operations(operation), sending.getChatOperation());
            case "upload" -> new BirdtalkUploadProducer(endpoint, this, options);
            case "download" -> new BirdtalkDownloadProducer(endpoint, this, options);
            default -> throw new IllegalArgumentException("tencent:birdtalk/" + operation + " is not known");
        };
    }

    /** What {@code chatOperation} may say for a verb; nothing for one that does one thing. */
    public static Set<String> chatOperations(String verb) {
        return operations(verb).keySet();
    }

    private static Map<String, ChatOperation> operations(String verb) {
        return switch (verb) {
            case "friend" -> FriendOperations.all();
            case "group" -> GroupOperations.all();
            case "user" -> UserOperations.all();
            case "query" -> QueryOperations.all();
            default -> Map.of();
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
            ChatLink acquired = links.acquire(ConnectionOptions.settings(own, options), Clocks.of(options));
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

    CallSender routes() {
        return routes;
    }
}
