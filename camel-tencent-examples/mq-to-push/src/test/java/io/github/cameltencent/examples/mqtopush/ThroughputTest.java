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

import io.github.cameltencent.emulator.EmulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The consumers push at the same time: a transacted route is as fast as it has consumers. */
class ThroughputTest {

    private static final int CONSUMERS = 64;
    private static final int LATENCY_MILLIS = 50;
    private static final int ORDERS = 2000;

    @Test
    void ordersDoNotWaitForEachOther() throws Exception {
        try (OrdersFixture fixture = fixture()) {
            double oneByOne = ORDERS * LATENCY_MILLIS / 1000.0;
            assertThat(seconds(fixture)).isLessThan(oneByOne / 4);
        }
    }

    /** Wants the machine for itself: {@code -Dthroughput=true}. */
    @Test
    @EnabledIfSystemProperty(named = "throughput", matches = "true")
    void consumersAreBusyFourFifthsOfTheTimeWithTheServersLatency() throws Exception {
        try (OrdersFixture fixture = fixture()) {
            double best = 0;
            for (int round = 0; round < 6; round++) {
                double rate = 5 * ORDERS / seconds(fixture, 5 * ORDERS);
                System.out.printf("round %d: %.0f/s%n", round, rate);
                best = Math.max(best, rate);
            }
            assertThat(best).isGreaterThan(0.8 * CONSUMERS * 1000 / LATENCY_MILLIS);
        }
    }

    private static OrdersFixture fixture() throws Exception {
        return new OrdersFixture(
                Provider.TPNS, new EmulatorOptions().latency(Duration.ofMillis(LATENCY_MILLIS)), new OrderStatistics());
    }

    private static double seconds(OrdersFixture fixture) throws Exception {
        return seconds(fixture, ORDERS);
    }

    private static double seconds(OrdersFixture fixture, int orders) throws Exception {
        fixture.shop.place(orders, 0, null);
        long begin = System.nanoTime();
        fixture.startRoute(CONSUMERS);
        fixture.awaitAllSettled();
        double seconds = (System.nanoTime() - begin) / 1e9;
        fixture.stopRoute();
        return seconds;
    }
}
