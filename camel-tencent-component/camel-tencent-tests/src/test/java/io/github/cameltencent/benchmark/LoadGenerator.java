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

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Drives one contender for some seconds and measures the throughput, CPU time and allocation of this JVM. */
final class LoadGenerator {

    private LoadGenerator() {}

    /** Makes one call; it counts when it is done. */
    @FunctionalInterface
    interface Step {
        void run(LongAdder count);
    }

    /** Calls per second, microseconds of CPU per call, allocated bytes per call. */
    static double[] run(BenchmarkRunner.Contender contender, int seconds) throws InterruptedException {
        LongAdder count = new LongAdder();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < contender.threads(); i++) {
            Thread thread = new Thread(() -> {
                while (!stop.get()) {
                    contender.step().run(count);
                }
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        TimeUnit.MILLISECONDS.sleep(seconds * 600L); // warm up
        long begin = System.nanoTime();
        long done = count.sum();
        long cpu = cpu();
        long bytes = allocated();
        TimeUnit.SECONDS.sleep(seconds);
        long calls = count.sum() - done;
        double elapsed = (System.nanoTime() - begin) / 1e9;
        double[] result = {calls / elapsed, (cpu() - cpu) / 1e3 / calls, (allocated() - bytes) / (double) calls};
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        TimeUnit.MILLISECONDS.sleep(300); // what is still under way
        return result;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long allocated() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
