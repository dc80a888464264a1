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

import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.account.ChatEventType;
import io.github.cameltencent.birdtalk.inbox.ChatInbox;
import io.github.cameltencent.birdtalk.inbox.InboxOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.HealthCheckComponent;

/**
 * Consumes the messages of an account, one at a time for each dialogue, and other events if they are selected. Each
 * connection has its own inbox and {@link ConsumerExchanges}. Exchanges are started on a thread pool of the
 * component, so that the connection's thread never waits for a route.
 */
final class BirdtalkConsumer extends DefaultConsumer
        implements ConnectionLease.User, HealthCheckAware, ShutdownAware, Suspendable {

    private static final long STOP_SECONDS = 5;

    private final BirdtalkService service;
    private final InboxOptions options;
    private final boolean stopOnFailure;
    private final ConnectionLease lease;
    /** Null while stopped. */
    private volatile ConsumerExchanges exchanges;
    /** Null while stopped. */
    private volatile ChatInbox inbox;

    private HealthCheck healthCheck;

    BirdtalkConsumer(Processor processor, BirdtalkService service, InboxOptions options, boolean stopOnFailure) {
        super(service.endpoint(), processor);
        this.service = service;
        this.options = options;
        this.stopOnFailure = stopOnFailure;
        this.lease = new ConnectionLease(service, this);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lease.open();
        BirdtalkHealthCheck check =
                new BirdtalkHealthCheck("birdtalk-consumer-" + getRouteId(), service, lease::client);
        check.setEnabled(((HealthCheckComponent) getEndpoint().getComponent()).isHealthCheckConsumerEnabled());
        healthCheck = check;
    }

    @Override
    protected void doStop() throws Exception {
        healthCheck = null;
        lease.close();
        super.doStop();
    }

    @Override
    public void attach(AccountClient client) throws IOException {
        ConsumerExchanges attached = new ConsumerExchanges(this, service, stopOnFailure);
        ChatInbox opened = new ChatInbox(client, options, attached);
        attached.open(opened);
        if (isSuspendingOrSuspended()) {
            opened.pause();
        }
        try {
            client.state().refresh(); // another node may have consumed meanwhile
            exchanges = attached;
            inbox = opened;
            client.addListener(opened, options.events().contains(ChatEventType.MESSAGE));
        } catch (IOException | RuntimeException e) { // a user's store may throw anything
            inbox = null;
            exchanges = null;
            client.removeListener(opened);
            throw e;
        }
    }

    @Override
    public void detach(AccountClient client) {
        ChatInbox closing = inbox;
        closing.pause();
        client.removeListener(closing);
        await(client, closing.drained().thenCompose(nothing -> client.state().saved()));
        exchanges.close();
        inbox = null;
        exchanges = null;
    }

    private static void await(AccountClient client, CompletableFuture<Void> ended) {
        if (client.loop().inEventLoop()) {
            return;
        }
        try {
            ended.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // the next start fetches what was not handled
        }
    }

    @Override
    protected void doSuspend() {
        ChatInbox current = inbox;
        if (current != null) {
            current.pause();
        }
    }

    @Override
    protected void doResume() {
        ChatInbox current = inbox;
        if (current != null) {
            current.resume();
            exchanges.resume();
        }
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return true; // exchanges in flight are to be recorded as handled
    }

    @Override
    public int getPendingExchangesSize() {
        ChatInbox current = inbox;
        ConsumerExchanges routed = exchanges;
        return current == null || routed == null ? 0 : current.inFlight() + (routed.isEventInFlight() ? 1 : 0);
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        ChatInbox current = inbox;
        if (current != null) {
            current.pause();
        }
    }

    @Override
    public HealthCheck getHealthCheck() {
        return healthCheck;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
    }

    void release(Exchange exchange) {
        releaseExchange(exchange, false);
    }
}
