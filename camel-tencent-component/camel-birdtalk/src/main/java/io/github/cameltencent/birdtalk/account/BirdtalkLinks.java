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
import io.github.cameltencent.birdtalk.connection.ChatIdentity;
import io.github.cameltencent.birdtalk.connection.ChatProxy;
import io.github.cameltencent.birdtalk.connection.ChatTarget;
import io.github.cameltencent.birdtalk.connection.ChatTls;
import io.github.cameltencent.birdtalk.connection.NetworkSettings;
import io.github.cameltencent.birdtalk.connection.ReconnectBackoff;
import io.github.cameltencent.birdtalk.state.ChatMemory;
import io.github.cameltencent.birdtalk.state.FileChatStateStore;
import io.github.cameltencent.birdtalk.state.MemoryChatStateStore;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
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
 * The chat connections of a component: one for each account, for as long as an endpoint uses it. All of them live on a
 * fixed number of threads, which are made when the first is opened. Thread-safe.
 */
public final class BirdtalkLinks extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(BirdtalkLinks.class);
    private static final long STOP_SECONDS = 5;

    private final CamelContext context;
    private final Supplier<NetworkSettings> settings;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ChatAccount, Used> links = new HashMap<>();
    private final Map<ChatLink, Used> users = new IdentityHashMap<>();
    private final Set<Runnable> restartListeners = ConcurrentHashMap.newKeySet();
    /** Lives as long as the component, so that a restarted route finds its key again. */
    private final MemoryChatStateStore memory = new MemoryChatStateStore();
    /** Null while no account was ever connected; they stay when they are stopped, and take nothing more. */
    private volatile ChatThreads threads;

    /**
     * The connections of a component; nothing is opened before an endpoint asks.
     *
     * @param settings TLS and proxy
     */
    public BirdtalkLinks(CamelContext context, Supplier<NetworkSettings> settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * The connection of an account, which is opened if it is the first use.
     *
     * @throws IllegalArgumentException if another endpoint has opened it with other options
     * @throws IllegalStateException if the component is stopped: nobody would end what is opened now
     * @throws IOException if the stored state cannot be read
     */
    public ChatLink acquire(ChatSettings wanted, Clock clock) throws IOException {
        lock.lock();
        try {
            if (isStoppingOrStopped()) {
                throw new IllegalStateException("The component is stopped: no chat connection can be opened");
            }
            Used used = links.get(wanted.account());
            if (used == null || used.link.ended() != null) { // one that has ended stays with those who have it
                if (used != null) {
                    await(used.link.retire(), List.of(used.link));
                }
                used = new Used(wanted, open(wanted, clock));
                links.put(wanted.account(), used);
                users.put(used.link, used);
            } else if (!used.settings.equals(wanted)) {
                throw new IllegalArgumentException(
                        "Endpoints of the same server, account and clientId share one connection, so that their options"
                                + " of it must be the same: the first has others than this one");
            }
            used.count++;
            return used.link;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a connection back, which ends with its last use. Waits a moment for what is to be saved. */
    public void release(ChatLink link) {
        lock.lock();
        try {
            Used used = users.get(link);
            if (used == null || --used.count > 0) {
                return;
            }
            users.remove(link);
            links.remove(used.settings.account(), used);
            await(link.stop(), List.of(link)); // who opens it anew reads what is saved now
        } finally {
            lock.unlock();
        }
    }

    /** Whether the component has not been stopped since a connection was acquired. */
    public boolean isCurrent(ChatLink link) {
        lock.lock();
        try {
            return users.containsKey(link);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a listener that is called when the component starts, and connections must be acquired anew. */
    public void onRestart(Runnable listener) {
        restartListeners.add(listener);
    }

    public void removeOnRestart(Runnable listener) {
        restartListeners.remove(listener);
    }

    private static void await(CompletableFuture<?> stopped, Collection<ChatLink> of) {
        if (of.stream().anyMatch(link -> link.loop().inEventLoop())) {
            return; // this thread is to do it
        }
        try {
            stopped.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("The state of a chat account is not saved yet after {} s", STOP_SECONDS);
        } catch (ExecutionException e) {
            LOG.warn(
                    "A chat connection did not stop as it should: {}",
                    e.getCause().toString());
        }
    }

    private ChatLink open(ChatSettings wanted, Clock clock) throws IOException {
        if (threads == null || threads.isStopped()) {
            threads = new ChatThreads(context);
        }
        NetworkSettings outside = settings.get();
        boolean tls = "wss".equals(wanted.serverUri().getScheme());
        ChatTarget target = new ChatTarget(
                wanted.serverUri(),
                tls ? ChatTls.of(outside.sslContext()) : null,
                wanted.verifyHostname(),
                ChatProxy.of(outside, wanted.serverUri().getHost()),
                threads.names(),
                wanted.maxFrameSize());
        EventLoop loop = threads.nextLoop();
        ChatLink link =
                new ChatLink(wanted.account().clientId(), loop, clock, new ChatCodes(wanted.codes(), threads.codes()));
        // last of what may fail: it holds the key
        ChatMemory remembered =
                ChatMemory.load(wanted.account(), store(wanted.store()), threads.saver(), loop, link::idsCame);
        ChatIdentity identity =
                new ChatIdentity(wanted.terminal(), wanted.newLogin(), wanted.cipher(), remembered.key());
        ReconnectBackoff backoff = new ReconnectBackoff(wanted.reconnectDelay(), wanted.maxReconnectDelay(), random);
        link.start(
                remembered, new ChatConnection(target, identity, wanted.times(), backoff, random, clock, loop, link));
        return link;
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
            return new FileChatStateStore(ChatSettings.folder(text));
        }
        throw new IllegalArgumentException("stateStore is file:DIR, memory, or a ChatStateStore bean");
    }

    /** The threads on which routes take what comes in. */
    public Executor consumers() {
        return threads.consumers();
    }

    /** The threads that wait for the disk. */
    public Executor disk() {
        return threads.disk();
    }

    /** Continues a route whose call has ended, on a thread that may block. From any thread. */
    public void resume(Runnable continuation) {
        ChatThreads current = threads;
        if (current == null) {
            continuation.run(); // nothing was ever connected
        } else {
            current.resume(continuation);
        }
    }

    @Override
    protected void doStart() {
        for (Runnable listener : restartListeners) {
            try {
                listener.run();
            } catch (RuntimeException e) { // the others have their own accounts
                LOG.warn("A chat account cannot be connected again: {}", e.toString());
            }
        }
    }

    @Override
    protected void doStop() {
        ChatThreads ending;
        lock.lock();
        try {
            // all at once: a store that hangs is waited for once, and not for each account
            CompletableFuture<?>[] stops =
                    users.keySet().stream().map(ChatLink::stop).toArray(CompletableFuture[]::new);
            await(CompletableFuture.allOf(stops), users.keySet());
            users.clear();
            links.clear();
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

    private static final class Used {

        private final ChatSettings settings;
        private final ChatLink link;
        private int count;

        Used(ChatSettings settings, ChatLink link) {
            this.settings = settings;
            this.link = link;
        }
    }
}
