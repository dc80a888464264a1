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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Counts the deliveries of an order that certainly pushed nothing. Any other delivery may have pushed it, since its worker
 * may have died before the commit. Bounded: evicted orders count as possibly pushed. Thread-safe.
 */
final class UnsentDeliveries {

    private static final int MAX_ORDERS = 10_000;
    private static final Set<String> NOT_EXECUTED = Set.of("REJECTED", "AUTH", "THROTTLED", "TRANSIENT");

    private final Map<String, Integer> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_ORDERS;
        }
    };

    /** Counts the current delivery, after its push. */
    synchronized void record(Exchange exchange) {
        if (NOT_EXECUTED.contains(exchange.getMessage().getHeader(TencentConstants.OUTCOME, "", String.class))) {
            counts.merge(id(exchange), 1, Integer::sum);
        }
    }

    /** Whether no delivery up to this one pushed the order. */
    synchronized boolean areAll(Exchange exchange) {
        int deliveries = exchange.getMessage().getHeader("JMSXDeliveryCount", 1, Integer.class);
        return counts.getOrDefault(id(exchange), 0) >= deliveries;
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader("JMSMessageID", "?", String.class);
    }
}
