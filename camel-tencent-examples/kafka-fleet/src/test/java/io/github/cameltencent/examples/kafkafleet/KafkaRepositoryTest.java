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
package io.github.cameltencent.examples.kafkafleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.kafka.KafkaIdempotentRepository;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Idempotent pushes with entries in Kafka topics: the route of docs/delivery.md with Camel's repository. */
@Timeout(120)
class KafkaRepositoryTest {

    private static final String STARTED = "push.started";
    private static final String SETTLED = "push.settled";

    @TempDir
    static Path folder;

    private static ChildProcess broker;
    private static String brokers;

    private final List<DefaultCamelContext> nodes = new ArrayList<>();
    private final List<String> pushed = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeAll
    static void startBroker() throws Exception {
        int port = ChildProcess.freePort();
        brokers = "127.0.0.1:" + port;
        Path data = Files.createDirectory(folder.resolve("kafka"));
        broker = ChildProcess.start(true, KafkaBroker.class, data, port, ChildProcess.freePort(), 1);
        broker.awaitReady();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(STARTED, 1, (short) 1), new NewTopic(SETTLED, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @AfterEach
    void stop() {
        release.countDown();
        nodes.forEach(DefaultCamelContext::stop);
    }

    @Test
    void theEntryIsInTheTopicBeforeThePush() throws Exception {
        List<String> entries = new CopyOnWriteArrayList<>();
        DefaultCamelContext node = node(exchange -> entries.addAll(entries(STARTED)));

        Exchange done = send(node, "before");

        assertThat(done.getException()).isNull();
        assertThat(entries).contains("before=add");
        assertThat(entries(SETTLED)).contains("before=add");
    }

    @Test
    void whatANodeBeganAndDidNotSettleIsAmbiguousForTheNextNode() throws Exception {
        CountDownLatch pushing = new CountDownLatch(1);
        DefaultCamelContext hanging = node(exchange -> {
            pushing.countDown();
            release.await();
        });
        CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> send(hanging, "crash"));
        pushing.await();

        Exchange second = send(node(exchange -> {}), "crash");

        assertThat(second.getMessage().getHeader("TencentOutcome")).isEqualTo("AMBIGUOUS");
        assertThat(pushed).containsExactly("crash");
        assertThat(first).isNotDone();
    }

    @Test
    void whatWasSettledIsSkippedByTheNextNode() throws Exception {
        send(node(exchange -> {}), "settled");

        Exchange second = send(node(exchange -> {}), "settled");

        assertThat(second.getMessage().getHeader("TencentOutcome")).isNull();
        assertThat(pushed).containsExactly("settled");
    }

    @Test
    void whatWasCertainlyNotExecutedIsPushedAgain() throws Exception {
        DefaultCamelContext throttled = node(exchange -> {
            throw new RollbackExchangeException("throttled", exchange);
        });
        assertThat(send(throttled, "again").getException()).isNotNull();
        assertThat(entries(STARTED)).containsSubsequence("again=add", "again=remove");

        Exchange second = send(node(exchange -> {}), "again");

        assertThat(second.getMessage().getHeader("TencentOutcome")).isEqualTo("ACCEPTED");
        assertThat(pushed).containsExactly("again", "again");
    }

    /** Why the documentation says to set maxCacheSize to more keys than can be redelivered. */
    @Test
    void aKeyBeyondTheCacheIsForgottenAlthoughItIsInTheTopic() throws Exception {
        DefaultCamelContext node = new DefaultCamelContext();
        nodes.add(node);
        KafkaIdempotentRepository small = new KafkaIdempotentRepository(STARTED, brokers);
        small.setMaxCacheSize(10);
        small.setStartupOnly(true);
        small.setCamelContext(node);
        node.addService(small);
        node.start();

        assertThat(small.add("first")).isTrue();
        assertThat(small.add("first")).isFalse();
        for (int i = 0; i < 100; i++) {
            small.add("other-" + i);
        }

        assertThat(small.add("first")).as("seen as new").isTrue();
    }

    /** A node starts when the topic holds what the others wrote, as one that takes over does. */
    private DefaultCamelContext node(Processor push) throws Exception {
        DefaultCamelContext node = new DefaultCamelContext();
        nodes.add(node);
        node.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:orders")
                        .idempotentConsumer(header("orderId"), new KafkaIdempotentRepository(SETTLED, brokers))
                        .eager(false)
                        .completionEager(true)
                        .idempotentConsumer(header("orderId"), new KafkaIdempotentRepository(STARTED, brokers))
                        .skipDuplicate(false)
                        .completionEager(true)
                        .choice()
                        .when(exchangeProperty("CamelDuplicateMessage").isEqualTo(true))
                        .setHeader("TencentOutcome", constant("AMBIGUOUS"))
                        .otherwise()
                        .process(exchange -> pushed.add(exchange.getMessage().getHeader("orderId", String.class)))
                        .process(push)
                        .setHeader("TencentOutcome", constant("ACCEPTED"))
                        .end()
                        .end()
                        .end();
            }
        });
        node.start();
        return node;
    }

    private static Exchange send(DefaultCamelContext node, String order) {
        return node.createProducerTemplate()
                .request("direct:orders", exchange -> exchange.getMessage().setHeader("orderId", order));
    }

    private static List<String> entries(String topic) {
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(500)).forEach(entry -> found.add(entry.key() + "=" + entry.value()));
            }
        }
        return found;
    }
}
