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
package io.github.cameltencent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Feeds a target with its corpus and with mutations of it. An exception, an error, a second or {@value #MAX_ALLOCATED}
 * bytes for one input are findings: the input is written to {@code target/fuzz}, from where it goes into the corpus.
 */
final class Fuzzer {

    private static final long SEED = 20_261_128;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_ALLOCATED = 256L << 20;
    private static final long MAX_HANG = TimeUnit.SECONDS.toNanos(30);
    private static final int MAX_SEEDS = 2_000;
    /** The size that the JDK gives threads on Linux, so that a stack overflow does not depend on the machine. */
    private static final long STACK_BYTES = 1 << 20;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FuzzTest target;
    private final String name;
    private final long minutes = Long.getLong("fuzz.minutes", 0L);
    private final long seed = minutes > 0 ? Long.getLong("fuzz.seed", System.nanoTime()) : SEED;
    private final Set<String> results = new HashSet<>();
    private final List<byte[]> seeds = new ArrayList<>();
    private volatile long started;
    private volatile byte[] current = new byte[0];
    private volatile Throwable failure;
    private long tries;

    Fuzzer(FuzzTest target) {
        this.target = target;
        this.name = target.getClass().getSimpleName();
    }

    void run() throws Exception {
        Thread thread = new Thread(null, this::feedAll, "fuzz-" + name, STACK_BYTES);
        thread.setDaemon(true);
        started = System.nanoTime();
        thread.start();
        while (thread.isAlive() && System.nanoTime() - started < MAX_HANG) {
            thread.join(500);
        }
        if (thread.isAlive()) {
            failure = new AssertionError("an input takes more than " + Duration.ofNanos(MAX_HANG));
            failure.setStackTrace(thread.getStackTrace());
        }
        System.out.printf(
                "%s: seed %d, %d inputs, %d results, %d seeds%n", name, seed, tries, results.size(), seeds.size());
        if (failure != null) {
            throw new AssertionError(found(), failure);
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // whatever is thrown is a finding
    private void feedAll() {
        try {
            corpus().forEach(this::feedSeed);
            assertThat(seeds).as("the corpus of " + name).isNotEmpty();
            Random random = new Random(seed);
            Mutator mutator = new Mutator(random, target.words());
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
            while (minutes > 0 ? System.nanoTime() < end : tries < target.tries()) {
                byte[] input = mutator.mutate(any(random), any(random));
                if (feed(input) && seeds.size() < MAX_SEEDS && input.length < 1 << 14) {
                    seeds.add(input);
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private byte[] any(Random random) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private void feedSeed(byte[] input) {
        seeds.add(input);
        feed(input);
    }

    /** Whether the result was a new one. */
    private boolean feed(byte[] input) {
        tries++;
        current = input;
        long nanos = Long.MAX_VALUE;
        // a slow machine is not a finding: only an input that is slow each time
        for (int i = 0; i < 3 && nanos > MAX_NANOS; i++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            started = System.nanoTime();
            results.add(read(input) + (i > 0 ? ", slow" : ""));
            nanos = System.nanoTime() - started;
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
                    .as("allocated bytes")
                    .isLessThan(MAX_ALLOCATED);
        }
        assertThat(Duration.ofNanos(nanos)).as("time").isLessThan(Duration.ofNanos(MAX_NANOS));
        int before = known;
        known = results.size();
        return known > before;
    }

    private int known;

    private String read(byte[] input) {
        try {
            return target.read(input);
        } catch (Exception e) {
            throw new AssertionError("thrown: " + e, e);
        }
    }

    private String found() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "fuzz", name));
        byte[] input = current;
        Path file = folder.resolve(HexFormat.of().toHexDigits(java.util.Arrays.hashCode(input)));
        Files.write(file, input);
        return "seed " + seed + ", input " + tries + " of " + input.length + " bytes, kept in " + file;
    }

    private List<byte[]> corpus() throws IOException {
        Path folder = Path.of("src", "test", "resources", "fuzz", name);
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> inputs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
            return inputs;
        }
    }
}
