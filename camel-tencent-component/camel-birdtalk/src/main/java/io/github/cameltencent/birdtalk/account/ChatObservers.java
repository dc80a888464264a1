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

/** Who is told of what comes in over a connection; one of them alone handles the messages. Thread-safe. */
final class ChatObservers {

    private final List<ChatObserver> all = new CopyOnWriteArrayList<>();
    /** Who handles the messages; null while nobody does. */
    private final AtomicReference<ChatObserver> handler = new AtomicReference<>();

    /**
     * Lets one handle the messages.
     *
     * @throws IllegalStateException if another does that already
     */
    void handles(ChatObserver observer) {
        if (!handler.compareAndSet(null, observer)) {
            throw new IllegalStateException("Another consumer takes the messages of this account already, and what was"
                    + " handled is remembered once: use one consumer, and multicast");
        }
    }

    void add(ChatObserver observer) {
        all.add(observer);
    }

    void remove(ChatObserver observer) {
        all.remove(observer);
        handler.compareAndSet(observer, null);
    }

    void tell(Consumer<ChatObserver> what) {
        all.forEach(what);
    }
}
