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
 * Looks host names up as the JVM does it, on threads that may wait for that: on those of the connections a slow DNS would
 * hold all accounts. A name is looked up once at a time, however many want it, so that one that takes long holds one
 * thread. Thread-safe.
 */
public final class HostNames {

    private final Executor blocking;
    private final Lookup lookup;
    private final ReentrantLock lock = new ReentrantLock();
    /** Who waits for each name that is being looked up. */
    private final Map<String, Set<Promise<InetAddress>>> waiting = new HashMap<>();

    /** Finds an address, and may take its time. */
    public interface Lookup {

        InetAddress of(String host) throws UnknownHostException;
    }

    /**
     * Names.
     *
     * @param blocking bounded threads; a name for which there is no room is refused
     */
    public HostNames(Executor blocking, Lookup lookup) {
        this.blocking = blocking;
        this.lookup = lookup;
    }

    /**
     * Looks a name up.
     *
     * @param found told on its own thread; fails with an {@link UnknownHostException}, or with a
     *     {@link RejectedExecutionException} where too many names are being looked up
     */
    void find(String host, Promise<InetAddress> found) {
        if (!join(host, found)) {
            return;
        }
        try {
            blocking.execute(() -> look(host));
        } catch (RejectedExecutionException e) {
            end(host, waiter -> waiter.tryFailure(e));
        }
    }

    /** Nobody waits for this any more. */
    void forget(String host, Promise<InetAddress> found) {
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

    /** Whether it is the first that wants this name. */
    private boolean join(String host, Promise<InetAddress> found) {
        lock.lock();
        try {
            boolean first = !waiting.containsKey(host);
            waiting.computeIfAbsent(host, name -> new LinkedHashSet<>()).add(found);
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void look(String host) {
        if (isUnwanted(host)) {
            return;
        }
        Consumer<Promise<InetAddress>> outcome;
        try {
            InetAddress address = lookup.of(host);
            outcome = waiter -> waiter.trySuccess(address);
        } catch (UnknownHostException | RuntimeException e) {
            outcome = waiter -> waiter.tryFailure(e);
        }
        end(host, outcome);
    }

    /** Whether all who wanted it have gone while it waited for a thread. */
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
