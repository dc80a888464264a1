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
package io.github.cameltencent.birdtalk.account;

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatStateStore;
import io.github.cameltencent.birdtalk.connection.ChatConnection;
import io.github.cameltencent.birdtalk.connection.ChatTlsContext;
import io.github.cameltencent.birdtalk.connection.ConnectionCredentials;
import io.github.cameltencent.birdtalk.connection.NetworkSettings;
import io.github.cameltencent.birdtalk.connection.ProxyHandlerFactory;
import io.github.cameltencent.birdtalk.connection.ReconnectBackoff;
import io.github.cameltencent.birdtalk.connection.ServerPipeline;
import io.github.cameltencent.birdtalk.state.AccountState;
import io.github.cameltencent.birdtalk.state.FileChatStateStore;
import io.github.cameltencent.birdtalk.state.MemoryChatStateStore;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account clients of a component: one for each account, while at least one endpoint uses it. All share a fixed
 * number of threads, which are created with the first client. Thread-safe.
 */
public final class AccountClients extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(AccountClients.class);
    private static final long STOP_SECONDS = 5;

    private final CamelContext context;
    private final Supplier<NetworkSettings> settings;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ChatAccount, SharedClient> byAccount = new HashMap<>();
    private final Map<AccountClient, SharedClient> byClient = new IdentityHashMap<>();
    private final Set<Runnable> restartListeners = ConcurrentHashMap.newKeySet();
    /** Lives as long as the component, so that a restarted route finds its key. */
    private final MemoryChatStateStore memory = new MemoryChatStateStore();
    /** Null if nothing observes the chat. */
    private volatile ChatObserver observer;
    /** Null until the first client is created. After a stop they reject all tasks. */
    private volatile ChatThreadPools threads;

    /**
     * The clients of a component. Nothing is connected before an endpoint acquires a client.
     *
     * @param settings supplies the TLS and proxy settings
     */
    public AccountClients(CamelContext context, Supplier<NetworkSettings> settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * Returns the client of an account and counts the caller as its user. The first user creates it; one that has
     * terminated is replaced.
     *
     * @throws IllegalArgumentException if the client was created with other options
     * @throws IllegalStateException if the component is stopped
     * @throws IOException if the stored state cannot be read
     */
    public AccountClient acquire(AccountSettings wanted, Clock clock) throws IOException {
        lock.lock();
        try {
            if (isStoppingOrStopped()) {
                throw new IllegalStateException("The component is stopped: no chat connection can be opened");
            }
            SharedClient shared = byAccount.get(wanted.account());
            if (shared == null || shared.client.terminalFailure() != null) { // its users keep a terminated client
                if (shared != null) {
                    await(shared.client.closeState(), List.of(shared.client));
                }
                shared = new SharedClient(wanted, open(wanted, clock));
                byAccount.put(wanted.account(), shared);
                byClient.put(shared.client, shared);
            } else if (!shared.settings.equals(wanted)) {
                throw new IllegalArgumentException(
                        "Endpoints of the same server, account and clientId share one connection: their connection options"
                                + " must be equal, and differ from those of an endpoint that was started before");
            }
            shared.count++;
            return shared.client;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes one user of a client. The last one stops the client and waits up to five seconds until its state is
     * saved.
     */
    public void release(AccountClient client) {
        lock.lock();
        try {
            SharedClient shared = byClient.get(client);
            if (shared == null || --shared.count > 0) {
                return;
            }
            byClient.remove(client);
            byAccount.remove(shared.settings.account(), shared);
            await(client.stop(), List.of(client)); // the next client of the account loads this state
        } finally {
            lock.unlock();
        }
    }

    /** Records the name by which a user calls the account of a client. */
    public void use(String name, AccountClient client) {
        lock.lock();
        try {
            SharedClient shared = byClient.get(client);
            if (shared != null) {
                shared.names.add(name);
            }
        } finally {
            lock.unlock();
        }
        ChatObserver current = observer;
        if (current != null) {
            current.accountUsed(name);
        }
    }

    /** The clients in use. */
    public List<AccountUse> inUse() {
        lock.lock();
        try {
            return byClient.values().stream()
                    .map(shared -> new AccountUse(
                            Set.copyOf(shared.names), shared.settings.serverUri(), shared.count, shared.client))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets what observes the chat.
     *
     * @param observer null for nothing
     */
    public void setObserver(ChatObserver observer) {
        this.observer = observer;
    }

    /** Returns what observes the chat; null for nothing. */
    public ChatObserver observer() {
        return observer;
    }

    /** Whether a client is still managed here. It is not after the component was stopped. */
    public boolean isCurrent(AccountClient client) {
        lock.lock();
        try {
            return byClient.containsKey(client);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a listener that is called when the component starts, so that users of stopped clients can acquire new
     * ones.
     */
    public void onRestart(Runnable listener) {
        restartListeners.add(listener);
    }

    public void removeOnRestart(Runnable listener) {
        restartListeners.remove(listener);
    }

    private static void await(CompletableFuture<?> stopped, Collection<AccountClient> of) {
        if (of.stream().anyMatch(client -> client.loop().inEventLoop())) {
            return; // this thread runs what would be waited for
        }
        try {
            stopped.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("The state of a chat account was not saved within {} s", STOP_SECONDS);
        } catch (ExecutionException e) {
            LOG.warn(
                    "A chat connection could not be stopped properly: {}",
                    e.getCause().toString());
        }
    }

    private AccountClient open(AccountSettings wanted, Clock clock) throws IOException {
        if (threads == null || threads.isStopped()) {
            threads = new ChatThreadPools(context);
        }
        NetworkSettings outside = settings.get();
        boolean tls = "wss".equals(wanted.serverUri().getScheme());
        ServerPipeline target = new ServerPipeline(
                wanted.serverUri(),
                tls ? ChatTlsContext.of(outside.sslContext()) : null,
                wanted.verifyHostname(),
                ProxyHandlerFactory.of(outside, wanted.serverUri().getHost()),
                threads.names(),
                wanted.maxFrameSize());
        EventLoop loop = threads.nextLoop();
        AccountClient client = new AccountClient(
                wanted.account().clientId(), loop, clock, new LoginCodeRequester(wanted.codes(), threads.codes()));
        // last, since it holds the key and must be closed if anything after it fails
        AccountState state = AccountState.load(
                wanted.account(), store(wanted.store()), threads.saver(), loop, client::sendIdsAvailable);
        ConnectionCredentials identity =
                new ConnectionCredentials(wanted.clientInfo(), wanted.newLogin(), wanted.cipher(), state.key());
        ReconnectBackoff backoff = new ReconnectBackoff(wanted.reconnectDelay(), wanted.maxReconnectDelay(), random);
        client.start(state, new ChatConnection(target, identity, wanted.times(), backoff, random, clock, loop, client));
        return client;
    }

    private ChatStateStore store(Object wanted) {
        if (wanted instanceof ChatStateStore bean) {
            return bean;
        }
        String text = String.valueOf(wanted);
        if (text.equals("memory")) {
            return memory;
        }
        if (text.startsWith("file:")) {
            return new FileChatStateStore(AccountSettings.folder(text));
        }
        throw new IllegalArgumentException("stateStore must be file:DIR, memory, or a ChatStateStore bean");
    }

    /** The thread pool on which consumers start exchanges. */
    public Executor consumers() {
        return threads.consumers();
    }

    /** The thread pool for file I/O. */
    public Executor disk() {
        return threads.disk();
    }

    /** Continues a route on a thread that may block, after its call has ended. From any thread. */
    public void resume(Runnable continuation) {
        ChatThreadPools current = threads;
        if (current == null) {
            continuation.run(); // there are no threads yet
        } else {
            current.resume(continuation);
        }
    }

    @Override
    protected void doStart() {
        for (Runnable listener : restartListeners) {
            try {
                listener.run();
            } catch (RuntimeException e) { // other accounts are not affected
                LOG.error("A chat account cannot be reconnected after the restart of the component", e);
            }
        }
    }

    @Override
    protected void doStop() {
        ChatThreadPools ending;
        lock.lock();
        try {
            // in parallel, so that a hanging store delays the stop only once
            CompletableFuture<?>[] stops =
                    byClient.keySet().stream().map(AccountClient::stop).toArray(CompletableFuture[]::new);
            await(CompletableFuture.allOf(stops), byClient.keySet());
            byClient.clear();
            byAccount.clear();
            ending = threads;
            if (ending != null) {
                ending.stop();
            }
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            ending.awaitRoutes();
        }
    }

    @Override
    protected void doShutdown() {
        memory.close();
    }

    private static final class SharedClient {

        private final AccountSettings settings;
        private final AccountClient client;
        private final Set<String> names = new HashSet<>();
        private int count;

        SharedClient(AccountSettings settings, AccountClient client) {
            this.settings = settings;
            this.client = client;
        }
    }
}
