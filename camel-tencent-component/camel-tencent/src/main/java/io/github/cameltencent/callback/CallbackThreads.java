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
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The threads that route callbacks, and the timer that answers them when the route is late. Thread-safe. */
final class CallbackThreads {

    static final String PROFILE = "tencentCallbacks";

    private static final int THREADS = 20;
    private static final int MOST_WAITING = 1000;

    private final CamelContext context;
    private volatile ExecutorService threads;
    private volatile ScheduledExecutorService timer;

    CallbackThreads(CamelContext context) {
        this.context = context;
    }

    void start() {
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        ThreadPoolProfile profile = PoolProfiles.of(executors, profile());
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort); // a server's thread must not run the route
        threads = executors.newThreadPool(this, "TencentCallbacks", profile);
        ThreadPoolProfile one = new ThreadPoolProfile("tencentCallbackTimer");
        one.setPoolSize(1);
        one.setMaxPoolSize(1);
        one.setMaxQueueSize(-1); // bounded by the callbacks in progress; Camel's default refuses the 1001st
        timer = executors.newScheduledThreadPool(this, "TencentCallbackTimer", one);
    }

    /** Ends at once: a stop of the route has waited before. */
    void stop() {
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        if (threads != null) {
            executors.shutdownNow(threads);
            executors.shutdownNow(timer);
        }
        threads = null;
        timer = null;
    }

    private static ThreadPoolProfile profile() {
        ThreadPoolProfile profile = new ThreadPoolProfile(PROFILE);
        profile.setPoolSize(THREADS);
        profile.setMaxPoolSize(THREADS);
        profile.setMaxQueueSize(MOST_WAITING);
        profile.setKeepAliveTime(60L);
        profile.setAllowCoreThreadTimeOut(true);
        return profile;
    }

    /**
     * Runs a task on a thread of its own.
     *
     * @throws RejectedExecutionException when too many wait for one
     */
    void execute(Runnable task) {
        ExecutorService running = threads;
        if (running == null) {
            throw new RejectedExecutionException("stopped");
        }
        running.execute(task);
    }

    /** Runs a task after a delay, or at once when nothing can be delayed any more. */
    Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
        ScheduledExecutorService running = timer;
        try {
            if (running != null) {
                return running.schedule(task, Math.max(0, delay), unit);
            }
        } catch (RejectedExecutionException e) {
            // stopped meanwhile
        }
        task.run();
        return CompletableFuture.completedFuture(null);
    }
}
