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

/** The callbacks in progress, which a stop waits for: those to be answered, and those to be routed. Thread-safe. */
final class OpenCallbacks {

    private final AtomicInteger count = new AtomicInteger();
    private final Set<PendingAnswer> unanswered = ConcurrentHashMap.newKeySet();

    int count() {
        return count.get();
    }

    /**
     * Counts an HTTP exchange until its response is written, which is when its unit of work is done.
     *
     * @return counts it no longer, where the server could not write; may be run twice
     */
    Runnable opened(Exchange http) {
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

    void routingBegins() {
        count.incrementAndGet();
    }

    void routingEnds() {
        count.decrementAndGet();
    }

    void add(PendingAnswer answer) {
        unanswered.add(answer);
        answer.onAnswer(said -> unanswered.remove(answer));
    }

    /** Answers what has no answer yet with {@code timeoutReply}. */
    void completeLate() {
        unanswered.forEach(PendingAnswer::completeLate);
    }
}
