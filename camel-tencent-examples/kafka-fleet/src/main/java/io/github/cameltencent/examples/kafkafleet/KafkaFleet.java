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
 * the quota; then the events, the emulator's record and the dead letters are compared.
 */
public final class KafkaFleet {

    static final String ORDERS = "orders";
    static final String DEAD = "orders.dead";

    private static final int PARTITIONS = 12;
    private static final int MAX_IN_FLIGHT = 32;
    private static final int LATENCY_MILLIS = 20;
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String QUOTA_FULL =
            "{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":\"1008028\",\"count\":100}";

    private final Settings settings;
    private final PrintStream out;
    private final Random random;
    private final List<ChildProcess> workers = new ArrayList<>();

    private KafkaFleet(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.random = new Random(settings.seed());
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
        Path folder = Files.createTempDirectory("kafka-fleet");
        try {
            return new KafkaFleet(settings, out).run(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private Verdict run(Path folder) throws Exception {
        int kafkaPort = ChildProcess.freePort();
        int emulatorPort = ChildProcess.freePort();
        String kafka = "127.0.0.1:" + kafkaPort;
        String tencent = "http://127.0.0.1:" + emulatorPort;
        out.printf("%s%n", settings);
        try (ChildProcess broker =
                        ChildProcess.start(KafkaBroker.class, folder, kafkaPort, ChildProcess.freePort(), PARTITIONS);
                ChildProcess emulator = ChildProcess.start(FleetEmulator.class, emulatorPort, LATENCY_MILLIS)) {
            broker.awaitReady();
            emulator.awaitReady();
            Orders orders = new Orders(kafka);
            Map<String, String> events = orders.place(settings.events(), random);
            try {
                for (int i = 0; i < settings.workers(); i++) {
                    workers.add(worker(kafka, tencent));
                }
                EmulatorRecord emulatorRecord = new EmulatorRecord(tencent);
                supervise(emulator, emulatorRecord, kafka, tencent);
                return verdict(tencent, orders, events);
            } finally {
                for (ChildProcess worker : workers) {
                    worker.kill();
                }
            }
        }
    }

    private static ChildProcess worker(String kafka, String tencent) throws IOException {
        return ChildProcess.start(Worker.class, kafka, tencent, MAX_IN_FLIGHT);
    }

    /** Spreads the kills and the pauses over the run, by the number of accepted pushes. */
    private void supervise(ChildProcess emulator, EmulatorRecord emulatorRecord, String kafka, String tencent)
            throws IOException, InterruptedException {
        int steps = settings.kills() + settings.pauses();
        int kills = 0;
        for (int step = 0; step < steps; step++) {
            awaitAccepted(emulatorRecord, (int) ((step + 0.5) * settings.events() / steps));
            // as many kills as the share of the steps so far
            if (kills < (long) (step + 1) * settings.kills() / steps) {
                kills++;
                int victim = random.nextInt(workers.size());
                workers.get(victim).kill();
                out.printf(
                        "kill -9 of worker %d after %,d accepted%n",
                        victim, emulatorRecord.accepted().size());
                workers.set(victim, worker(kafka, tencent));
            } else {
                emulator.signal("STOP");
                TimeUnit.SECONDS.sleep(2);
                emulator.signal("CONT");
                emulatorRecord.faults(QUOTA_FULL);
                out.printf("paused the emulator, filled the quota%n");
            }
        }
    }

    private void awaitAccepted(EmulatorRecord emulatorRecord, int count) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (emulatorRecord.accepted().size() < count && System.nanoTime() - begin < STALLED_NANOS) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Waits until every event was accepted or is a dead letter, or nothing has changed for a minute. */
    private Verdict verdict(String tencent, Orders orders, Map<String, String> events)
            throws IOException, InterruptedException {
        int window = settings.kills() * 4 * MAX_IN_FLIGHT;
        long changedAt = System.nanoTime();
        int before = -1;
        while (true) {
            // from the start each time: a request can appear in the record after one with a higher number
            List<String> accepted = new EmulatorRecord(tencent).accepted();
            Verdict verdict = Verdict.of(events, accepted, orders.deadLetters(), window);
            if (verdict.accepted() + verdict.dead() != before) {
                before = verdict.accepted() + verdict.dead();
                changedAt = System.nanoTime();
            }
            if (verdict.lost() == 0 || System.nanoTime() - changedAt > STALLED_NANOS) {
                verdict.print(out);
                return verdict;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
