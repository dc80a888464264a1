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

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The routes, the emulator and the calls of a soak. */
final class SoakLoad implements AutoCloseable {

    private static final Duration LAST_CALL = Duration.ofMinutes(3);

    /** Which call of a hundred goes where; the rest are UserSigs and callbacks. */
    private static final int PUSHES = 40;

    private static final int MESSAGES = 65;
    private static final int CLOUD = 85;
    private static final int CHATS = 95;
    private static final int TICKETS = 98;

    private record End(MarkedCall call, MarkedOutcome outcome, long nanos) {}

    private final SoakServerProcess server = new SoakServerProcess();
    private final DefaultCamelContext context = new DefaultCamelContext();

    private final Map<String, MarkedCall> sent = new ConcurrentHashMap<>();
    private final Map<String, End> ended = new ConcurrentHashMap<>();
    private final AtomicLong endedTwice = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong calledBack = new AtomicLong();
    private final long seed;
    private final int port;
    private final ProducerTemplate template;
    private int number;

    SoakLoad(long seed) throws Exception {
        this.seed = seed;
        this.port = freePort();

        MarkedCall.bind(context, server.port());
        context.getRegistry()
                .lookupByNameAndType("shop", TencentApplication.class)
                .getIm()
                .setCallbackToken(SoakServer.TOKEN);
        context.addRoutes(routes());
        context.start();
        template = context.createProducerTemplate();
    }

    private RouteBuilder routes() {
        String times = "&requestTimeout=5000&acquireTimeout=5000";
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (MarkedCall call : MarkedCall.values()) {
                    from("seda:" + call + "?size=100000&concurrentConsumers=8")
                            .process(exchange -> exchange.setProperty("start", System.nanoTime()))
                            .to(call.uri(
                                    server.port(), call == MarkedCall.CHAT ? times : times + "&responseTimeout=2000"))
                            .process(SoakLoad.this::end);
                }
                from("seda:ticket").to("tencent:usersig?application=shop");
                from("birdtalk:chat?serverUri=ws://127.0.0.1:" + server.port() + "/ws&userId="
                                + EmulatorOptions.CHAT_BETA.id() + "&password=RAW{" + EmulatorOptions.CHAT_BETA.key()
                                + "}&stateStore=memory")
                        .process(exchange -> received.incrementAndGet());
                restConfiguration().component("netty-http").host("127.0.0.1").port(port);
                from("webhook:tencent:im?application=shop&webhookPath=/callbacks&webhookComponentName=netty-http"
                                + "&webhookExternalUrl=http://127.0.0.1:" + port)
                        .process(exchange -> calledBack.incrementAndGet());
            }
        };
    }

    /** Sends for one interval, waits for the last call, and compares all outcomes with the record. */
    SoakInterval run(int interval, Duration time, int rate, PinnedThreads pinned) throws Exception {
        server.command("strike " + (seed + interval));
        long start = System.nanoTime();
        int first = number;
        while (System.nanoTime() - start < time.toNanos()) {
            long due = first + (System.nanoTime() - start) * rate / 1_000_000_000L;
            while (number < due) {
                send(number++);
            }
            LockSupport.parkNanos(2_000_000);
        }
        server.command("calm");
        long end = System.nanoTime() + LAST_CALL.toNanos();
        while (ended.size() < sent.size() && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        return measure(interval, pinned);
    }

    private void send(int i) {
        int kind = i % 100;
        if (kind >= TICKETS) {
            server.command("callback " + port);
        } else if (kind >= CHATS) {
            template.sendBody("seda:ticket", "user-" + i);
        } else {
            MarkedCall call = kind < PUSHES
                    ? MarkedCall.PUSH
                    : kind < MESSAGES ? MarkedCall.IM : kind < CLOUD ? MarkedCall.CLOUD : MarkedCall.CHAT;
            String mark = MarkedCall.mark(i);
            sent.put(mark, call);
            template.send("seda:" + call, exchange -> {
                call.prepare(exchange, mark);
                exchange.setProperty("mark", mark);
            });
        }
    }

    private void end(Exchange exchange) {
        String mark = exchange.getProperty("mark", String.class);
        long start = exchange.getProperty("start", long.class);
        End end = new End(sent.get(mark), MarkedOutcome.of(exchange), System.nanoTime() - start);
        if (ended.put(mark, end) != null) {
            endedTwice.incrementAndGet();
        }
    }

    private SoakInterval measure(int interval, PinnedThreads pinned) throws IOException {
        long violations = endedTwice.getAndSet(0) + sent.size() - ended.size();
        Map<String, End> done = Map.copyOf(ended); // before the record, which is at least as complete then
        Map<String, Long> record = server.record();
        violations += contradictions(done, record);
        long[] times = ended.values().stream().mapToLong(End::nanos).sorted().toArray();
        long accepted = count(Outcome.ACCEPTED);
        long ambiguous = count(Outcome.AMBIGUOUS);
        long calls = sent.size();

        sent.clear();
        ended.clear();

        System.gc();
        return new SoakInterval(
                interval,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                directMemory(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles(),
                calls,
                accepted,
                ambiguous,
                times.length - accepted - ambiguous,
                record.get("faulted"),
                received.getAndSet(0),
                calledBack.getAndSet(0),
                percentile(times, 0.5),
                percentile(times, 0.99),
                violations,
                pinned.take());
    }

    private long contradictions(Map<String, End> done, Map<String, Long> record) {
        return done.entrySet().stream()
                .filter(entry -> {
                    End end = entry.getValue();
                    String found = end.outcome().contradiction(record.getOrDefault(entry.getKey(), 0L));
                    if (found != null) {
                        System.err.println(end.call() + " " + entry.getKey() + ": " + found);
                    }
                    return found != null;
                })
                .count();
    }

    private long count(Outcome outcome) {
        return ended.values().stream()
                .filter(end -> end.outcome().outcome() == outcome)
                .count();
    }

    private static long percentile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * part)];
    }

    private static long directMemory() {
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return buffers + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {

        context.stop();
        server.close();
    }
}
