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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The listeners of an account, of which only one handles messages. Thread-safe. */
final class AccountListeners {

    private final List<AccountListener> all = new CopyOnWriteArrayList<>();
    /** The listener that handles messages; null for none. */
    private final AtomicReference<AccountListener> handler = new AtomicReference<>();

    /**
     * Makes a listener the one that handles messages.
     *
     * @throws IllegalStateException if another listener does
     */
    void claimMessages(AccountListener listener) {
        if (!handler.compareAndSet(null, listener)) {
            throw new IllegalStateException(
                    "Another consumer already handles the messages of this account, whose progress is"
                            + " stored once: use one consumer, and multicast");
        }
    }

    void add(AccountListener listener) {
        all.add(listener);
    }

    void remove(AccountListener listener) {
        all.remove(listener);
        handler.compareAndSet(listener, null);
    }

    void forEach(Consumer<AccountListener> what) {
        all.forEach(what);
    }
}
