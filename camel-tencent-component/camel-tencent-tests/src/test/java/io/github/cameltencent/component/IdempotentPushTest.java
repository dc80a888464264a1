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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cameltencent.emulator.TencentEmulator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The idempotent route of docs/delivery.md with a shared database. */
class IdempotentPushTest {

    private final TencentEmulator emulator = TencentEmulator.start();
    private final List<AutoCloseable> resources = new ArrayList<>(List.of(emulator));
    private String database;
    private CamelContext context;

    private void start(String kind) throws Exception {
        if (kind.equals("postgresql")) {
            assumeTrue(PostgresServer.isInstalled(), "skipped: PostgreSQL 15 of Debian is not installed");
            PostgresServer server = PostgresServer.start();
            resources.add(server);
            database = server.url();
        } else {
            Server server =
                    Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
            resources.add(server::stop);
            database = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:pushes-" + server.getPort()
                    + ";DB_CLOSE_DELAY=-1";
        }
        execute(DeliveryRoutes.GUIDE.snippet("sql", 0));
        context = OncePushWorker.start(emulator.baseUri(), database);
        resources.add(context);
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = resources.size() - 1; i >= 0; i--) {
            resources.get(i).close();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database)) {
            connection.createStatement().execute(sql);
        }
    }

    private List<String> entries(String order) throws SQLException {
        List<String> entries = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database)) {
            ResultSet rows = connection
                    .createStatement()
                    .executeQuery("SELECT processorName FROM CAMEL_MESSAGEPROCESSED WHERE messageId = '" + order
                            + "' ORDER BY processorName");
            while (rows.next()) {
                entries.add(rows.getString(1));
            }
        }
        return entries;
    }

    private Exchange deliver(String order) {
        return context.createProducerTemplate().send("seda:orders.once?waitForTaskToComplete=Always", exchange -> {
            exchange.getMessage().setBody(DeliveryRoutes.order(order));
            exchange.getMessage().setHeader("orderId", order);
        });
    }

    private Exchange received(String queue) {
        return context.createConsumerTemplate().receiveNoWait("seda:" + queue);
    }

    private void fault(String fault) {
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"}," + fault + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void anOrderThatIsDeliveredTwiceIsPushedOnce(String kind) throws Exception {
        start(kind);
        assertThat(deliver("order-1").getException()).isNull();
        assertThat(deliver("order-1").getException()).isNull();
        assertThat(deliver("order-2").getException()).isNull();

        assertThat(emulator.requests()).hasSize(2);
        assertThat(entries("order-1")).containsExactly("push.settled", "push.started");
        assertThat(received("orders.questions")).isNull();
        assertThat(received("orders.dead")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whatWasNotSentLeavesNoEntryAndIsPushedByTheNextDelivery(String kind) throws Exception {
        start(kind);
        fault("\"fault\":\"code\",\"code\":\"1008028\",\"count\":4");

        assertThat(deliver("order-1").getException()).hasMessageContaining("Not sent");
        assertThat(entries("order-1")).isEmpty();
        assertThat(deliver("order-1").getException()).isNull();
        assertThat(entries("order-1")).hasSize(2);
        assertThat(emulator.requests())
                .filteredOn(request -> request.accepted())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aLostAnswerIsAskedAboutOnce(String kind) throws Exception {
        start(kind);
        fault("\"fault\":\"reset_after\",\"count\":1");

        deliver("order-1");
        assertThat(received("orders.questions").getMessage().getBody()).isEqualTo(DeliveryRoutes.order("order-1"));
        deliver("order-1");
        assertThat(received("orders.questions")).isNull();
        assertThat(emulator.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aWorkerThatIsKilledWhileItPushesLeavesAnAmbiguousOrder(String kind) throws Exception {
        start(kind);
        fault("\"fault\":\"delay\",\"ms\":60000,\"count\":1");
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OncePushWorker.class.getName(),
                        emulator.baseUri(),
                        database,
                        "order-1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> emulator.requests().size() == 1);
        } finally {
            worker.destroyForcibly().waitFor();
        }
        assertThat(entries("order-1")).containsExactly("push.started");

        assertThat(deliver("order-1").getException()).isNull();
        assertThat(received("orders.questions").getMessage().getHeader("TencentOutcome"))
                .isEqualTo("AMBIGUOUS");
        assertThat(emulator.requests()).hasSize(1);
        assertThat(entries("order-1")).containsExactly("push.settled", "push.started");
    }
}
