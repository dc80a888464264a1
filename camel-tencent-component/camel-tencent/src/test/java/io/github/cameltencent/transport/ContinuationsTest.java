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
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exchanges go on on the threads of routes, as many at once as there are threads, and none is forgotten. */
class ContinuationsTest {

    private static final int THREADS = 4;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Continuations continuations = new Continuations(pool, THREADS, Rig.clock(timer));
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
    void aRouteThatBlocksDoesNotHoldTheOthersWhileThereAreThreads() throws Exception {
        CountDownLatch others = new CountDownLatch(10);
        for (int i = 0; i < THREADS - 1; i++) {
            continuations.run(this::block);
        }
        for (int i = 0; i < 10; i++) {
            continuations.run(others::countDown);
        }

        assertThat(others.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void allThreadsAreUsedWhenRoutesBlock() throws Exception {
        CountDownLatch running = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            continuations.run(() -> {
                running.countDown();
                block();
            });
        }

        assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
    }

    /** Nobody looks at the queue any more: the component stops its timer before its threads. */
    @Test
    void whatWaitsBehindARouteThatBlocksGoesOnWhenItIsClosed() throws Exception {
        Continuations closing = new Continuations(pool, THREADS, new ManualTime());
        CountDownLatch others = new CountDownLatch(4);
        CountDownLatch blocked = new CountDownLatch(1);
        closing.run(() -> {
            blocked.countDown();
            block();
        });
        blocked.await();
        closing.run(others::countDown);
        closing.run(others::countDown);
        closing.close();
        closing.run(others::countDown);
        closing.run(others::countDown);

        assertThat(others.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFewThatWaitAreLeftToTheThreadThatIsAwakeUntilItIsHeld() throws Exception {
        ManualTime time = new ManualTime();
        AtomicInteger woken = new AtomicInteger();
        Continuations patient = new Continuations(
                task -> {
                    woken.incrementAndGet();
                    pool.execute(task);
                },
                THREADS,
                time);
        CountDownLatch others = new CountDownLatch(10);
        CountDownLatch blocked = new CountDownLatch(1);
        patient.run(() -> {
            blocked.countDown();
            block();
        });
        blocked.await();
        for (int i = 0; i < 10; i++) {
            patient.run(others::countDown);
        }
        assertThat(woken).hasValue(1);

        time.pass(Duration.ofMillis(2));

        assertThat(others.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(woken).hasValue(2);
    }

    @Test
    void nobodyLooksWhileAllThreadsAreHeld() throws Exception {
        ManualTime time = new ManualTime();
        Continuations full = new Continuations(pool, THREADS, time);
        CountDownLatch running = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS + 1; i++) {
            full.run(() -> {
                running.countDown();
                block();
            });
            time.pass(Duration.ofMillis(10));
        }
        assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();

        assertTimeoutPreemptively(Duration.ofSeconds(5), time::passAll, "they look on and on");
    }

    @Test
    void anotherThreadIsWokenAtOnceWhenManyWait() throws Exception {
        Continuations eager = new Continuations(pool, THREADS, new ManualTime());
        CountDownLatch others = new CountDownLatch(20);
        CountDownLatch blocked = new CountDownLatch(1);
        eager.run(() -> {
            blocked.countDown();
            block();
        });
        blocked.await();
        for (int i = 0; i < 20; i++) {
            eager.run(others::countDown);
        }

        assertThat(others.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noneIsForgottenWhenItComesAsAThreadGivesUp() throws Exception {
        Continuations blind = new Continuations(pool, THREADS, new ManualTime());
        for (int i = 0; i < 100_000; i++) {
            CountDownLatch done = new CountDownLatch(1);
            blind.run(done::countDown);
            assertThat(done.await(5, TimeUnit.SECONDS)).as("exchange " + i).isTrue();
            for (int later = i % 1000; later > 0; later--) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void noneIsForgottenUnderLoad() throws Exception {
        int senders = 4;
        int each = 50_000;
        CountDownLatch done = new CountDownLatch(senders * each);
        for (int i = 0; i < senders; i++) {
            new Thread(() -> {
                        for (int n = 0; n < each; n++) {
                            continuations.run(done::countDown);
                        }
                    })
                    .start();
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(continuations.awaitRoom(0)).isTrue();
    }

    @Test
    void oneThatFailsTakesNoOtherWithIt() throws Exception {
        CountDownLatch done = new CountDownLatch(100);
        ExecutorService single = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((t, e) -> {});
            return thread;
        });
        Continuations quiet = new Continuations(single, 1, Rig.clock(timer));
        for (int i = 0; i < 100; i++) {
            quiet.run(() -> {
                done.countDown();
                throw new IllegalStateException("a defect of a route");
            });
        }

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        single.shutdown();
    }

    @Test
    void whereThereAreNoThreadsAnyMoreTheyGoOnAtOnce() {
        Continuations late = new Continuations(
                task -> {
                    throw new RejectedExecutionException();
                },
                THREADS,
                new ManualTime());
        AtomicInteger done = new AtomicInteger();
        late.run(done::incrementAndGet);
        late.run(done::incrementAndGet);

        assertThat(done).hasValue(2);
    }
}
