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

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Continues routes on a thread pool after their answers have arrived, so that a route may block. Applies back-pressure: new
 * calls wait while {@value #MAX_QUEUED} exchanges are queued. Thread-safe.
 */
public final class RouteExecutor implements Executor {

    static final int MAX_QUEUED = 1000;

    private final Executor pool;
    private final AtomicInteger queued = new AtomicInteger();
    private final ThreadLocal<Boolean> poolThread = new ThreadLocal<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private volatile boolean callersWait;
    private volatile boolean closed;

    /**
     * Creates an executor that uses a thread pool.
     *
     * @param pool a pool that queues more than {@value #MAX_QUEUED} tasks and rejects tasks only after its shutdown; a
     *     rejected task runs on the calling thread
     */
    public RouteExecutor(Executor pool) {
        this.pool = pool;
    }

    /** Runs a task on the pool, or on the calling thread after the pool was shut down. */
    @Override
    public void execute(Runnable task) {
        queued.incrementAndGet();
        try {
            pool.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            run(task);
        }
    }

    private void run(Runnable task) {
        if (queued.decrementAndGet() < MAX_QUEUED && callersWait) {
            wakeCallers();
        }
        poolThread.set(Boolean.TRUE);
        try {
            task.run();
        } finally {
            poolThread.remove();
        }
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

    /** Releases the waiting callers; nobody waits from now on. */
    void close() {
        closed = true;
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
