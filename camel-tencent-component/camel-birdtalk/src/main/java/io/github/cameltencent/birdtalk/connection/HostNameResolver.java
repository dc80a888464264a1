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
package io.github.cameltencent.birdtalk.connection;

import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Resolves host names with the JVM's resolver on threads that may block, since a slow DNS would otherwise block all
 * accounts of an event loop. Concurrent lookups of the same name share one thread. Thread-safe.
 */
public final class HostNameResolver {

    private final Executor blocking;
    private final Lookup lookup;
    private final ReentrantLock lock = new ReentrantLock();
    /** The promises that wait for each name. */
    private final Map<String, Set<Promise<InetAddress>>> waiting = new HashMap<>();

    /** A blocking lookup. */
    public interface Lookup {

        InetAddress of(String host) throws UnknownHostException;
    }

    /**
     * A resolver.
     *
     * @param blocking a bounded pool; a lookup that it rejects fails
     */
    public HostNameResolver(Executor blocking, Lookup lookup) {
        this.blocking = blocking;
        this.lookup = lookup;
    }

    /**
     * Resolves a name.
     *
     * @param found completed on its own thread; fails with {@link UnknownHostException}, or with {@link
     *     RejectedExecutionException} if too many lookups are pending
     */
    void resolve(String host, Promise<InetAddress> found) {
        if (!addWaiting(host, found)) {
            return;
        }
        try {
            blocking.execute(() -> lookUp(host));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the latter if no thread can be started
            end(host, waiter -> waiter.tryFailure(e));
        }
    }

    /** Removes a promise that nobody waits for any more. */
    void cancel(String host, Promise<InetAddress> found) {
        lock.lock();
        try {
            Set<Promise<InetAddress>> same = waiting.get(host);
            if (same != null) {
                same.remove(found);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds a promise, and returns whether it is the first for this name. */
    private boolean addWaiting(String host, Promise<InetAddress> found) {
        lock.lock();
        try {
            boolean first = !waiting.containsKey(host);
            waiting.computeIfAbsent(host, name -> new LinkedHashSet<>()).add(found);
            return first;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the waiting callers must be notified of every failure
    private void lookUp(String host) {
        if (isUnwanted(host)) {
            return;
        }
        Consumer<Promise<InetAddress>> outcome;
        try {
            InetAddress address = lookup.of(host);
            outcome = waiter -> waiter.trySuccess(address);
        } catch (UnknownHostException | RuntimeException | Error e) {
            outcome = waiter -> waiter.tryFailure(e);
        }
        end(host, outcome);
    }

    /** Whether all promises were removed while the lookup was queued. */
    private boolean isUnwanted(String host) {
        lock.lock();
        try {
            return waiting.get(host).isEmpty() && waiting.remove(host) != null;
        } finally {
            lock.unlock();
        }
    }

    private void end(String host, Consumer<Promise<InetAddress>> tell) {
        Set<Promise<InetAddress>> all;
        lock.lock();
        try {
            all = waiting.remove(host);
        } finally {
            lock.unlock();
        }
        all.forEach(tell);
    }
}
