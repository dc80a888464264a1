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

import jakarta.jms.ConnectionFactory;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** ActiveMQ Artemis inside this process. It keeps nothing on disk: the orders are samples and live as long as the run. */
final class Broker implements AutoCloseable {

    static final String ORDERS = "orders";
    static final String DEAD_LETTERS = "orders.dead";
    static final String AMBIGUOUS = "orders.ambiguous";

    /** The broker's own dead-letter queue. Not that of rejected orders, as a worker may have died after the push. */
    static final String UNKNOWN = "orders.unknown";

    static final String DEAD_TOKENS = "tokens.dead";

    /** With the delays below, an order that cannot be sent is retried for about a minute. */
    static final int MAX_DELIVERIES = 10;

    /** A small window, as a consumer with many prefetched messages would still work when the others are idle. */
    private static final String CONSUMERS_URL = "vm://0?consumerWindowSize=1024";

    private static final String URL = "vm://0";

    private final ActiveMQServer server;

    private Broker(ActiveMQServer server) {
        this.server = server;
    }

    static Broker start() throws Exception {
        return start(200);
    }

    static Broker start(long redeliveryMillis) throws Exception {
        return start(redeliveryMillis, MAX_DELIVERIES);
    }

    static Broker start(long redeliveryMillis, int maxDeliveries) throws Exception {
        AddressSettings redelivery = new AddressSettings()
                .setRedeliveryDelay(redeliveryMillis)
                .setRedeliveryMultiplier(2)
                .setRedeliveryCollisionAvoidanceFactor(0.5)
                .setMaxRedeliveryDelay(TimeUnit.SECONDS.toMillis(10))
                .setMaxDeliveryAttempts(maxDeliveries)
                .setDeadLetterAddress(SimpleString.of(UNKNOWN));
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("in-vm", "vm://0")
                .addAddressSetting(ORDERS, redelivery);
        for (String name : new String[] {ORDERS, DEAD_LETTERS, AMBIGUOUS, UNKNOWN, DEAD_TOKENS}) {
            configuration.addQueueConfiguration(
                    QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST));
        }
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration);
        server.start();
        return new Broker(server);
    }

    /** Connections for a route with many consumers. */
    @SuppressWarnings("resource") // lives as long as its user
    ConnectionFactory consumers() {
        return new ActiveMQConnectionFactory(CONSUMERS_URL);
    }

    /** Connections for everything else: a browser with a small window would not see the whole queue. */
    @SuppressWarnings("resource") // lives as long as its user
    ConnectionFactory connections() {
        return new ActiveMQConnectionFactory(URL);
    }

    /** The number of messages in a queue, with those in delivery and those that wait for redelivery. */
    long count(String queue) {
        Queue found = server.locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    ActiveMQServer server() {
        return server;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
