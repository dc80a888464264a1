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
package io.github.cameltencent.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.transport.SeparateThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedBatchTest {

    private static final int PARTITIONS = 3;
    private static final String REFUSED_TOKEN = "dead-1";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final OrderedBatch batch = new OrderedBatch("direct:push", "direct:dead");
    private final List<Exchange> deadLetters = new CopyOnWriteArrayList<>();

    /** The highest offset that was committed in each partition. */
    private final Map<Integer, Integer> commits = new TreeMap<>();

    private volatile Processor push = exchange -> {};
    private boolean isThreaded;
    private String target = "log:none?level=OFF";

    /** Like camel-kafka's, public so that its method can be called by name. */
    public final class ManualCommit {
        private final int partition;
        private final int offset;

        ManualCommit(int partition, int offset) {
            this.partition = partition;
            this.offset = offset;
        }

        public void commit() {
            synchronized (commits) {
                commits.merge(partition, offset, Math::max);
            }
        }
    }

    @BeforeEach
    void bindApplication() {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        context.getRegistry().bind("orders", orders);
        context.getRegistry().bind("batch", batch);
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void theRecordsOfAKeyAreSentOneAfterTheOtherAndThoseOfOtherKeysAtTheSameTime() throws Exception {
        Map<Object, List<Integer>> sent = new ConcurrentHashMap<>();
        Map<Object, AtomicInteger> sending = new ConcurrentHashMap<>();
        CountDownLatch fourAtATime = new CountDownLatch(4);
        push = exchange -> {
            Object key = exchange.getMessage().getHeader("kafka.KEY");
            assertThat(sending.computeIfAbsent(key, each -> new AtomicInteger()).incrementAndGet())
                    .isEqualTo(1);
            sent.computeIfAbsent(key, each -> new CopyOnWriteArrayList<>())
                    .add(exchange.getMessage().getHeader("number", Integer.class));
            fourAtATime.countDown();
            fourAtATime.await();
            sending.get(key).decrementAndGet();
        };
        batch.setMaxInFlight(4);
        isThreaded = true;
        start();

        Exchange done = process(records(200, 10));

        assertThat(done.getException()).isNull();
        assertThat(sent)
                .hasSize(10)
                .allSatisfy((key, numbers) -> assertThat(numbers).hasSize(20).isSorted());
        assertThat(result(done).counts()).isEmpty();
        assertThat(commits).isEqualTo(Map.of(0, 198, 1, 199, 2, 197));
    }

    @Test
    void acceptedPushesAreCommittedOnceTheBatchHasEnded() throws Exception {
        target = "tencent:push?application=orders";
        start();

        Exchange done = process(records(60, 7));

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody()).isInstanceOf(OrderedBatchResult.class);
        assertThat(result(done).counts()).isEqualTo(Map.of(Outcome.ACCEPTED, 60L));
        assertThat(result(done).items()).allMatch(OrderedBatchResult.Item::committed);
        assertThat(emulator.requests()).hasSize(60);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void refusedAndAmbiguousPushesAreDeadLettersWithTheirReasonAndCommitted() throws Exception {
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"reset_after\",\"count\":1}");
        target = "tencent:push?application=orders";
        batch.setMaxInFlight(1);
        start();
        List<Exchange> records = records(6, 6);
        records.get(4).getMessage().setHeader("CamelTencentTokens", REFUSED_TOKEN);

        Exchange done = process(records);

        assertThat(done.getException()).isNull();
        assertThat(result(done).counts())
                .isEqualTo(Map.of(Outcome.ACCEPTED, 4L, Outcome.AMBIGUOUS, 1L, Outcome.REJECTED, 1L));
        assertThat(deadLetters)
                .extracting(letter -> letter.getMessage().getHeader("TencentOutcome"))
                .containsExactly("AMBIGUOUS", "REJECTED");
        assertThat(deadLetters)
                .extracting(letter -> letter.getMessage().getBody())
                .containsExactly("text 0", "text 4");
        assertThat(deadLetters).allSatisfy(letter -> {
            assertThat(letter.getMessage().getHeader("TencentReason", String.class))
                    .isNotEmpty();
            assertThat(letter.getMessage().getHeaders()).doesNotContainKey("CamelKafkaManualCommit");
        });
        assertThat(commits).isEqualTo(Map.of(0, 3, 1, 4, 2, 5));
    }

    @Test
    void aPushThatWasNotExecutedIsRetriedBeforeTheNextOfItsKey() throws Exception {
        AtomicInteger refusals = new AtomicInteger(3);
        List<Integer> accepted = new CopyOnWriteArrayList<>();
        push = exchange -> {
            int number = exchange.getMessage().getHeader("number", Integer.class);
            if (number == 1 && refusals.getAndDecrement() > 0) {
                throw TencentException.of(Outcome.THROTTLED, "1008028", "too many")
                        .build();
            }
            accepted.add(number);
        };
        start();

        assertThat(process(records(6, 1)).getException()).isNull();
        assertThat(accepted).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(commits).isEqualTo(Map.of(0, 3, 1, 4, 2, 5));
    }

    @Test
    void aRecordThatIsInTheBatchTwiceIsPushedOnce() throws Exception {
        List<Integer> pushed = new CopyOnWriteArrayList<>();
        push = exchange -> pushed.add(exchange.getMessage().getHeader("number", Integer.class));
        start();
        List<Exchange> records = new ArrayList<>(records(6, 1).subList(0, 4));
        records.addAll(records(6, 1));

        Exchange done = process(records);

        assertThat(pushed).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(result(done).items()).hasSize(6);
        assertThat(commits).isEqualTo(Map.of(0, 3, 1, 4, 2, 5));
    }

    @Test
    void aBatchThatGivesUpCommitsWhatPrecedesAndDoesNotRepeatWhatFollows() throws Exception {
        List<Integer> accepted = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> repaired = new CompletableFuture<>();
        push = exchange -> {
            int number = exchange.getMessage().getHeader("number", Integer.class);
            if (number == 3 && !repaired.isDone()) {
                throw TencentException.of(Outcome.AUTH, "10004", "wrong key").build();
            }
            accepted.add(number);
        };
        batch.setMaxInFlight(6);
        batch.setRetryFor(Duration.ofMillis(100));
        start();

        Exchange failed = process(records(9, 9));

        assertThat(failed.getException())
                .hasMessageContaining("delivered again")
                .hasStackTraceContaining("wrong key");
        assertThat(failed.getMessage().getBody()).isInstanceOf(List.class);
        assertThat(commits).as("the record 3 is in partition 0").containsEntry(0, 0);
        assertThat(deadLetters).isEmpty();

        repaired.complete(null);
        List<Exchange> again = records(9, 9).subList(3, 9);
        assertThat(process(again).getException()).isNull();
        assertThat(accepted).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(commits).isEqualTo(Map.of(0, 6, 1, 7, 2, 8));
    }

    @Test
    void nothingIsCommittedBeyondADeadLetterThatCannotBeWritten() throws Exception {
        push = exchange -> {
            if (exchange.getMessage().getHeader("number", Integer.class) == 0) {
                throw new IllegalArgumentException("no order");
            }
        };
        batch.setDeadLetter("direct:nobody?block=false");
        batch.setRetryFor(Duration.ofMillis(100));
        start();

        assertThat(process(records(3, 3)).getException()).isNotNull();
        assertThat(commits).doesNotContainKey(0);
    }

    @Test
    void aStopEndsTheBatchWhenThoseInFlightHaveEnded() throws Exception {
        Semaphore release = new Semaphore(0);
        AtomicInteger started = new AtomicInteger();
        push = exchange -> {
            started.incrementAndGet();
            release.acquire();
        };
        batch.setMaxInFlight(2);
        isThreaded = true;
        start();
        CompletableFuture<Exchange> running =
                CompletableFuture.supplyAsync(() -> process(records(500, 500)), SeparateThread.THREADS);
        await().until(() -> started.get() == 2);

        batch.prepareShutdown(false, false);
        assertThat(running).isNotDone();
        release.release(1000);

        assertThat(running.get().getException()).hasMessageContaining("498 of 500");
        assertThat(started).hasValue(2);
        assertThat(commits).isEqualTo(Map.of(0, 0, 1, 1));
    }

    @Test
    void aStopDoesNotWaitForARetry() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        push = exchange -> {
            attempts.incrementAndGet();
            throw TencentException.of(Outcome.TRANSIENT, "CONNECT", "refused").build();
        };
        start();
        CompletableFuture<Exchange> running =
                CompletableFuture.supplyAsync(() -> process(records(1, 1)), SeparateThread.THREADS);
        await().until(() -> attempts.get() > 0);

        batch.prepareShutdown(false, false);

        await().atMost(Duration.ofSeconds(5)).until(running::isDone);
        assertThat(running.get().getException()).hasStackTraceContaining("refused");
        assertThat(commits).isEmpty();
    }

    @Test
    void manyRecordsOfAnEndpointThatAnswersAtOnceDoNotFillTheStack() throws Exception {
        start();
        assertThat(process(records(20_000, 1)).getException()).isNull();
    }

    @Test
    void aListOfExchangesIsRefusedByThePushEndpointWithTheWayOut() throws Exception {
        start();
        Exchange done = context.createProducerTemplate()
                .request("tencent:push?application=orders", exchange -> exchange.getMessage()
                        .setBody(records(3, 1)));

        assertThat(done.getException(TencentException.class).getCode()).isEqualTo("BODY_IS_BATCH");
        assertThat(done.getException()).hasMessageContaining("OrderedBatch");
        assertThat(emulator.requests()).isEmpty();
    }

    private void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:batch").process("batch");
                if (isThreaded) {
                    from("direct:push").threads(8).process(exchange -> push.process(exchange));
                } else {
                    from("direct:push")
                            .process(exchange -> push.process(exchange))
                            .to(target);
                }
                from("direct:dead").process(exchange -> deadLetters.add(exchange.copy()));
            }
        });
        context.start();
    }

    private Exchange process(List<Exchange> records) {
        return context.createProducerTemplate()
                .request("direct:batch", exchange -> exchange.getMessage().setBody(records));
    }

    private List<Exchange> records(int count, int keys) {
        List<Exchange> records = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            Exchange record = new DefaultExchange(context);
            record.getMessage().setBody("text " + number);
            record.getMessage().setHeader("number", number);
            record.getMessage().setHeader("CamelTencentTokens", "token-" + number % keys);
            record.getMessage().setHeader("CamelTencentTitle", "Your order");
            record.getMessage().setHeader("kafka.KEY", "key-" + number % keys);
            record.getMessage().setHeader("kafka.TOPIC", "orders");
            record.getMessage().setHeader("kafka.PARTITION", number % PARTITIONS);
            record.getMessage().setHeader("kafka.OFFSET", (long) number);
            record.getMessage().setHeader("CamelKafkaManualCommit", new ManualCommit(number % PARTITIONS, number));
            records.add(record);
        }
        return records;
    }

    private static OrderedBatchResult result(Exchange done) {
        return done.getProperty(OrderedBatch.RESULT, OrderedBatchResult.class);
    }
}
