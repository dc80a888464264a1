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
package io.github.cameltencent.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A network between a client and a server of this machine. A harmless fault strikes every connection, others strike the first and half of the rest. */
final class BadNetwork implements AutoCloseable {

    private final ServerSocket entrance;
    private final int server;
    private final Random random;
    private final Set<BadLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger struck = new AtomicInteger();
    private volatile NetworkFault fault;

    private BadNetwork(int server, NetworkFault fault, long seed) {
        this.server = server;
        this.fault = fault;
        this.random = new Random(seed);
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    static BadNetwork before(int server, NetworkFault fault, long seed) {
        return new BadNetwork(server, fault, seed);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The number of connections that had the fault. */
    int struck() {
        return struck.get();
    }

    /** Ends all connections; new ones are good. */
    void heal() {
        fault = null;
        links.forEach(BadLink::reset);
    }

    @Override
    public void close() {
        quietly(entrance);
        links.forEach(BadLink::reset);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                NetworkFault drawn = draw();
                if (drawn != null) {
                    struck.incrementAndGet();
                }
                BadLink link = new BadLink(
                        client, new Socket(InetAddress.getLoopbackAddress(), server), drawn, random.nextLong());
                links.add(link);
                daemon(() -> link.relay(true));
                daemon(() -> {
                    link.relay(false);
                    links.remove(link);
                });
            }
        } catch (IOException e) {
            quietly(entrance);
        }
    }

    private NetworkFault draw() {
        NetworkFault now = fault;
        return now == null || now.harmless() || struck.get() == 0 || random.nextBoolean() ? now : null;
    }

    static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception ignored) {
            // it is closed
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "bad-network");
        thread.setDaemon(true);
        thread.start();
    }
}
