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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The recipe for RabbitMQ of docs/bridges.md: nothing is lost, and a crash repeats only what was not acknowledged. */
class RabbitMqTest {

    private static final int ORDERS = Integer.getInteger("orders", 300);
    private static final int CONSUMERS = 16;
    private static final String DEAD_TOKEN = "dead-1";

    private static RabbitServer server;

    private final TencentEmulator emulator =
            TencentEmulator.start(new EmulatorOptions().latency(Duration.ofMillis(20)));
    private RabbitRoute route;

    @BeforeAll
    static void startServer() throws Exception {
        assumeTrue(RabbitServer.isInstalled(), "skipped: the rabbitmq-server of Debian is not installed");
        server = RabbitServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (route != null) {
            route.close();
        }
        emulator.close();
        take(Broker.ORDERS);
        take(Broker.DEAD_LETTERS);
    }

    @Test
    void everyOrderIsPushedOnceAndARefusedOneIsADeadLetterWithItsReason() throws Exception {
        List<String> orders = place(ORDERS);
        place("refused", DEAD_TOKEN);
        start(Map.of());
        awaitAccepted(orders);

        List<Message> dead = new ArrayList<>();
        await().untilAsserted(() -> {
            dead.addAll(take(Broker.DEAD_LETTERS));
            assertThat(dead).hasSize(1);
        });
        assertThat(((TextMessage) dead.get(0)).getText()).contains(DEAD_TOKEN);
        assertThat(dead.get(0).getStringProperty(OutcomeHeaders.OUTCOME)).isEqualTo("REJECTED");
        assertThat(dead.get(0).getStringProperty(OutcomeHeaders.REASON)).isNotEmpty();
        assertThat(accepted()).allSatisfy(OrdersFixture::once);
        assertQueueIsEmpty();
    }

    @Test
    void throttledOrdersAreDeliveredAgainUntilTheyAreAccepted() throws Exception {
        throttle(20);
        List<String> orders = place(30);
        start(Map.of());
        awaitAccepted(orders);

        assertThat(emulator.requests()).hasSize(50);
        assertThat(accepted()).allSatisfy(OrdersFixture::once);
        assertQueueIsEmpty();
    }

    @Test
    void aKilledWorkerLosesNothingAndRepeatsOnlyWhatWasNotAcknowledged() throws Exception {
        List<String> orders = place(ORDERS);
        Process worker = startWorker();
        try {
            awaitSome(worker);
        } finally {
            worker.destroyForcibly();
        }
        assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(accepted()).hasSizeLessThan(ORDERS);
        start(Map.of());
        awaitAccepted(orders);

        assertRepeatsWereNotAcknowledged();
        assertQueueIsEmpty();
    }

    @Test
    void aRestartOfTheBrokerLosesNothingAndRepeatsOnlyWhatWasNotAcknowledged() throws Exception {
        List<String> orders = place(ORDERS);
        start(Map.of());
        awaitSome(null);
        server.stopBroker();
        assertThat(accepted()).hasSizeLessThan(ORDERS);
        server.startBroker();
        awaitAccepted(orders);

        assertRepeatsWereNotAcknowledged();
        assertQueueIsEmpty();
    }

    @Test
    void withTheDefaultAcknowledgementAnOrderThatIsNotSentIsLost() throws Exception {
        throttle(1);
        place(1);
        start(Map.of("camel.component.amqp.acknowledgement-mode-name", "AUTO_ACKNOWLEDGE"));
        await().until(() -> emulator.requests().size() == 1);

        assertQueueIsEmpty();
        assertThat(accepted()).isEmpty();
    }

    @Test
    void aTransactedSessionGetsNoAnswer() throws Exception {
        try (Connection connection = connect("&jms.requestTimeout=2000")) {
            assertThatThrownBy(() -> connection.createSession(Session.SESSION_TRANSACTED))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    void aReceiveThatAsksForTheRestOfAnEmptyQueueEndsTheSession() throws Exception {
        try (Connection connection = connect("")) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(Broker.ORDERS));
            assertThatThrownBy(() -> {
                        consumer.receive(500);
                        consumer.receive(500);
                    })
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("send_drained");
        }
    }

    @Test
    void onlyTheSessionItselfCountsItsRedeliveries() throws Exception {
        place(1);
        try (Connection connection = connect()) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(Broker.ORDERS));
            assertDelivery(consumer.receive(5000), false, 1);
            session.recover();
            assertDelivery(consumer.receive(5000), true, 2);
        }
        for (int worker = 0; worker < 3; worker++) {
            try (Connection connection = connect()) {
                Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(Broker.ORDERS));
                assertDelivery(consumer.receive(5000), false, 1);
            }
        }
    }

    private static void assertDelivery(Message message, boolean redelivered, int count) throws JMSException {
        assertThat(message.getJMSRedelivered()).isEqualTo(redelivered);
        assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(count);
    }

    private void throttle(int calls) {
        String rule = "{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":\"1008028\",\"count\":%d}";
        emulator.faults().addScript(rule.formatted(calls));
    }

    private void start(Map<String, String> more) throws Exception {
        route = RabbitRoute.start(server.url(), emulator.baseUri(), CONSUMERS, more);
    }

    private Process startWorker() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RabbitRoute.class.getName(),
                        server.url(),
                        emulator.baseUri(),
                        String.valueOf(CONSUMERS))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> place(int orders) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int number = 1; number <= orders; number++) {
            ids.add(Shop.orderId(number));
        }
        place(ids, null);
        return ids;
    }

    private static void place(String id, String device) throws Exception {
        place(List.of(id), device);
    }

    private static void place(List<String> ids, String device) throws Exception {
        try (Connection connection = connect()) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue(Broker.ORDERS));
            for (int i = 0; i < ids.size(); i++) {
                String token = device == null ? Shop.device(i + 1L) : device;
                producer.send(session.createTextMessage("{\"tokens\":[\"" + token + "\"],\"title\":\"" + Order.TITLE
                        + ids.get(i) + "\",\"content\":\"on its way\"}"));
            }
        }
    }

    private static Connection connect() throws JMSException {
        return connect("&jms.prefetchPolicy.all=1&jms.receiveLocalOnly=true");
    }

    private static Connection connect(String options) throws JMSException {
        String url = server.url() + "?jms.queuePrefix=/amq/queue/" + options;
        Connection connection = new JmsConnectionFactory(url).createConnection();
        connection.start();
        return connection;
    }

    /** Takes all messages of a queue. */
    private static List<Message> take(String queue) throws JMSException {
        List<Message> messages = new ArrayList<>();
        try (Connection connection = connect()) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            for (Message message = consumer.receive(500); message != null; message = consumer.receive(500)) {
                messages.add(message);
            }
        }
        return messages;
    }

    /** Stops the route first: a message that it holds is not in the queue. */
    private void assertQueueIsEmpty() throws JMSException {
        route.close();
        route = null;
        assertThat(take(Broker.ORDERS)).isEmpty();
    }

    private Map<String, Integer> accepted() {
        Map<String, Integer> accepted = new HashMap<>();
        emulator.requests().stream()
                .filter(Audit::isAccepted)
                .forEach(request -> accepted.merge(Provider.TPNS.order(request), 1, Integer::sum));
        return accepted;
    }

    private void awaitSome(Process worker) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> worker != null && !worker.isAlive() || accepted().size() > ORDERS / 4);
    }

    private void awaitAccepted(List<String> orders) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(accepted().keySet()).containsExactlyInAnyOrderElementsOf(orders));
    }

    /** The broker has seen no acknowledgement of two orders per consumer at most: one in flight, and one prefetched. */
    private void assertRepeatsWereNotAcknowledged() {
        assertThat(accepted().values().stream().filter(times -> times > 1)).hasSizeLessThanOrEqualTo(2 * CONSUMERS);
    }
}
