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
package io.github.cameltencent.callback;

import io.github.cameltencent.transport.PoolProfiles;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The thread pool that routes callbacks, and the timer for {@code replyTimeout}. Callbacks that are being routed are bounded
 * by the threads and the queue of the pool's profile; a semaphore counts them, since routes may be asynchronous, and Camel's
 * pools of virtual threads have no bound. Thread-safe.
 */
final class CallbackExecutors {

    static final String PROFILE = "tencentCallbacks";

    private static final int POOL_SIZE = 20;
    private static final int QUEUE_SIZE = 1000;

    private final CamelContext context;
    private volatile ExecutorService pool;
    private volatile Semaphore free;
    private volatile ScheduledExecutorService timer;

    CallbackExecutors(CamelContext context) {
        this.context = context;
    }

    void start() {
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        ThreadPoolProfile profile = PoolProfiles.of(executors, defaultProfile());
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort); // the HTTP server's threads must not run routes
        free = new Semaphore(capacity(profile));
        pool = executors.newThreadPool(this, "TencentCallbacks", profile);
        ThreadPoolProfile single = new ThreadPoolProfile("tencentCallbackTimer");
        single.setPoolSize(1);
        single.setMaxPoolSize(1);
        single.setMaxQueueSize(
                -1); // one task per callback in progress, which are bounded; Camel's default of 1000 is too few
        timer = executors.newScheduledThreadPool(this, "TencentCallbackTimer", single);
        if (timer instanceof ScheduledThreadPoolExecutor virtual) { // Camel's other timers have this policy
            virtual.setRemoveOnCancelPolicy(true);
        }
    }

    /** Stops immediately: the shutdown of the route has already waited. */
    void stop() {
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        if (pool != null) {
            executors.shutdownNow(pool);
            executors.shutdownNow(timer);
        }
        pool = null;
        timer = null;
    }

    private static int capacity(ThreadPoolProfile profile) {
        int queue = Math.max(0, profile.getMaxQueueSize()); // Camel's pools have no queue for -1
        return (int) Math.min((long) profile.getMaxPoolSize() + queue, Integer.MAX_VALUE);
    }

    private static ThreadPoolProfile defaultProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile(PROFILE);
        profile.setPoolSize(POOL_SIZE);
        profile.setMaxPoolSize(POOL_SIZE);
        profile.setMaxQueueSize(QUEUE_SIZE);
        profile.setKeepAliveTime(60L);
        profile.setAllowCoreThreadTimeOut(true);
        return profile;
    }

    /** Returns an action for the end of a callback that may be routed, or null if too many are being routed. */
    Runnable acquire() {
        Semaphore permits = free;
        return permits != null && permits.tryAcquire() ? permits::release : null;
    }

    /**
     * Runs a task on the pool.
     *
     * @throws RejectedExecutionException if all threads are busy and the queue is full
     */
    void execute(Runnable task) {
        ExecutorService running = pool;
        if (running == null) {
            throw new RejectedExecutionException("stopped");
        }
        running.execute(task);
    }

    /** Runs a task on the timer after a delay, or immediately on the calling thread if the timer is stopped. */
    Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
        ScheduledExecutorService running = timer;
        try {
            if (running != null) {
                return running.schedule(task, Math.max(0, delay), unit);
            }
        } catch (RejectedExecutionException e) {
            // stopped concurrently
        }
        task.run();
        return CompletableFuture.completedFuture(null);
    }
}
