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

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that runs once: after its delay, or, if the transport stops before, its {@code onStop} task at once. The timer
 * thread only hands the task to an executor. Thread-safe.
 */
final class DelayedTask implements Runnable {

    private final Set<DelayedTask> pending;
    private final Executor executor;
    private final Runnable task;
    private final Runnable onStop;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile Future<?> timer;

    DelayedTask(Set<DelayedTask> pending, Executor executor, Runnable task, Runnable onStop) {
        this.pending = pending;
        this.executor = executor;
        this.task = task;
        this.onStop = onStop;
    }

    /** Sets the timer, which is cancelled together with this task. */
    void timer(Future<?> timer) {
        this.timer = timer;
        if (done.get()) {
            timer.cancel(false);
        }
    }

    @Override
    public void run() {
        if (cancel()) {
            executor.execute(task);
        }
    }

    /** Runs the {@code onStop} task because the transport stops. */
    void stop() {
        if (cancel()) {
            onStop.run();
        }
    }

    /** Cancels both tasks; returns false if one of them was started already. */
    boolean cancel() {
        if (!done.compareAndSet(false, true)) {
            return false;
        }
        pending.remove(this);
        Future<?> scheduled = timer;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        return true;
    }
}
