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
package io.github.cameltencent.benchmark;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * Measures the throughput of one chat connection and the cost of many accounts. The emulator runs in the same JVM.
 * Arguments: messages to receive, messages to send, accounts to connect.
 */
public final class ChatBenchmark {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    private static final int AHEAD = 5000;
    private static final long MEGABYTE = 1024 * 1024;

    private ChatBenchmark() {}

    public static void main(String[] args) throws Exception {
        int receive = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
        int send = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        int accounts = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
        BenchmarkReport.begin();
        try (TencentEmulator emulator = TencentEmulator.start()) {
            received(emulator, receive / 4);
            String received = rate("messages received into a route", received(emulator, receive));
            sent(emulator, send / 4);
            String sent = rate("messages sent, each with its reply, 256 in flight", sent(emulator, send));
            BenchmarkReport.print(
                    "chat",
                    "one round after a quarter of it as warm-up",
                    List.of("| | |", "| --- | ---: |", received, sent, accounts(emulator, accounts)));
        }
        System.exit(0);
    }

    private static String rate(String name, double perSecond) {
        return String.format(Locale.ROOT, "| %s | %,.0f/s |", name, perSecond);
    }

    private static double received(TencentEmulator emulator, int count) throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (CamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri(emulator, ALPHA, EmulatorOptions.CHAT_ALPHA.key()))
                            .process(exchange -> received.incrementAndGet());
                }
            });
            context.start();
            while (emulator.chat().online() == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            long begin = System.nanoTime();
            for (int i = 1; i <= count; i++) {
                emulator.chat().write(BETA, ALPHA, "message number " + i);
                while (i - received.get() > AHEAD) {
                    LockSupport.parkNanos(100_000);
                }
            }
            while (received.get() < count) {
                LockSupport.parkNanos(100_000);
            }
            return perSecond(count, begin);
        }
    }

    private static double sent(TencentEmulator emulator, int count) throws Exception {
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            AsyncProducer producer = context.getEndpoint(
                            uri(emulator, ALPHA, EmulatorOptions.CHAT_ALPHA.key()) + "&toId=" + BETA)
                    .createAsyncProducer();
            producer.start();
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
                exchange.getMessage().setBody("message number " + i);
                producer.process(exchange, sync -> {
                    if ("ACCEPTED".equals(exchange.getMessage().getHeader(TencentConstants.OUTCOME))) {
                        accepted.incrementAndGet();
                    }
                    ended.incrementAndGet();
                });
            }
            while (ended.get() < count) {
                LockSupport.parkNanos(100_000);
            }
            double result = perSecond(count, begin);
            producer.stop();
            if (accepted.get() != count) {
                throw new IllegalStateException("Only " + accepted + " of " + count + " were accepted");
            }
            return result;
        }
    }

    private static String accounts(TencentEmulator emulator, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            emulator.chat().addUser(20_000 + i, "user" + i, "password" + i);
            emulator.chat().follow(20_000 + i, ALPHA);
        }
        AtomicInteger received = new AtomicInteger();
        long heap = heap();
        int threads = threads();
        long begin = System.nanoTime();
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (int i = 0; i < count; i++) {
                        from(uri(emulator, 20_000 + i, "password" + i)).process(exchange -> received.incrementAndGet());
                    }
                }
            });
            while (emulator.chat().online() < count) {
                LockSupport.parkNanos(1_000_000);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            for (int i = 0; i < count; i++) {
                emulator.chat().write(ALPHA, 20_000 + i, "hello");
            }
            while (received.get() < count) {
                LockSupport.parkNanos(1_000_000);
            }
            return String.format(
                    Locale.ROOT,
                    "| %,d accounts, each with a connection and a route: logged in, additional heap and threads"
                            + " | %.1f s, %,d MB, %d |",
                    count,
                    seconds,
                    (heap() - heap) / MEGABYTE,
                    threads() - threads);
        }
    }

    private static String uri(TencentEmulator emulator, long user, String password) {
        return "birdtalk:chat?serverUri=" + emulator.chatUri() + "&userId=" + user + "&password=RAW{" + password
                + "}&stateStore=memory&receipts=none&sync=none";
    }

    private static double perSecond(int count, long begin) {
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
