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
package io.github.cameltencent.examples.chatbridge;

import io.github.cameltencent.TencentConstants;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;

/** Counts the messages of the routes. Thread-safe. */
final class BridgeStatistics extends RoutePolicySupport implements RoutePolicyFactory {

    private final AtomicLong fromChat = new AtomicLong();
    private final AtomicLong fromTopic = new AtomicLong();
    private final AtomicLong pushes = new AtomicLong();
    private final AtomicLong failedPushes = new AtomicLong();

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        // a completion, since Camel does not call policies while it stops
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange done) {
                count(route.getRouteId(), done);
            }
        });
    }

    private void count(String routeId, Exchange exchange) {
        switch (routeId) {
            case "from-chat" -> {
                if (exchange.getMessage().getHeader(RoomRoutes.ORIGIN) != null) {
                    fromChat.incrementAndGet();
                }
            }
            case "from-topic" -> fromTopic.incrementAndGet();
            case "notify" -> {
                Object outcome = exchange.getMessage().getHeader(TencentConstants.OUTCOME);
                if (outcome != null) {
                    ("ACCEPTED".equals(outcome) ? pushes : failedPushes).incrementAndGet();
                }
            }
            default -> {
                // part of another route
            }
        }
    }

    long fromChat() {
        return fromChat.get();
    }

    long fromTopic() {
        return fromTopic.get();
    }

    long pushes() {
        return pushes.get();
    }

    long failedPushes() {
        return failedPushes.get();
    }

    /** A number that changes with each message. */
    long total() {
        return fromChat() + fromTopic() + pushes() + failedPushes();
    }
}
