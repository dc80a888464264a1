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

import static io.github.cameltencent.examples.mqtopush.OrdersFixture.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Each order ends in the queue of its outcome, with the reason in headers; the routes in Java and in YAML do the same. */
@ParameterizedClass
@CsvSource({"TPNS, false", "TIMPUSH, false", "TPNS, true"})
class SortingOrdersTest {

    private final OrdersFixture fixture;

    SortingOrdersTest(Provider provider, boolean yaml) throws Exception {
        fixture = new OrdersFixture(provider).yaml(yaml);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void aRefusedOrderIsInTheDeadLetterQueueWithOutcomeCodeAndReason() throws Exception {
        String refused = fixture.code("1008007", "90057");
        fixture.faults("{\"fault\":\"code\",\"code\":\"" + refused + "\"}");
        move(1, 0);

        Message dead = only(Broker.DEAD_LETTERS);
        assertThat(header(dead, "TencentOutcome")).isEqualTo("REJECTED");
        assertThat(header(dead, "TencentCode")).isEqualTo(refused);
        assertThat(header(dead, "TencentReason")).contains(fixture.code("A parameter is not valid", "DataId"));
        assertThat(header(dead, "TencentAttempts")).isEqualTo("1");
        assertThat(header(dead, "TencentHttpStatus")).isEqualTo("200");
        assertThat(Order.ofJson(((TextMessage) dead).getText()).id()).isEqualTo("A-000001");
        Enumeration<?> names = dead.getPropertyNames();
        while (names.hasMoreElements()) {
            assertThat(names.nextElement().toString()).doesNotStartWith("Camel");
        }
    }

    @Test
    void malformedJsonIsInTheDeadLetterQueueUnchanged() throws Exception {
        move(3, 1);

        Message dead = only(Broker.DEAD_LETTERS);
        assertThat(header(dead, "TencentOutcome")).isEqualTo("REJECTED");
        assertThat(header(dead, "TencentCode")).isEqualTo("BAD_ORDER");
        assertThat(((TextMessage) dead).getText()).hasSize(20);
        assertThat(fixture.statistics.accepted()).isEqualTo(2);
        assertThat(fixture.statistics.rolledBack()).isZero();
    }

    @Test
    void aDeadTokenIsSentToItsQueueAndItsOrderToTheDeadLetterQueue() throws Exception {
        String gone = Shop.device(2);
        fixture.emulator.deadTokens().add(gone);
        move(3, 0);

        TextMessage cleanUp = (TextMessage) only(Broker.DEAD_TOKENS);
        assertThat(cleanUp.getText()).isEqualTo(gone);
        assertThat(header(cleanUp, OrderStatistics.ORDER_ID)).isEqualTo("A-000002");
        assertThat(header(only(Broker.DEAD_LETTERS), "TencentCode"))
                .isEqualTo(fixture.code("1008029", "TARGETS_INVALID"));
        assertThat(fixture.statistics.accepted()).isEqualTo(2);
    }

    @Test
    void anOrderWithUnknownOutcomeIsInTheQueueOfAmbiguousOrders() throws Exception {
        fixture.faults("{\"fault\":\"reset_after\"}");
        move(1, 0);

        Message ambiguous = only(Broker.AMBIGUOUS);
        assertThat(header(ambiguous, "TencentOutcome")).isEqualTo("AMBIGUOUS");
        assertThat(header(ambiguous, "TencentCode")).isEqualTo("CONNECTION_LOST");
        assertThat(header(ambiguous, "TencentReason")).contains("may have been executed");
        assertThat(fixture.emulator.requests()).hasSize(1);
    }

    @Test
    void anOrderThatWasNotSentIsRolledBackAndAcceptedOnceAfterRedelivery() throws Exception {
        fixture.faults("{\"fault\":\"code\",\"code\":\"" + fixture.tooMany() + "\",\"count\":2}");
        move(1, 0, SortingOrdersTest::withoutRetries);

        assertThat(fixture.statistics.rolledBack()).isEqualTo(2);
        assertThat(fixture.statistics.accepted()).isEqualTo(1);
        assertThat(fixture.arrivals(true)).isEqualTo(Map.of("A-000001", 1));
        assertThat(fixture.emulator.requests()).hasSize(3);
    }

    @Test
    void anOrderThatIsNotSentInItsLastDeliveryIsInTheDeadLetterQueueWithTheReason() throws Exception {
        fixture.faults("{\"fault\":\"code\",\"code\":\"" + fixture.tooMany() + "\"}");
        move(1, 0, SortingOrdersTest::withoutRetries);

        Message dead = only(Broker.DEAD_LETTERS);
        assertThat(header(dead, "TencentOutcome")).isEqualTo("THROTTLED");
        assertThat(header(dead, "TencentCode")).isEqualTo(fixture.tooMany());
        assertThat(fixture.emulator.requests()).hasSize(Broker.MAX_DELIVERIES);
    }

    @Test
    void wrongKeysRejectNoOrder() throws Exception {
        List<String> orders = fixture.shop.place(20, 0, null);
        fixture.startRoute(
                4,
                camel -> camel.addOverrideProperty(
                        Provider.APPLICATION + fixture.code("tpns[android]", "im") + ".secret-key", "wrong"));
        await().atMost(Duration.ofMinutes(1)).until(() -> fixture.statistics.rolledBack() >= 4);
        fixture.stopRoute();
        assertThat(fixture.broker.count(Broker.ORDERS)).isEqualTo(20);

        fixture.startRoute(4);
        fixture.awaitAllSettled();
        assertThat(fixture.audit(orders).isClean()).isTrue();
        assertThat(fixture.statistics.accepted()).isEqualTo(20);
    }

    private void move(int orders, int bad) throws Exception {
        move(orders, bad, camel -> {});
    }

    private void move(int orders, int bad, Consumer<Main> more) throws Exception {
        fixture.shop.place(orders, bad, null);
        fixture.startRoute(2, more);
        fixture.awaitAllSettled();
    }

    /** Waits for the commit, which comes after the order is counted. */
    private Message only(String queue) throws Exception {
        await().untilAsserted(
                        () -> assertThat(fixture.shop.browse(queue)).as(queue).isNotEmpty());
        List<Message> messages = fixture.shop.browse(queue);
        assertThat(messages).as(queue).hasSize(1);
        return messages.get(0);
    }

    private static void withoutRetries(Main camel) {
        camel.addOverrideProperty("orders.push-options", "&maxRetries=0");
    }
}
