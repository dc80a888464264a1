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
package io.github.cameltencent.callback;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The callbacks that a shutdown waits for: those without a reply, and those that are still being routed. Thread-safe. */
final class InFlightCallbacks {

    private final AtomicInteger count = new AtomicInteger();
    private final Set<PendingReply> pending = ConcurrentHashMap.newKeySet();

    int count() {
        return count.get();
    }

    /**
     * Counts an HTTP exchange until its unit of work is done, which is when the response is written.
     *
     * @return ends the counting, for failures in which the unit of work is never done; idempotent
     */
    Runnable requestReceived(Exchange http) {
        if (http.getUnitOfWork() == null) {
            return () -> {};
        }
        count.incrementAndGet();
        AtomicBoolean closed = new AtomicBoolean();
        Runnable close = () -> {
            if (closed.compareAndSet(false, true)) {
                count.decrementAndGet();
            }
        };
        http.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange exchange) {
                close.run();
            }
        });
        return close;
    }

    void routingStarted() {
        count.incrementAndGet();
    }

    void routingEnded() {
        count.decrementAndGet();
    }

    void add(PendingReply reply) {
        pending.add(reply);
        reply.onReply(bytes -> pending.remove(reply));
    }

    /** Sends {@code timeoutReply} to all callbacks without a reply. */
    void completeWithTimeoutReply() {
        pending.forEach(PendingReply::completeWithTimeoutReply);
    }
}
