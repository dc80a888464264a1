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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order in which they were added, on a thread of a pool. A pool of one thread does
 * not guarantee that: with virtual threads, Camel starts a thread for each task. Thread-safe.
 */
final class SerialExecutor implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    SerialExecutor(Executor pool) {
        this.pool = pool;
    }

    /**
     * Adds a task. Tasks that were added before a shutdown of the pool run to the end.
     *
     * @throws RejectedExecutionException if this executor is closed, or the pool is shut down and no task is running
     */
    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // whatever is thrown, the task does not run
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            waiting.add(task);
            if (!running) {
                running = true;
                pool.execute(this::runAll);
            }
        } catch (RejectedExecutionException | Error e) {
            if (!closed) {
                running = false;
                waiting.clear(); // only this task
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Drops the tasks that wait, as a pool does that is shut down at once. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the other tasks must run, also after a checked exception of Kotlin
    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            Thread.interrupted(); // meant for the task before
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("A task failed: please report this defect", e);
            }
        }
    }

    private Runnable next() {
        lock.lock();
        try {
            Runnable task = waiting.poll();
            running = task != null;
            return task;
        } finally {
            lock.unlock();
        }
    }
}
