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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Measures two contenders in one JVM, a slice of each in turn, so that both see the same machine even while it is busy.
 * The cost is CPU time; the ratio is the median of the ratios of neighbouring slices.
 */
final class PairedRuns {

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int warmUp;
    private final int slices;
    private final List<String> rows = new ArrayList<>();

    /** Runs for a slice, and returns how often it did its work. */
    @FunctionalInterface
    interface Contender {
        long run() throws Throwable;
    }

    /** CPU time in nanoseconds and allocated bytes of some threads since the JVM started. */
    record Cost(long nanos, long bytes) {

        /** Returns the cost of the calling thread. */
        static Cost ofThread() {
            return new Cost(
                    THREADS.getCurrentThreadCpuTime(),
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()));
        }

        /** Returns the cost of all Java threads; those of the JIT compiler and the collector do not count. */
        static Cost ofJvm() {
            long[] ids = THREADS.getAllThreadIds();
            return new Cost(sum(THREADS.getThreadCpuTime(ids)), sum(THREADS.getThreadAllocatedBytes(ids)));
        }

        // -1 for a thread that has ended
        private static long sum(long[] values) {
            return Arrays.stream(values).filter(each -> each > 0).sum();
        }
    }

    PairedRuns(int warmUp, int slices) {
        this.warmUp = warmUp;
        this.slices = slices;
    }

    /** Measures a pair and adds it to the table. */
    void compare(String name, Supplier<Cost> cost, Contender ours, Contender theirs) throws Throwable {
        for (int i = 0; i < warmUp; i++) {
            ours.run();
            theirs.run();
        }
        double[] our = new double[slices];
        double[] their = new double[slices];
        double[] ratios = new double[slices];
        double[] ourRates = new double[slices];
        double[] theirRates = new double[slices];
        long bytes = 0;
        for (int i = 0; i < slices; i++) {
            boolean first = i % 2 == 0;
            double[] before = measure(cost, first ? ours : theirs);
            double[] after = measure(cost, first ? theirs : ours);
            our[i] = (first ? before : after)[0];
            their[i] = (first ? after : before)[0];
            ratios[i] = their[i] / our[i];
            ourRates[i] = (first ? before : after)[2];
            theirRates[i] = (first ? after : before)[2];
            bytes += (long) (first ? before : after)[1];
        }
        add(name, our, their, ratios, ourRates, theirRates, bytes / slices);
    }

    private static double[] measure(Supplier<Cost> cost, Contender contender) throws Throwable {
        Cost before = cost.get();
        long begin = System.nanoTime();
        double count = contender.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Cost after = cost.get();
        return new double[] {
            (after.nanos() - before.nanos()) / 1000.0 / count, (after.bytes() - before.bytes()) / count, count / seconds
        };
    }

    private void add(
            String name,
            double[] our,
            double[] their,
            double[] ratios,
            double[] ourRates,
            double[] theirRates,
            long bytes) {
        List.of(our, their, ratios, ourRates, theirRates).forEach(Arrays::sort);
        int middle = slices / 2;
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %.2f / %.2f | %.2f / %.2f | **%.2f** | %,.0f / %,.0f | %.2f | %,d |",
                name,
                our[middle],
                their[middle],
                our[0],
                their[0],
                ratios[middle],
                ourRates[middle],
                theirRates[middle],
                ourRates[middle] / theirRates[middle],
                bytes));
        System.err.println(rows.get(rows.size() - 1));
    }

    /** Prints all pairs as the table of that name in docs/measurements.md. */
    void print(String name) throws IOException {
        List<String> table = new ArrayList<>();
        table.add(
                "| ours / theirs | CPU, µs, median | CPU, µs, minimum | ratio of CPU | per second | ratio of rates | bytes, ours |");
        table.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        table.addAll(rows);
        BenchmarkReport.print(name, slices + " slices of each in turn", table);
    }
}
