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
 * Continues routes on a thread pool once their answers have arrived, so that a route may block. New calls are held back
 * while {@value #MAX_QUEUED} exchanges wait for a thread of the pool. Thread-safe.
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
     * An executor over a pool.
     *
     * @param pool its queue must take more than {@value #MAX_QUEUED} tasks; when it rejects one, which it may only do once
     *     it is shut down, the task runs on the calling thread
     */
    public RouteExecutor(Executor pool) {
        this.pool = pool;
    }

    /** Runs a task on the pool. Every task is run, also after the pool was shut down. */
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

    /** Whether the calling thread runs a task of this executor. */
    public boolean isCurrent() {
        return poolThread.get() != null;
    }

    /**
     * Waits while too many tasks are queued. Threads of the pool never wait here: they would wait for each other.
     *
     * @return false when the time is over
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

    /** Holds back nobody from now on. */
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
