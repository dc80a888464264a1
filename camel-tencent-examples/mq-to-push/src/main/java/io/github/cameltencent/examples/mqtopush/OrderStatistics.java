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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;

/** Counts the orders that a route handles, by outcome. Thread-safe. */
class OrderStatistics extends RoutePolicySupport implements RoutePolicyFactory {

    /** The JMS property with the number of the order, also for orders whose text is broken. */
    static final String ORDER_ID = "OrderId";

    private static final String STARTED = "statisticsStarted";

    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder ambiguous = new LongAdder();
    private final LongAdder deadTokens = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder rolledBack = new LongAdder();
    private final Set<String> acceptedOrders = ConcurrentHashMap.newKeySet();
    private final Latencies latencies = new Latencies();

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        exchange.setProperty(STARTED, System.nanoTime());
        // a completion, since Camel does not call policies while it stops
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                count(done);
            }
        });
    }

    /** Counts an order before its transaction is committed. */
    private void count(Exchange exchange) {
        int attempts = exchange.getMessage().getHeader(TencentConstants.ATTEMPTS, 0, Integer.class);
        if (attempts > 0) {
            retried.add(attempts - 1L);
            latencies.add(System.nanoTime() - exchange.getProperty(STARTED, Long.class));
        }
        deadTokens.add(exchange.getMessage()
                .getHeader(TencentConstants.INVALID_TARGETS, List.of(), Collection.class)
                .size());
        if (exchange.isFailed() || exchange.isRollbackOnly()) {
            rolledBack.increment();
            return;
        }
        switch (exchange.getMessage().getHeader(OutcomeHeaders.OUTCOME, "?", String.class)) {
            case "ACCEPTED" -> accepted(exchange);
            case "AMBIGUOUS", "PARTIAL" -> ambiguous.increment();
            default -> rejected.increment();
        }
    }

    void accepted(Exchange exchange) {
        accepted.increment();
        acceptedOrders.add(exchange.getMessage().getHeader(ORDER_ID, "?", String.class));
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

    /** How often the component retried a push. */
    long retried() {
        return retried.sum();
    }

    /** How often a transaction was rolled back. */
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
