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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Order events on Kafka become pushes by several workers, while a supervisor kills workers, pauses the emulator and fills
 * the quota; then the events, the emulator's record and what the workers reported are compared.
 */
public final class KafkaFleet {

    static final String ORDERS = "orders";
    static final String BEGUN = "orders.begun";
    static final String REPORTED = "orders.reported";
    static final String DEAD = "orders.dead";
    static final String GROUP = "fleet";

    private static final int PARTITIONS = 12;
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(90);

    /** After a pause the quota is full for a while, and some answers get lost. */
    private static final String AFTER_PAUSE = """
            {"match":{"service":"tpns"},"fault":"code","code":"1008028","count":100}
            {"match":{"service":"tpns"},"fault":"reset_after","count":10}
            """;

    private final Settings settings;
    private final PrintStream out;
    private final Random random;
    private final List<ChildProcess> workers = new ArrayList<>();
    private final String kafka;
    private final String tencent;
    private final EmulatorRecord emulatorRecord;

    private KafkaFleet(Settings settings, PrintStream out, int kafkaPort, int emulatorPort) {
        this.settings = settings;
        this.out = out;
        this.random = new Random(settings.seed());
        this.kafka = "127.0.0.1:" + kafkaPort;
        this.tencent = "http://127.0.0.1:" + emulatorPort;
        this.emulatorRecord = new EmulatorRecord(tencent);
    }

    /** Runs the example; the exit status is 0 if the verdict holds. */
    public static void main(String[] arguments) throws Exception {
        Settings settings;
        try {
            settings = Settings.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("kafka-fleet: " + e.getMessage() + System.lineSeparator() + Settings.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(settings, System.out).holds() ? 0 : 1);
    }

    static Verdict run(Settings settings, PrintStream out) throws Exception {
        long begin = System.nanoTime();
        out.println(settings);
        Path folder = Files.createTempDirectory("kafka-fleet");
        int kafkaPort = ChildProcess.freePort();
        int emulatorPort = ChildProcess.freePort();
        boolean isShort = settings.isShort();
        try (ChildProcess broker = ChildProcess.start(
                        isShort, KafkaBroker.class, folder, kafkaPort, ChildProcess.freePort(), PARTITIONS);
                ChildProcess emulator =
                        ChildProcess.start(isShort, FleetEmulator.class, emulatorPort, settings.latency())) {
            KafkaFleet fleet = new KafkaFleet(settings, out, kafkaPort, emulatorPort);
            Verdict verdict = fleet.run(broker, emulator);
            verdict.print(out);
            out.printf("%d seconds%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
            return verdict;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private Verdict run(ChildProcess broker, ChildProcess emulator) throws Exception {
        try {
            for (int i = 0; i < settings.workers(); i++) {
                workers.add(worker());
            }
            broker.awaitReady();
            emulator.awaitReady();
            Orders orders = new Orders(kafka);
            Map<String, String> events = orders.place(settings.events(), settings.keys(), random);
            supervise(emulator);
            awaitCommits(orders);
            emulatorRecord.readOn();
            return Verdict.of(events, emulatorRecord.accepted(), orders.deadLetters(), orders.reported());
        } finally {
            for (ChildProcess worker : workers) {
                worker.kill();
            }
        }
    }

    private ChildProcess worker() throws IOException {
        return ChildProcess.start(settings.isShort(), Worker.class, kafka, tencent, settings.maxInFlight());
    }

    /** Spreads the kills and the pauses over the run, by the number of accepted pushes. */
    private void supervise(ChildProcess emulator) throws IOException, InterruptedException {
        int steps = settings.kills() + settings.pauses();
        int kills = 0;
        for (int step = 0; step < steps; step++) {
            awaitAccepted((int) ((step + 0.5) * settings.events() / steps));
            if (step == 0 && settings.isThroughput()) {
                printThroughput();
            }
            // as many kills as the share of the steps so far
            if (kills < (long) (step + 1) * settings.kills() / steps) {
                kills++;
                int victim = random.nextInt(workers.size());
                workers.get(victim).kill();
                out.printf(
                        "kill -9 of worker %d after %,d accepted%n",
                        victim, emulatorRecord.accepted().size());
                workers.set(victim, worker());
            } else {
                emulator.signal("STOP");
                TimeUnit.SECONDS.sleep(2);
                emulator.signal("CONT");
                emulatorRecord.faults(AFTER_PAUSE);
                out.printf("paused the emulator, filled the quota, cut 10 answers off%n");
            }
        }
    }

    /** Leaves the first part out, in which a JVM warms up. */
    private void printThroughput() {
        int accepted = emulatorRecord.accepted().size();
        double rate = emulatorRecord.rate(accepted / 3, accepted - 1);
        double most = settings.maxInFlight() * 1000.0 / settings.latency();
        out.printf(
                "%,.0f pushes a second with their commits, %.2f of maxInFlight / latency = %,.0f%n",
                rate, rate / most, most);
    }

    private void awaitAccepted(int count) throws IOException, InterruptedException {
        long changedAt = System.nanoTime();
        int before = -1;
        int accepted = emulatorRecord.readOn();
        while (accepted < count) {
            if (accepted != before) {
                before = accepted;
                changedAt = System.nanoTime();
            } else if (System.nanoTime() - changedAt > STALLED_NANOS) {
                throw new IllegalStateException("the workers make no progress");
            }
            TimeUnit.MILLISECONDS.sleep(100);
            accepted = emulatorRecord.readOn();
        }
    }

    /** Waits until every event is committed, or nothing has changed for a while. */
    private void awaitCommits(Orders orders) throws Exception {
        long changedAt = System.nanoTime();
        long before = -1;
        long committed = orders.committed();
        while (committed < settings.events() && System.nanoTime() - changedAt < STALLED_NANOS) {
            if (committed != before) {
                before = committed;
                changedAt = System.nanoTime();
            }
            TimeUnit.SECONDS.sleep(1);
            emulatorRecord.readOn();
            committed = orders.committed();
        }
    }
}
