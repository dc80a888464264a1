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

import static io.github.cameltencent.examples.mqtopush.Scene.header;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Each order ends where its outcome belongs, with what somebody needs to know about it. */
@ParameterizedClass
@EnumSource(Provider.class)
class SortingOrdersTest {

    private final Scene scene;

    SortingOrdersTest(Provider provider) throws Exception {
        scene = new Scene(provider);
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    void aRefusedOrderIsInTheDeadLetterQueueWithOutcomeCodeAndReason() throws Exception {
        String refused = scene.code("1008007", "90057");
        scene.faults("{\"fault\":\"code\",\"code\":\"" + refused + "\"}");
        move(1, 0);

        Message dead = only(Broker.DEAD_LETTERS);
        assertThat(header(dead, "TencentOutcome")).isEqualTo("REJECTED");
        assertThat(header(dead, "TencentCode")).isEqualTo(refused);
        assertThat(header(dead, "TencentReason")).contains(scene.code("A parameter is not valid", "DataId"));
        assertThat(header(dead, "TencentAttempts")).isEqualTo("1");
        assertThat(header(dead, "TencentHttpStatus")).isEqualTo("200");
        assertThat(Order.ofJson(((TextMessage) dead).getText()).id()).isEqualTo("A-000001");
        Enumeration<?> names = dead.getPropertyNames();
        while (names.hasMoreElements()) {
            assertThat(names.nextElement().toString()).doesNotStartWith("Camel");
        }
    }

    @Test
    void anOrderThatIsNoJsonIsInTheDeadLetterQueueAsItCame() throws Exception {
        move(3, 1);

        Message dead = only(Broker.DEAD_LETTERS);
        assertThat(header(dead, "TencentOutcome")).isEqualTo("REJECTED");
        assertThat(header(dead, "TencentCode")).isEqualTo("BAD_ORDER");
        assertThat(((TextMessage) dead).getText()).hasSize(20);
        assertThat(scene.tally.accepted()).isEqualTo(2);
        assertThat(scene.tally.rolledBack()).isZero();
    }

    @Test
    void aTokenThatBelongsToNoPhoneIsInTheCleanUpQueueAndItsOrderInTheDeadLetterQueue() throws Exception {
        String gone = Shop.device(2);
        scene.emulator.deadTokens().add(gone);
        move(3, 0);

        TextMessage cleanUp = (TextMessage) only(Broker.DEAD_TOKENS);
        assertThat(cleanUp.getText()).isEqualTo(gone);
        assertThat(header(cleanUp, Tally.ORDER_ID)).isEqualTo("A-000002");
        assertThat(header(only(Broker.DEAD_LETTERS), "TencentCode"))
                .isEqualTo(scene.code("1008029", "TARGETS_INVALID"));
        assertThat(scene.tally.accepted()).isEqualTo(2);
    }

    @Test
    void anOrderThatNobodyKnowsAboutIsInAQueueOfItsOwn() throws Exception {
        scene.faults("{\"fault\":\"reset_after\"}");
        move(1, 0);

        Message ambiguous = only(Broker.AMBIGUOUS);
        assertThat(header(ambiguous, "TencentOutcome")).isEqualTo("AMBIGUOUS");
        assertThat(header(ambiguous, "TencentCode")).isEqualTo("CONNECTION_LOST");
        assertThat(header(ambiguous, "TencentReason")).contains("may have been executed");
        assertThat(scene.emulator.requests()).hasSize(1);
    }

    @Test
    void anOrderThatWasNotSentGoesBackToTheBrokerAndIsAcceptedOnceWhenItComesAgain() throws Exception {
        scene.faults("{\"fault\":\"code\",\"code\":\"" + scene.tooMany() + "\",\"count\":2}");
        move(1, 0, SortingOrdersTest::withoutRepeats);

        assertThat(scene.tally.rolledBack()).isEqualTo(2);
        assertThat(scene.tally.accepted()).isEqualTo(1);
        assertThat(scene.arrivals(true)).isEqualTo(Map.of("A-000001", 1));
        assertThat(scene.emulator.requests()).hasSize(3);
    }

    @Test
    void anOrderThatIsNeverSentEndsInTheDeadLetterQueueWithTheReason() throws Exception {
        scene.faults("{\"fault\":\"code\",\"code\":\"" + scene.tooMany() + "\"}");
        move(1, 0, SortingOrdersTest::withoutRepeats);

        Message dead = only(Broker.DEAD_LETTERS);
        assertThat(header(dead, "TencentOutcome")).isEqualTo("THROTTLED");
        assertThat(header(dead, "TencentCode")).isEqualTo(scene.tooMany());
        assertThat(scene.emulator.requests()).hasSize(Broker.MAX_DELIVERIES);
    }

    @Test
    void wrongKeysRefuseNoOrder() throws Exception {
        List<String> orders = scene.shop.place(20, 0, null);
        scene.startRoute(
                4,
                camel -> camel.addOverrideProperty(
                        Provider.APPLICATION + scene.code("tpns[android]", "im") + ".secret-key", "wrong"));
        await().atMost(Duration.ofMinutes(1)).until(() -> scene.tally.rolledBack() >= 4);
        scene.stopRoute();
        assertThat(scene.broker.count(Broker.ORDERS)).isEqualTo(20);

        scene.startRoute(4);
        scene.awaitAllSettled();
        assertThat(scene.audit(orders).isClean()).isTrue();
        assertThat(scene.tally.accepted()).isEqualTo(20);
    }

    private void move(int orders, int bad) throws Exception {
        move(orders, bad, camel -> {});
    }

    private void move(int orders, int bad, Consumer<Main> more) throws Exception {
        scene.shop.place(orders, bad, null);
        scene.startRoute(2, more);
        scene.awaitAllSettled();
    }

    private Message only(String queue) throws Exception {
        List<Message> messages = scene.shop.look(queue);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    private static void withoutRepeats(Main camel) {
        camel.addOverrideProperty("orders.push-options", "&maxRetries=0");
    }
}
