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

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No order is lost or pushed twice, whatever fails. */
@ParameterizedClass
@EnumSource(Provider.class)
class MovingOrdersTest {

    private static final int CONSUMERS = 64;

    private final OrdersFixture fixture;

    MovingOrdersTest(Provider provider) throws Exception {
        fixture = new OrdersFixture(provider);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void everyOrderBecomesOnePush() throws Exception {
        List<String> orders = fixture.shop.place(ORDERS, 0, null);
        fixture.startRoute(CONSUMERS);
        fixture.awaitAllSettled();

        assertThat(fixture.statistics.accepted()).isEqualTo(ORDERS);
        assertEachArrivedOnce(orders);
    }

    @Test
    void throttledCallsAndRefusedConnectionsAreRetriedUntilEveryOrderIsAcceptedOnce() throws Exception {
        fixture.faults("{\"rate\":0.05,\"fault\":\"code\",\"code\":\"" + fixture.tooMany() + "\"}");
        UnreliableNetwork network = new UnreliableNetwork(0.05, new Random(7));
        List<String> orders = fixture.shop.place(ORDERS, 0, null);
        try (var client = network.client()) {
            fixture.startRoute(CONSUMERS, camel -> {
                camel.bind("client", client);
                camel.addProperty("camel.component.tencent.http-async-client", "#bean:client");
            });
            fixture.awaitAllSettled();
            fixture.stopRoute();
        }

        assertThat(network.refused()).isPositive();
        assertThat(fixture.emulator.counters().faulted()).isPositive();
        assertThat(fixture.statistics.accepted()).isEqualTo(ORDERS);
        assertEachArrivedOnce(orders);
    }

    @Test
    void callsThatAreResetAfterTheRequestAreAmbiguousAndNotRetried() throws Exception {
        fixture.faults(
                "{\"rate\":0.01,\"fault\":\"reset_before\",\"seed\":3}",
                "{\"rate\":0.01,\"fault\":\"reset_after\",\"seed\":4}");
        List<String> orders = fixture.shop.place(ORDERS, 0, null);
        fixture.startRoute(CONSUMERS);
        fixture.awaitAllSettled();

        Set<String> ambiguous = fixture.orderIds(Broker.AMBIGUOUS);
        long reset = fixture.emulator.counters().faulted();
        assertThat(reset).isPositive();
        assertThat(ambiguous).hasSize((int) reset);
        assertThat(fixture.statistics.accepted() + fixture.statistics.rejected() + ambiguous.size())
                .isEqualTo(ORDERS);
        assertThat(fixture.arrivals(false)).as("sent once each").hasSize(ORDERS).allSatisfy(OrdersFixture::once);
        assertInvariant(orders);
    }

    @Test
    void noOutcomeContradictsTheRecordWhateverTheFaults() throws Exception {
        fixture.faults(
                "{\"rate\":0.03,\"fault\":\"reset_before\",\"seed\":21}",
                "{\"rate\":0.03,\"fault\":\"reset_after\",\"seed\":22}",
                "{\"rate\":0.03,\"fault\":\"cut\",\"seed\":23}",
                "{\"rate\":0.03,\"fault\":\"garbage\",\"seed\":24}",
                "{\"rate\":0.03,\"fault\":\"status\",\"status\":503,\"seed\":25}",
                "{\"rate\":0.03,\"fault\":\"status\",\"status\":502,\"accepted\":true,\"seed\":26}",
                "{\"rate\":0.03,\"fault\":\"code\",\"code\":\"" + fixture.tooMany() + "\",\"seed\":27}",
                "{\"rate\":0.03,\"fault\":\"code\",\"code\":\"" + fixture.code("1008007", "90001") + "\",\"seed\":28}",
                "{\"rate\":0.03,\"fault\":\"close_idle\",\"delay\":1,\"seed\":29}");
        List<String> orders = fixture.shop.place(ORDERS, ORDERS / 20, null);
        fixture.startRoute(CONSUMERS);
        fixture.awaitAllSettled();

        assertThat(fixture.statistics.settled()).isEqualTo(ORDERS);
        assertInvariant(orders);
    }

    private void assertEachArrivedOnce(List<String> orders) throws Exception {
        Map<String, Integer> arrived = fixture.arrivals(true);
        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(arrived).allSatisfy(OrdersFixture::once);
        assertThat(fixture.audit(orders).isClean()).isTrue();
    }

    /** The server accepted all ACCEPTED orders and no rejected one; no order is lost or duplicated. */
    private void assertInvariant(List<String> orders) throws Exception {
        Map<String, Integer> arrived = fixture.arrivals(true);
        assertThat(arrived.keySet()).containsAll(fixture.statistics.acceptedOrders());
        assertThat(arrived.keySet()).noneMatch(fixture.orderIds(Broker.DEAD_LETTERS)::contains);
        assertThat(arrived).allSatisfy(OrdersFixture::once);
        Set<String> somewhere = new HashSet<>(fixture.statistics.acceptedOrders());
        somewhere.addAll(fixture.orderIds(Broker.DEAD_LETTERS));
        somewhere.addAll(fixture.orderIds(Broker.AMBIGUOUS));
        assertThat(somewhere).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(fixture.audit(orders).isClean()).isTrue();
    }
}
