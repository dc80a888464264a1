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

import io.github.cameltencent.transport.limit.TransportClock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Continues routes on a thread pool after their answers have arrived, so that a route may block. Applies back-pressure: new
 * calls wait while {@value #MAX_QUEUED} exchanges are queued. Thread-safe.
 *
 * <p>Waking a thread of the pool for each answer costs a fifth of the CPU time of a push; docs/measurements.md has the
 * figures. A worker therefore runs queued tasks until none is left, and another worker starts only when {@value
 * #TASKS_PER_WORKER} tasks are queued for each, or when a task is still queued after {@value #CHECK_MILLIS} ms, since the
 * workers may be blocked by their routes.
 */
public final class RouteExecutor implements Executor {

    static final int MAX_QUEUED = 1000;
    static final int TASKS_PER_WORKER = 16;
    static final long CHECK_MILLIS = 2;

    /** How often an idle worker yields to other threads before it ends. */
    private static final int IDLE_YIELDS = 10;

    private final Executor pool;
    private final int maxWorkers;
    private final TransportClock clock;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

    /** The length of the queue. */
    private final AtomicInteger queued = new AtomicInteger();

    private final AtomicInteger workers = new AtomicInteger();
    private final AtomicBoolean checkScheduled = new AtomicBoolean();
    private final ThreadLocal<Boolean> poolThread = new ThreadLocal<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private volatile boolean callersWait;
    private volatile boolean closed;

    /**
     * Creates an executor that uses a thread pool.
     *
     * @param pool a pool that rejects tasks only after its shutdown; queued tasks then run on the calling thread
     * @param maxWorkers the number of threads of the pool
     * @param clock schedules the check of the queue
     */
    public RouteExecutor(Executor pool, int maxWorkers, TransportClock clock) {
        this.pool = pool;
        this.maxWorkers = maxWorkers;
        this.clock = clock;
    }

    /** Runs a task on the pool, or on the calling thread after the pool was shut down. */
    @Override
    public void execute(Runnable task) {
        int length = queued.incrementAndGet();
        queue.add(task);
        if (closed || length > TASKS_PER_WORKER * workers.get()) {
            startWorker();
        } else {
            scheduleCheck();
        }
    }

    private void startWorker() {
        if (workers.incrementAndGet() > maxWorkers) {
            workers.decrementAndGet(); // one of the others runs the task
            return;
        }
        try {
            pool.execute(this::work);
        } catch (RejectedExecutionException e) {
            work();
        } catch (OutOfMemoryError e) { // no thread could be started; the task stays queued
            workers.decrementAndGet();
            scheduleCheck();
        }
    }

    private void scheduleCheck() {
        if (!checkScheduled.get() && checkScheduled.compareAndSet(false, true)) {
            try {
                clock.schedule(this::check, CHECK_MILLIS);
            } catch (RejectedExecutionException e) {
                startWorker(); // the timer is shut down
            }
        }
    }

    private void check() {
        checkScheduled.set(false);
        if (!queue.isEmpty()) {
            startWorker();
            scheduleCheck();
        }
    }

    private void work() {
        poolThread.set(Boolean.TRUE);
        try {
            for (Runnable next = next(); next != null; next = next()) {
                if (queued.decrementAndGet() < MAX_QUEUED && callersWait) {
                    wakeCallers();
                }
                next.run();
            }
        } finally {
            poolThread.remove();
            workers.decrementAndGet();
            if (!queue.isEmpty()) { // a task failed, or was added while this worker was still counted
                startWorker();
            }
        }
    }

    private Runnable next() {
        Runnable next = queue.poll();
        for (int yields = 0; next == null && yields < IDLE_YIELDS; yields++) {
            Thread.yield();
            next = queue.poll();
        }
        return next;
    }

    /** Returns whether the calling thread runs a task of this executor. */
    public boolean isCurrent() {
        return poolThread.get() != null;
    }

    /**
     * Waits while too many tasks are queued. Threads of the pool never wait here, since they would block each other.
     *
     * @return false on timeout
     */
    boolean awaitRoom(long waitNanos) throws InterruptedException {
        if (queued.get() < MAX_QUEUED || isCurrent()) {
            return true;
        }
        lock.lock();
        try {
            long left = waitNanos;
            callersWait = true;
            while (queued.get() >= MAX_QUEUED && !closed) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
                callersWait = true;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Releases the waiting callers; nobody waits from now on, and each task starts a worker. */
    void close() {
        closed = true;
        for (int left = queued.get(); left > 0; left--) {
            startWorker();
        }
        wakeCallers();
    }

    private void wakeCallers() {
        lock.lock();
        try {
            callersWait = false;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
