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
package io.github.cameltencent.examples.mqtopush;

import io.github.cameltencent.TencentConstants;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;

/** Counts what the route does, for the console. Thread-safe. */
class Tally {

    /** The JMS property with the number of the order, so that one can be found whose text is broken. */
    static final String ORDER_ID = "OrderId";

    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder ambiguous = new LongAdder();
    private final LongAdder deadTokens = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder rolledBack = new LongAdder();
    private final Set<String> acceptedOrders = ConcurrentHashMap.newKeySet();
    private final Latencies latencies = new Latencies();

    void pushed(Exchange exchange, long startedNanos) {
        latencies.add(System.nanoTime() - startedNanos);
        Integer attempts = exchange.getMessage().getHeader(TencentConstants.ATTEMPTS, Integer.class);
        if (attempts != null && attempts > 1) {
            repeated.add(attempts - 1);
        }
    }

    void accepted(Exchange exchange) {
        accepted.increment();
        acceptedOrders.add(exchange.getMessage().getHeader(ORDER_ID, "?", String.class));
    }

    void rejected(Exchange exchange) {
        rejected.increment();
    }

    void ambiguous(Exchange exchange) {
        ambiguous.increment();
    }

    void deadToken(Exchange exchange) {
        deadTokens.increment();
    }

    void rolledBack(Exchange exchange) {
        rolledBack.increment();
    }

    long accepted() {
        return accepted.sum();
    }

    long rejected() {
        return rejected.sum();
    }

    long ambiguous() {
        return ambiguous.sum();
    }

    long deadTokens() {
        return deadTokens.sum();
    }

    /** How often the component sent a push again. */
    long repeated() {
        return repeated.sum();
    }

    /** How often an order went back to the broker. */
    long rolledBack() {
        return rolledBack.sum();
    }

    long settled() {
        return accepted() + rejected() + ambiguous();
    }

    Set<String> acceptedOrders() {
        return Set.copyOf(acceptedOrders);
    }

    Latencies latencies() {
        return latencies;
    }
}
