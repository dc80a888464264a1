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
package io.github.cameltencent.birdtalk.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One task after the other, on pools that start a thread for each task, as Camel's do with virtual threads. */
class SerialExecutorTest {

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void tasksRunInOrderAndNeverTwoAtATime() {
        Executor serial = new SerialExecutor(pool);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 2_000; i++) {
            int number = i;
            serial.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                done.add(number);
                Thread.yield();
                running.decrementAndGet();
            });
        }
        await().until(() -> done.size() == 2_000);
        assertThat(done)
                .containsExactlyElementsOf(IntStream.range(0, 2_000).boxed().toList());
        assertThat(most).hasValue(1);
    }

    @Test
    void aTaskThatFailsDoesNotStopTheOthers() {
        Executor serial = new SerialExecutor(pool);
        serial.execute(() -> {
            Thread.currentThread().interrupt(); // is not left to the next task
            throw new AssertionError("failed on purpose");
        });
        serial.execute(() -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
        serial.execute(() -> done.add(1));
        await().until(() -> done.size() == 1);
    }

    @Test
    void tasksThatWaitAtTheShutdownStillRunAndLaterOnesAreRejected() throws Exception {
        Executor serial = new SerialExecutor(pool);
        CountDownLatch latch = new CountDownLatch(1);
        serial.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        serial.execute(() -> done.add(1));
        pool.shutdown();
        latch.countDown();
        await().until(() -> done.size() == 1);
        await().until(pool::isTerminated);
        assertThatThrownBy(() -> serial.execute(() -> done.add(2))).isInstanceOf(RejectedExecutionException.class);
        assertThat(done).containsExactly(1);
    }

    @Test
    void aClosedExecutorDropsWhatWaits() throws Exception {
        SerialExecutor serial = new SerialExecutor(pool);
        CountDownLatch latch = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        serial.execute(() -> {
            running.countDown();
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        serial.execute(() -> done.add(1));
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        serial.close();
        latch.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isEmpty();
        assertThatThrownBy(() -> serial.execute(() -> done.add(2))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void statesAreSavedInOrderOnPoolsWithAThreadForEachTask() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getExecutorServiceManager().setThreadPoolFactory(new DefaultThreadPoolFactory() {
                @Override
                public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
                    return Executors.newCachedThreadPool(threads);
                }
            });
            ChatThreadPools pools = new ChatThreadPools(context);
            CountDownLatch latch = new CountDownLatch(1);
            pools.saver().execute(() -> {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                done.add(1);
            });
            pools.saver().execute(() -> done.add(2));
            latch.countDown();
            await().until(() -> done.size() == 2);
            assertThat(done).containsExactly(1, 2);
            pools.stop();
        }
    }
}
