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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Case 32: many concurrent sends to a slow server, and many after each other. */
class LoadTest {

    private static final int SENDS = Integer.getInteger("slowSends", 1500);
    private static final int MESSAGES = Integer.getInteger("messages", 2000);
    private static final int IN_FLIGHT = 100;
    private static final long LATENCY = 200;
    private static final long SPARE_BYTES = 50L << 20;

    /** {@code -DslowSends=10000} for more. */
    @Test
    void case32EachOfManySendsToASlowServerIsAccountedFor() throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions()
                        .latency(Duration.ofMillis(LATENCY))
                        .records(SENDS + 10, 64L << 20));
                DefaultCamelContext context = new DefaultCamelContext()) {
            MarkedCall.bind(context, emulator.port());
            context.start();
            AsyncProducer producer = context.getEndpoint(MarkedCall.PUSH.uri(
                            1, "&maxInFlight=" + IN_FLIGHT + "&requestTimeout=60000&acquireTimeout=60000"))
                    .createAsyncProducer();
            producer.start();
            AtomicInteger accepted = new AtomicInteger();
            CountDownLatch ended = new CountDownLatch(SENDS);
            long before = heap();
            long highest = before;
            for (int i = 0; i < SENDS; i++) {
                Exchange exchange = producer.getEndpoint().createExchange();
                MarkedCall.PUSH.prepare(exchange, MarkedCall.mark(i));
                producer.process(exchange, done -> {
                    if (MarkedOutcome.of(exchange).outcome() == Outcome.ACCEPTED) {
                        accepted.incrementAndGet();
                    }
                    ended.countDown();
                });
                if (i == SENDS / 2) {
                    highest = heap();
                }
            }

            assertThat(ended.await(5, TimeUnit.MINUTES)).isTrue();
            assertThat(accepted).hasValue(SENDS);
            assertThat(MarkedCall.PUSH.acceptances(emulator)).hasSize(SENDS);
            assertThat(highest - before).as("growth of the heap").isLessThan(SPARE_BYTES);
            producer.stop();
        }
    }

    /** {@code -Dmessages=1000000} for the long run, which prints the heap after each tenth. */
    @Test
    void case32EachOfAMillionMessagesIsAccountedFor() throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().records(100, 1L << 20));
                DefaultCamelContext context = new DefaultCamelContext()) {
            MarkedCall.bind(context, emulator.port());
            context.start();
            AsyncProducer producer = context.getEndpoint(MarkedCall.PUSH.uri(1, "&maxInFlight=" + IN_FLIGHT))
                    .createAsyncProducer();
            producer.start();
            Map<String, LongAdder> ended = new ConcurrentHashMap<>();
            Semaphore room = new Semaphore(2 * IN_FLIGHT);
            long before = 0;
            for (int i = 0; i < MESSAGES; i++) {
                if (i % Math.max(1, MESSAGES / 10) == 0) {
                    long heap = heap();
                    System.out.printf("%,d messages: %,d bytes of heap%n", i, heap);
                    before = i == MESSAGES / 10 ? heap : before;
                }
                room.acquire();
                Exchange exchange = producer.getEndpoint().createExchange();
                MarkedCall.PUSH.prepare(exchange, MarkedCall.mark(i));
                producer.process(exchange, done -> {
                    ended.computeIfAbsent(MarkedOutcome.of(exchange).outcome().name(), any -> new LongAdder())
                            .increment();
                    room.release();
                });
            }
            room.acquire(2 * IN_FLIGHT);

            assertThat(ended).containsOnlyKeys("ACCEPTED");
            assertThat(ended.get("ACCEPTED").sum()).isEqualTo(MESSAGES);
            assertThat(emulator.counters().accepted()).isEqualTo(MESSAGES);
            assertThat(heap() - before).as("growth of the heap").isLessThan(SPARE_BYTES);
            producer.stop();
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
