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

import io.github.cameltencent.emulator.EmulatorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Workers are killed with SIGKILL between a push and the commit. {@code -Dkills=12} for the figures of the documentation.
 */
class CrashLoopTest {

    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final int CONSUMERS = 8;
    private static final int MAX_DELIVERIES = 3;

    /** So few that the kills use up the deliveries of some, whichever orders they meet. */
    private static final int ORDERS = 3 * KILLS;

    private final OrdersFixture fixture =
            new OrdersFixture(Provider.TPNS, new EmulatorOptions(), new OrderStatistics(), MAX_DELIVERIES);
    private String brokerUrl;

    CrashLoopTest() throws Exception {}

    @BeforeEach
    void listen() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        brokerUrl = "tcp://127.0.0.1:" + port;
        fixture.broker
                .server()
                .getRemotingService()
                .createAcceptor("workers", brokerUrl)
                .start();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void ordersThatTheBrokerGivesUpAreUnknownAndNotRejected() throws Exception {
        List<String> orders = fixture.shop.place(ORDERS, 0, null);
        for (int i = 0; i < KILLS && fixture.broker.count(Broker.ORDERS) > 0; i++) {
            killAWorker();
        }
        fixture.startRoute(CONSUMERS, CrashLoopTest::fewDeliveries);
        fixture.awaitAllSettled();

        Set<String> unknown = fixture.orderIds(Broker.UNKNOWN);
        assertThat(unknown).isNotEmpty();
        assertThat(fixture.shop.browse(Broker.UNKNOWN))
                .as("no worker lived to write an outcome")
                .allSatisfy(message ->
                        assertThat(header(message, OutcomeHeaders.OUTCOME)).isNull());
        assertThat(fixture.arrivals(true).keySet())
                .as("were accepted all the same")
                .containsAll(unknown);
        assertThat(fixture.shop.browse(Broker.DEAD_LETTERS)).isEmpty();
        Set<String> reported = new HashSet<>(fixture.statistics.acceptedOrders());
        reported.addAll(unknown);
        assertThat(reported).containsExactlyInAnyOrderElementsOf(orders);

        Audit audit = fixture.audit(orders);
        assertThat(audit.unknown()).isEqualTo(unknown.size());
        assertThat(audit.lost()).isEmpty();
        assertThat(audit.contradicted()).isEmpty();
        assertThat(reasons()).contains("UNKNOWN BROKER_DEAD_LETTER");
    }

    @Test
    void aRejectionIsNotTheOutcomeOfAnOrderWhoseEarlierWorkerDied() throws Exception {
        List<String> orders = fixture.shop.place(ORDERS, 0, null);
        killAWorker();
        Set<String> accepted = fixture.arrivals(true).keySet();
        fixture.faults("{\"fault\":\"code\",\"code\":\"1008007\"}");
        fixture.startRoute(CONSUMERS, CrashLoopTest::fewDeliveries);
        fixture.awaitAllSettled();

        assertThat(fixture.orderIds(Broker.AMBIGUOUS)).isNotEmpty().containsAll(accepted);
        assertThat(fixture.shop.browse(Broker.AMBIGUOUS)).allSatisfy(message -> {
            assertThat(header(message, OutcomeHeaders.OUTCOME)).isEqualTo("AMBIGUOUS");
            assertThat(header(message, OutcomeHeaders.CODE)).isEqualTo("EARLIER_DELIVERY");
            assertThat(header(message, OutcomeHeaders.REASON)).contains("REJECTED 1008007");
        });
        assertThat(fixture.orderIds(Broker.DEAD_LETTERS))
                .as("those that no worker died with")
                .isNotEmpty()
                .doesNotContainAnyElementsOf(accepted);
        assertThat(fixture.audit(orders).isClean()).isTrue();
    }

    private static void fewDeliveries(Main camel) {
        camel.addOverrideProperty("orders.max-deliveries", String.valueOf(MAX_DELIVERIES));
    }

    /** Kills a worker when each of its consumers has an accepted order, or there are no more. */
    private void killAWorker() throws Exception {
        int before = fixture.emulator.requests().size();
        int inFlight = (int) Math.min(CONSUMERS, fixture.broker.count(Broker.ORDERS));
        Process worker = startWorker();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            !worker.isAlive() || fixture.emulator.requests().size() >= before + inFlight);
            assertThat(worker.isAlive()).isTrue();
        } finally {
            worker.destroyForcibly();
        }
        assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> fixture.broker.count(Broker.ORDERS) == 0
                || fixture.broker.server().locateQueue(Broker.ORDERS).getDeliveringCount() == 0);
    }

    private Process startWorker() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingWorker.class.getName(),
                        brokerUrl,
                        fixture.emulator.baseUri(),
                        Provider.TPNS.option(),
                        String.valueOf(CONSUMERS),
                        String.valueOf(MAX_DELIVERIES))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private String reasons() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Console(new PrintStream(out, true, StandardCharsets.UTF_8), false)
                .reasons(Broker.UNKNOWN, fixture.shop.browse(Broker.UNKNOWN));
        return out.toString(StandardCharsets.UTF_8);
    }
}
