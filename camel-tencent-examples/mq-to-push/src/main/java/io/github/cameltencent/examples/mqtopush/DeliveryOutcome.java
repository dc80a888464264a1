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

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Writes the outcome of a push into headers. The last delivery of an order decides about the order, unless an earlier
 * delivery may have pushed it: then the order is ambiguous. Thread-safe.
 */
final class DeliveryOutcome implements Processor {

    private static final Set<String> MAY_HAVE_ARRIVED = Set.of("ACCEPTED", "AMBIGUOUS", "PARTIAL");

    private final UnsentDeliveries unsent = new UnsentDeliveries();

    @Override
    public void process(Exchange exchange) {
        OutcomeHeaders.set(exchange);
        unsent.record(exchange);
        String outcome = exchange.getMessage().getHeader(OutcomeHeaders.OUTCOME, String.class);
        if (!MAY_HAVE_ARRIVED.contains(outcome) && isLast(exchange, outcome) && !unsent.areAll(exchange)) {
            OutcomeHeaders.setEarlierDelivery(exchange);
        }
    }

    private static boolean isLast(Exchange exchange, String outcome) {
        int maxDeliveries =
                Integer.parseInt(exchange.getContext().resolvePropertyPlaceholders("{{orders.max-deliveries}}"));
        return "REJECTED".equals(outcome)
                || exchange.getMessage().getHeader("JMSXDeliveryCount", 1, Integer.class) >= maxDeliveries;
    }
}
