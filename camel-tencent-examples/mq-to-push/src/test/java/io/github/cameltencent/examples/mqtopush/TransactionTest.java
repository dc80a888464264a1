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

import static io.github.cameltencent.examples.mqtopush.Scene.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.EmulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Receiving an order and sending it on are one transaction, whatever ends it. */
class TransactionTest {

    private static final int CONSUMERS = 16;

    @Test
    void whatWasSentOnIsTakenBackWhenTheRouteFailsAfterwards() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Tally failsTwice = new Tally() {
            @Override
            void rejected(Exchange exchange) {
                if (failures.incrementAndGet() <= 2) {
                    throw new IllegalStateException("after the dead letter was sent");
                }
                super.rejected(exchange);
            }
        };
        try (Scene scene = new Scene(Provider.TPNS, new EmulatorOptions(), failsTwice)) {
            scene.faults("{\"fault\":\"code\",\"code\":\"1008007\"}");
            scene.shop.place(1, 0, null);
            scene.startRoute(1);
            scene.awaitAllSettled();

            assertThat(failures).hasValue(3);
            assertThat(scene.shop.look(Broker.DEAD_LETTERS)).hasSize(1);
        }
    }

    @Test
    void stoppingTheRouteMidwayLosesNothingAndRepeatsNothing() throws Exception {
        try (Scene scene = slow()) {
            List<String> orders = scene.shop.place(ORDERS, 0, null);
            scene.startRoute(CONSUMERS);
            awaitSome(scene);
            scene.stopRoute();
            assertThat(scene.broker.count(Broker.ORDERS)).isPositive();

            scene.startRoute(CONSUMERS);
            scene.awaitAllSettled();
            assertThat(scene.audit(orders).isClean()).isTrue();
            assertThat(scene.arrivals(true)).hasSize(ORDERS).allSatisfy(Scene::once);
        }
    }

    @Test
    void cuttingTheConnectionsToTheBrokerLosesNothingAndRepeatsOnlyWhatWasUnderWay() throws Exception {
        try (Scene scene = slow()) {
            List<String> orders = scene.shop.place(ORDERS, 0, null);
            scene.startRoute(CONSUMERS);
            awaitSome(scene);
            scene.broker
                    .server()
                    .getRemotingService()
                    .getConnections()
                    .forEach(connection -> connection.fail(new ActiveMQException("cut by the test")));
            scene.awaitAllSettled();

            assertThat(scene.audit(orders).lost()).isEmpty();
            Map<String, Integer> arrivals = scene.arrivals(true);
            assertThat(arrivals.keySet()).containsExactlyInAnyOrderElementsOf(orders);
            assertThat(arrivals.values().stream().filter(times -> times > 1))
                    .as("accepted before the cut, not committed yet")
                    .hasSizeLessThanOrEqualTo(CONSUMERS);
        }
    }

    /** Slow enough for something to be under way at any time. */
    private static Scene slow() throws Exception {
        return new Scene(Provider.TPNS, new EmulatorOptions().latency(Duration.ofMillis(20)), new Tally());
    }

    private static void awaitSome(Scene scene) {
        await().atMost(Duration.ofMinutes(1)).until(() -> scene.tally.accepted() > ORDERS / 4);
    }
}
