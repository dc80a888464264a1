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

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Moves orders from a queue of ActiveMQ Artemis to push notifications and prints a summary. {@code --help} prints the
 * options.
 */
public final class MqToPush {

    private static final long TERMINAL_TICK_MILLIS = 500;
    private static final long LINE_TICK_MILLIS = 1000;

    /** Longer than any redelivery delay of the broker or back-off of the component. */
    private static final long STALLED_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Settings settings;
    private final boolean terminal = System.console() != null;
    private final Console console;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private MqToPush(Settings settings, PrintStream out) {
        this.settings = settings;
        this.console = new Console(out, terminal);
    }

    /** Runs the example. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments, System.out, System.err));
    }

    /** Runs the example; returns the exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
        Settings settings;
        try {
            settings = Settings.parse(arguments, System.getenv());
        } catch (IllegalArgumentException e) {
            err.println("mq-to-push: " + e.getMessage());
            err.print(Settings.USAGE);
            return 2;
        }
        if (settings.help()) {
            out.print(Settings.USAGE);
            return 0;
        }
        try (TencentEmulator emulator = settings.real() ? null : emulator(settings)) {
            return new MqToPush(settings, out).run(emulator);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            err.println("mq-to-push: " + e.getMessage());
            return 2;
        }
    }

    private static TencentEmulator emulator(Settings settings) throws IOException {
        EmulatorOptions options = new EmulatorOptions()
                .port(settings.port())
                .latency(Duration.ofMillis(settings.latencyMillis()))
                .imQuotas(false)
                .records(400_000, 256L << 20);
        return TencentEmulator.start(
                settings.faults() == null ? options : options.faults(Files.readString(settings.faults())));
    }

    private int run(TencentEmulator emulator) throws Exception {
        OrderStatistics statistics = new OrderStatistics();
        try (Broker broker = Broker.start()) {
            Shop shop = new Shop(broker.connections());
            List<String> orders = shop.place(settings.messages(), settings.bad(), settings.token());
            console.line(
                    "%,d orders on a queue of ActiveMQ Artemis, %d consumers push them.",
                    orders.size(), settings.consumers());
            console.line(
                    emulator == null
                            ? "They go to Tencent by " + settings.provider().option()
                                    + ", to the phone that --token names."
                            : "No credentials in the environment: they go to the emulator by "
                                    + settings.provider().option() + ", "
                                    + "whose page shows each as it arrives:%n  " + emulator.baseUri() + "/");
            String baseUri = emulator == null ? null : emulator.baseUri();
            Throughput throughput;
            try (Bridge bridge = Bridge.start(
                    broker.consumers(),
                    statistics,
                    settings.provider(),
                    settings.consumers(),
                    baseUri,
                    settings.yaml(),
                    more -> {})) {
                throughput = watch(broker, statistics, orders.size());
            }
            boolean clean = report(orders, statistics, shop, emulator, throughput);
            if (settings.serve()) {
                console.line("");
                console.line("Open %s/ in a browser to see what arrived. Ctrl-C ends.", baseUri);
                interrupted.await();
            }
            return clean ? 0 : 1;
        }
    }

    /** Shows the progress until the queue is empty or nothing has changed for too long. */
    private Throughput watch(Broker broker, OrderStatistics statistics, long orders) throws InterruptedException {
        Throughput throughput = new Throughput();
        long begin = System.nanoTime();
        long tick = TimeUnit.MILLISECONDS.toNanos(terminal ? TERMINAL_TICK_MILLIS : LINE_TICK_MILLIS);
        long nextShow = begin + tick;
        long progress = -1;
        long progressAt = begin;
        while (broker.count(Broker.ORDERS) > 0 && System.nanoTime() - progressAt < STALLED_NANOS) {
            TimeUnit.MILLISECONDS.sleep(10);
            if (progress != statistics.settled() + statistics.rolledBack()) {
                progress = statistics.settled() + statistics.rolledBack();
                progressAt = System.nanoTime();
            }
            throughput.at((System.nanoTime() - begin) / 1e9, statistics.settled());
            if (System.nanoTime() - nextShow > 0) {
                console.progress(orders, statistics, throughput.seconds());
                nextShow += tick;
            }
        }
        throughput.at((System.nanoTime() - begin) / 1e9, statistics.settled());
        console.progress(orders, statistics, throughput.seconds());
        console.endProgress();
        return throughput;
    }

    private boolean report(
            List<String> orders, OrderStatistics statistics, Shop shop, TencentEmulator emulator, Throughput throughput)
            throws Exception {
        Audit audit = Audit.of(orders, statistics, shop);
        if (emulator != null) {
            audit = audit.against(emulator, settings.provider(), statistics, shop);
        }
        console.summary(orders.size(), statistics, audit, throughput);
        console.reasons(Broker.DEAD_LETTERS, shop.browse(Broker.DEAD_LETTERS));
        console.reasons(Broker.AMBIGUOUS, shop.browse(Broker.AMBIGUOUS));
        console.reasons(Broker.UNKNOWN, shop.browse(Broker.UNKNOWN));
        console.line("");
        console.problem("Lost", audit.lost());
        console.problem("Duplicates", audit.duplicates());
        console.problem("Contradicted by the emulator's record", audit.contradicted());
        if (audit.isClean()) {
            console.line(
                    emulator == null
                            ? "Every order is accounted for once."
                            : "Every order is accounted for once; the emulator's record confirms it.");
        }
        return audit.isClean();
    }
}
