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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The use of an account's client by a producer or consumer, from its start to its stop. After a restart of the
 * component, which creates new clients, it moves on to the new one. Thread-safe.
 */
final class ConnectionLease {

    private final BirdtalkService service;
    private final User user;
    private final Runnable restart = this::restarted;
    private final ReentrantLock lock = new ReentrantLock();
    /** Null while the owner is stopped. */
    private volatile AccountClient client;

    /** The owner of a lease. */
    interface User {

        /** Starts to use a client. */
        void attach(AccountClient client) throws IOException;

        /** Stops using it. */
        void detach(AccountClient client);
    }

    ConnectionLease(BirdtalkService service, User user) {
        this.service = service;
        this.user = user;
    }

    /**
     * Acquires the client.
     *
     * @throws IOException if the stored state cannot be read
     */
    void open() throws IOException {
        lock.lock();
        try {
            service.clients().onRestart(restart);
            acquire();
        } finally {
            if (client == null) { // it could not be acquired
                service.clients().removeOnRestart(restart);
            }
            lock.unlock();
        }
    }

    /** Releases the client. */
    void close() {
        lock.lock();
        try {
            service.clients().removeOnRestart(restart);
            release();
        } finally {
            lock.unlock();
        }
    }

    /** The client; null while the owner is stopped. */
    AccountClient client() {
        return client;
    }

    private void restarted() {
        lock.lock();
        try {
            if (client == null || !service.clients().isCurrent(client)) {
                release();
                acquire();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private void acquire() throws IOException {
        AccountClient acquired = service.acquire();
        try {
            user.attach(acquired);
            client = acquired;
        } finally {
            if (client == null) { // it could not be used
                service.release(acquired);
            }
        }
    }

    private void release() {
        AccountClient released = client;
        if (released != null) {
            client = null;
            user.detach(released);
            service.release(released);
        }
    }
}
