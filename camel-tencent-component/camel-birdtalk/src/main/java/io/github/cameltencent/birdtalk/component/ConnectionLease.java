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

import io.github.cameltencent.birdtalk.account.ChatLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The share that a producer or consumer has in the connection of its account, from its start to its stop. A restart of the
 * component makes new connections; the share then moves to the new one. Thread-safe.
 */
final class ConnectionLease {

    private final BirdtalkService service;
    private final User user;
    private final Runnable restart = this::restarted;
    private final ReentrantLock lock = new ReentrantLock();
    /** Null while the owner is stopped. */
    private volatile ChatLink link;

    /** The owner of a lease. */
    interface User {

        /** Starts to use a connection. */
        void attach(ChatLink link) throws IOException;

        /** Stops using it. */
        void detach(ChatLink link);
    }

    ConnectionLease(BirdtalkService service, User user) {
        this.service = service;
        this.user = user;
    }

    /**
     * Opens the connection, unless another endpoint of the account has done so.
     *
     * @throws IOException if the stored state cannot be read
     */
    void open() throws IOException {
        lock.lock();
        try {
            acquire();
            service.links().onRestart(restart);
        } finally {
            lock.unlock();
        }
    }

    /** Releases the connection. */
    void close() {
        lock.lock();
        try {
            service.links().removeOnRestart(restart);
            release();
        } finally {
            lock.unlock();
        }
    }

    /** The connection; null while the owner is stopped. */
    ChatLink link() {
        return link;
    }

    private void restarted() {
        lock.lock();
        try {
            if (link == null || !service.links().isCurrent(link)) {
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
        ChatLink acquired = service.acquire();
        try {
            user.attach(acquired);
            link = acquired;
        } finally {
            if (link == null) { // it could not be used
                service.release(acquired);
            }
        }
    }

    private void release() {
        ChatLink released = link;
        if (released != null) {
            link = null;
            user.detach(released);
            service.release(released);
        }
    }
}
