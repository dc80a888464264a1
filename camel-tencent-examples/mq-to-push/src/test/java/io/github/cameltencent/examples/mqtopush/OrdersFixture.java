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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.main.Main;

/** A broker, the emulator, and the route between them. */
final class OrdersFixture implements AutoCloseable {

    /** How many orders a test moves: {@code -Dorders=10000} for the figures of the documentation. */
    static final int ORDERS = Integer.getInteger("orders", 1000);

    /** Redelivers sooner than in the program, so that tests are fast. */
    final Broker broker;

    final Provider provider;
    final TencentEmulator emulator;
    final Shop shop;
    final OrderStatistics statistics;
    private Bridge bridge;
    private boolean yaml;

    OrdersFixture(Provider provider) throws Exception {
        this(provider, new EmulatorOptions(), new OrderStatistics());
    }

    OrdersFixture(Provider provider, EmulatorOptions options, OrderStatistics statistics) throws Exception {
        this(provider, options, statistics, Broker.MAX_DELIVERIES);
    }

    OrdersFixture(Provider provider, EmulatorOptions options, OrderStatistics statistics, int maxDeliveries)
            throws Exception {
        this.broker = Broker.start(5, maxDeliveries);
        this.shop = new Shop(broker.connections());
        this.provider = provider;
        options.imQuotas(false);
        this.emulator = TencentEmulator.start(options);
        this.statistics = statistics;
    }

    /** Runs the route in YAML instead of the one in Java. */
    OrdersFixture yaml(boolean isYaml) {
        yaml = isYaml;
        return this;
    }

    /** Sets fault rules for the pushes. */
    OrdersFixture faults(String... rules) {
        emulator.faults().replace(String.join("\n", rules));
        return this;
    }

    /** The code of the provider. */
    String code(String whenTpns, String whenTimPush) {
        return provider == Provider.TPNS ? whenTpns : whenTimPush;
    }

    /** The provider's code for too many calls. */
    String tooMany() {
        return code("1008028", "60018");
    }

    Bridge startRoute(int consumers, Consumer<Main> more) {
        bridge = Bridge.start(broker.consumers(), statistics, provider, consumers, emulator.baseUri(), yaml, more);
        return bridge;
    }

    Bridge startRoute(int consumers) {
        return startRoute(consumers, camel -> {});
    }

    void stopRoute() {
        bridge.close();
    }

    /** Waits until no order is on the queue, in flight or waiting for its redelivery. */
    void awaitAllSettled() {
        await().atMost(Duration.ofMinutes(5)).until(() -> broker.count(Broker.ORDERS) == 0);
    }

    Audit audit(List<String> orders) throws JMSException {
        return Audit.of(orders, statistics, shop).against(emulator, provider, statistics, shop);
    }

    /** How often each order arrived at the emulator, by its phone; those that were accepted, or all. */
    Map<String, Integer> arrivals(boolean onlyAccepted) {
        Map<String, Integer> arrivals = new HashMap<>();
        for (RecordedRequest push : emulator.requests()) {
            if (Audit.isAccepted(push) || !onlyAccepted) {
                String device = push.json()
                        .at(provider == Provider.TPNS ? "/token_list/0" : "/To_Account/0")
                        .asText();
                arrivals.merge(Shop.orderId(Long.parseLong(device.substring(2), 16)), 1, Integer::sum);
            }
        }
        return arrivals;
    }

    static void once(String order, int times) {
        assertThat(times).as(order).isEqualTo(1);
    }

    Set<String> orderIds(String queue) throws JMSException {
        return shop.browse(queue).stream().map(OrdersFixture::orderId).collect(Collectors.toSet());
    }

    static String orderId(Message message) {
        return header(message, OrderStatistics.ORDER_ID);
    }

    static String header(Message message, String name) {
        try {
            return message.getStringProperty(name);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        if (bridge != null) {
            bridge.close();
        }
        broker.close();
        emulator.close();
    }
}
