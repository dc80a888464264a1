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

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Puts sample orders on the queue and browses queues. */
final class Shop {

    private static final int BATCH = 500;

    private final ConnectionFactory broker;

    Shop(ConnectionFactory broker) {
        this.broker = broker;
    }

    /** The device token of an order. */
    static String device(long number) {
        return String.format("05%034x", number);
    }

    static String orderId(long number) {
        return String.format("A-%06d", number);
    }

    /**
     * Places orders.
     *
     * @param bad how many of them cannot be delivered: in turn broken JSON, a missing field and a dead token
     * @param device the device of all orders, null for one device per order
     */
    List<String> place(int orders, int bad, String device) throws JMSException {
        List<String> ids = new ArrayList<>(orders);
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            MessageProducer producer = session.createProducer(session.createQueue(Broker.ORDERS));
            for (int number = 1; number <= orders; number++) {
                Order order = new Order(orderId(number), device == null ? device(number) : device, "on its way to you");
                // spread evenly
                long badCount = (long) number * bad / orders;
                boolean isBad = badCount != (number - 1L) * bad / orders;
                TextMessage message = session.createTextMessage(isBad ? badOrder(order, badCount) : order.toJson());
                message.setStringProperty(OrderStatistics.ORDER_ID, order.id());
                producer.send(message);
                ids.add(order.id());
                if (number % BATCH == 0 || number == orders) {
                    session.commit();
                }
            }
        }
        return Collections.unmodifiableList(ids);
    }

    private static String badOrder(Order order, long count) {
        return switch ((int) (count % 3)) {
            case 1 -> order.toJson().substring(0, 20);
            case 2 -> new Order(order.id(), null, order.status()).toJson();
            default -> new Order(order.id(), "dead" + order.device().substring(4), order.status()).toJson();
        };
    }

    /** The messages of a queue, which keeps them. */
    List<Message> browse(String queue) throws JMSException {
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession();
                QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            connection.start();
            List<Message> messages = new ArrayList<>();
            Enumeration<?> found = browser.getEnumeration();
            while (found.hasMoreElements()) {
                messages.add((Message) found.nextElement());
            }
            return messages;
        }
    }
}
