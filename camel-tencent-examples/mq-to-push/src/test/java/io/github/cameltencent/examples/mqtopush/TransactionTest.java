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

import static io.github.cameltencent.examples.mqtopush.OrdersFixture.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.EmulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.junit.jupiter.api.Test;

/** Receiving an order and sending it on are one transaction, whatever ends it. */
class TransactionTest {

    private static final int CONSUMERS = 16;

    @Test
    void aFailureAfterTheDeadLetterWasSentRollsTheDeadLetterBack() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        InterceptStrategy failsTwice = (context, node, target, next) -> isDeadLetter(node)
                ? new DelegateAsyncProcessor(exchange -> {
                    target.process(exchange);
                    if (failures.incrementAndGet() <= 2) {
                        throw new IllegalStateException("after the dead letter was sent");
                    }
                })
                : target;
        try (OrdersFixture fixture = new OrdersFixture(Provider.TPNS)) {
            fixture.faults("{\"fault\":\"code\",\"code\":\"1008007\"}");
            fixture.shop.place(1, 0, null);
            fixture.startRoute(1, camel -> camel.bind("failsTwice", failsTwice));
            fixture.awaitAllSettled();

            assertThat(failures).hasValue(3);
            assertThat(fixture.shop.browse(Broker.DEAD_LETTERS)).hasSize(1);
        }
    }

    private static boolean isDeadLetter(NamedNode node) {
        return node instanceof ToDefinition to && "jms:orders.dead".equals(to.getUri());
    }

    @Test
    void stoppingTheRouteLosesNoOrderAndPushesNoneTwice() throws Exception {
        try (OrdersFixture fixture = slow()) {
            List<String> orders = fixture.shop.place(ORDERS, 0, null);
            fixture.startRoute(CONSUMERS);
            awaitSome(fixture);
            fixture.stopRoute();
            assertThat(fixture.broker.count(Broker.ORDERS)).isPositive();

            fixture.startRoute(CONSUMERS);
            fixture.awaitAllSettled();
            assertThat(fixture.audit(orders)).matches(Audit::isClean);
            assertThat(fixture.arrivals(true)).hasSize(ORDERS).allSatisfy(OrdersFixture::once);
        }
    }

    @Test
    void closingTheConnectionsToTheBrokerLosesNoOrderAndDuplicatesOnlyThoseInFlight() throws Exception {
        try (OrdersFixture fixture = slow()) {
            List<String> orders = fixture.shop.place(ORDERS, 0, null);
            fixture.startRoute(CONSUMERS);
            awaitSome(fixture);
            fixture.broker
                    .server()
                    .getRemotingService()
                    .getConnections()
                    .forEach(connection -> connection.fail(new ActiveMQException("cut by the test")));
            fixture.awaitAllSettled();

            assertThat(fixture.audit(orders).lost()).isEmpty();
            Map<String, Integer> arrivals = fixture.arrivals(true);
            assertThat(arrivals.keySet()).containsExactlyInAnyOrderElementsOf(orders);
            assertThat(arrivals.values().stream().filter(times -> times > 1))
                    .as("accepted before the cut, not committed yet")
                    .hasSizeLessThanOrEqualTo(CONSUMERS);
        }
    }

    /** Slow enough to have orders in flight at any time. */
    private static OrdersFixture slow() throws Exception {
        return new OrdersFixture(
                Provider.TPNS, new EmulatorOptions().latency(Duration.ofMillis(20)), new OrderStatistics());
    }

    private static void awaitSome(OrdersFixture fixture) {
        await().atMost(Duration.ofMinutes(1)).until(() -> fixture.statistics.accepted() > ORDERS / 4);
    }
}
