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
package io.github.cameltencent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.transport.limit.TransportClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes continue concurrently on the pool, and no task is lost. */
class RouteExecutorTest {

    private static final int THREADS = 4;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final TransportClock clock = TransportFixture.clock(timer);
    private final RouteExecutor executor = new RouteExecutor(pool, THREADS, clock);
    private final CountDownLatch latch = new CountDownLatch(1);

    @AfterEach
    void close() {
        latch.countDown();
        pool.shutdown();
        timer.shutdownNow();
    }

    private void block() {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBlockedRouteDoesNotDelayOthersWhileThreadsAreFree() throws Exception {
        CountDownLatch others = new CountDownLatch(10);
        for (int i = 0; i < THREADS - 1; i++) {
            executor.execute(this::block);
        }
        for (int i = 0; i < 10; i++) {
            executor.execute(others::countDown);
        }

        assertThat(others.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWorkerStartsForEachSixteenQueuedTasks() {
        List<Runnable> started = new ArrayList<>();
        RouteExecutor counting = new RouteExecutor(started::add, THREADS, new ManualTransportClock());
        for (int i = 0; i < RouteExecutor.TASKS_PER_WORKER; i++) {
            counting.execute(() -> {});
        }
        assertThat(started).hasSize(1);

        counting.execute(() -> {});

        assertThat(started).hasSize(2);
    }

    @Test
    void aWorkerStartsForATaskThatIsStillQueuedAtTheCheck() {
        ManualTransportClock manual = new ManualTransportClock();
        List<Runnable> started = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        RouteExecutor checking = new RouteExecutor(started::add, 2, manual);
        checking.execute(done::incrementAndGet);
        checking.execute(done::incrementAndGet);

        manual.advance(Duration.ofMillis(RouteExecutor.CHECK_MILLIS));
        manual.advance(Duration.ofMillis(RouteExecutor.CHECK_MILLIS));

        assertThat(started).as("not more than the pool has threads").hasSize(2);
        started.forEach(Runnable::run);
        manual.advanceToEnd();
        assertThat(done).hasValue(2);
        assertThat(started).hasSize(2);
    }

    @Test
    void tasksStayQueuedWhileNoThreadCanBeStarted() {
        ManualTransportClock manual = new ManualTransportClock();
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Executor failing = task -> {
            if (failures.incrementAndGet() < 3) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        };
        RouteExecutor patient = new RouteExecutor(failing, THREADS, manual);
        patient.execute(done::incrementAndGet);
        assertThat(done).hasValue(0);

        manual.advanceToEnd();

        assertThat(done).hasValue(1);
        assertThat(failures).hasValue(3);
    }

    @Test
    void allThreadsAreUsedWhenRoutesBlock() throws Exception {
        CountDownLatch running = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            executor.execute(() -> {
                running.countDown();
                block();
            });
        }

        assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void queuedTasksRunAfterClose() throws Exception {
        RouteExecutor closing = new RouteExecutor(pool, THREADS, clock);
        CountDownLatch others = new CountDownLatch(4);
        CountDownLatch blocked = new CountDownLatch(1);
        closing.execute(() -> {
            blocked.countDown();
            block();
        });
        blocked.await();
        closing.execute(others::countDown);
        closing.execute(others::countDown);
        closing.close();
        closing.execute(others::countDown);
        closing.execute(others::countDown);

        assertThat(others.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noTaskIsLostWhenAThreadTimesOut() throws Exception {
        RouteExecutor blind = new RouteExecutor(pool, THREADS, clock);
        for (int i = 0; i < 100_000; i++) {
            CountDownLatch done = new CountDownLatch(1);
            blind.execute(done::countDown);
            assertThat(done.await(5, TimeUnit.SECONDS)).as("exchange " + i).isTrue();
            for (int later = i % 1000; later > 0; later--) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void noTaskIsLostUnderLoad() throws Exception {
        int senders = 4;
        int each = 50_000;
        CountDownLatch done = new CountDownLatch(senders * each);
        for (int i = 0; i < senders; i++) {
            new Thread(() -> {
                        for (int n = 0; n < each; n++) {
                            executor.execute(done::countDown);
                        }
                    })
                    .start();
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.awaitRoom(0)).isTrue();
    }

    @Test
    void aFailedTaskDoesNotAffectOthers() throws Exception {
        CountDownLatch done = new CountDownLatch(100);
        ExecutorService single = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((t, e) -> {});
            return thread;
        });
        RouteExecutor quiet = new RouteExecutor(single, 1, clock);
        for (int i = 0; i < 100; i++) {
            quiet.execute(() -> {
                done.countDown();
                throw new IllegalStateException("a defect of a route");
            });
        }

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        single.shutdown();
    }

    @Test
    void tasksRunOnTheCallerAfterTheShutdownOfThePool() {
        Executor shutDown = task -> {
            throw new RejectedExecutionException();
        };
        RouteExecutor late = new RouteExecutor(shutDown, THREADS, clock);
        AtomicInteger done = new AtomicInteger();
        late.execute(done::incrementAndGet);
        late.execute(done::incrementAndGet);

        assertThat(done).hasValue(2);
    }
}
