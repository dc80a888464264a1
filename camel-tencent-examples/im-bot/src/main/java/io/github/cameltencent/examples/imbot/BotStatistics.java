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
package io.github.cameltencent.examples.imbot;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import java.util.Map;
import java.util.TreeMap;
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

/** Counts callbacks and answers. Thread-safe. */
final class BotStatistics extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String UNANSWERED = "unanswered";

    private final LongAdder callbacks = new LongAdder();
    private final LongAdder blocked = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder possibleDuplicates = new LongAdder();
    private final Map<String, LongAdder> unanswered = new ConcurrentHashMap<>();

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        if (route.getRouteId().equals("callbacks")) {
            callbacks.increment();
        }
        // a completion, since Camel does not call policies while it stops
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                count(route.getRouteId(), done);
            }
        });
    }

    private void count(String routeId, Exchange exchange) {
        if (Conversation.CARD_NUMBER.equals(exchange.getProperty(Conversation.KIND))) {
            blocked.increment();
        } else if (routeId.equals("answers")
                && !exchange.getProperty(UNANSWERED, false, Boolean.class)
                && !exchange.getProperty(Exchange.DUPLICATE_MESSAGE, false, Boolean.class)) {
            answered.increment();
            if (exchange.getMessage().getHeader(TencentConstants.POSSIBLY_DUPLICATE, false, Boolean.class)) {
                possibleDuplicates.increment();
            }
        }
    }

    /** Counts a failed answer, by outcome and code. */
    void unanswered(Exchange exchange) {
        exchange.setProperty(UNANSWERED, true);
        String reason = Conversation.failure(exchange) instanceof TencentException failure
                ? failure.getOutcome() + " " + failure.getCode()
                : "FAILED";
        unanswered.computeIfAbsent(reason, any -> new LongAdder()).increment();
    }

    /** The number of callbacks that reached the route. */
    long callbacks() {
        return callbacks.sum();
    }

    /** The number of messages that were not sent because of a card number. */
    long blocked() {
        return blocked.sum();
    }

    long answered() {
        return answered.sum();
    }

    /** The number of answers that may have arrived twice. */
    long possibleDuplicates() {
        return possibleDuplicates.sum();
    }

    long unanswered() {
        return unanswered.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How often answers failed, by outcome and code. */
    Map<String, Long> reasons() {
        Map<String, Long> reasons = new TreeMap<>();
        unanswered.forEach((why, count) -> reasons.put(why, count.sum()));
        return reasons;
    }
}
