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
package io.github.cameltencent.transport.http;

import io.github.cameltencent.transport.PoolProfiles;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The thread pools of a component. A user changes one by a thread pool profile of its id, {@value #TIMER},
 * {@value #ROUTES} or {@value #NAMES}, as for other pools of Camel. For one thread at a time.
 */
final class TransportPools {

    static final String TIMER = "tencentTimer";
    static final String ROUTES = "tencentRoutes";
    static final String NAMES = "tencentNames";

    /** Routes may block, so that there are more threads than cores. */
    private static final int ROUTE_THREADS =
            Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    /** How many names that hang leave room for others. */
    private static final int NAME_THREADS = 8;

    private static final int NAME_QUEUE = 1000;
    private static final long KEEP_ALIVE_SECONDS = 60;

    private final ExecutorServiceManager manager;
    private final Object source;
    private ScheduledExecutorService timer;
    private ExecutorService routes;
    private ExecutorService names;

    TransportPools(ExecutorServiceManager manager, Object source) {
        this.manager = manager;
        this.source = source;
    }

    void open() {
        timer = manager.newScheduledThreadPool(source, "TencentTimer", PoolProfiles.of(manager, timerThreads()));
        routes = manager.newThreadPool(source, "TencentRoutes", PoolProfiles.of(manager, routeThreads()));
        names = manager.newThreadPool(source, "TencentNames", PoolProfiles.of(manager, nameThreads()));
    }

    /** Runs timeouts and retries; its tasks never block. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Continues routes. */
    ExecutorService routes() {
        return routes;
    }

    /** Resolves host names. */
    ExecutorService names() {
        return names;
    }

    /** Closes the pools; what is queued for routes still runs, since exchanges must end. */
    void close(long routesWaitSeconds) {
        if (timer != null) {
            manager.shutdownNow(timer);
        }
        if (names != null) {
            manager.shutdownNow(names);
        }
        if (routes != null) {
            manager.shutdown(routes);
            await(routesWaitSeconds);
        }
        timer = null;
        names = null;
        routes = null;
    }

    private void await(long seconds) {
        try {
            routes.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolProfile timerThreads() {
        ThreadPoolProfile profile = new ThreadPoolProfile(TIMER);
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        // bounded by maxInFlight; Camel's default rejects the 1001st task, and its call would be lost
        profile.setMaxQueueSize(-1);
        return profile;
    }

    static ThreadPoolProfile routeThreads() {
        ThreadPoolProfile profile = pool(ROUTES, ROUTE_THREADS);
        // bounded by RouteExecutor, which holds callers back instead of rejecting; -1 would mean no queue at all
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        return profile;
    }

    private static ThreadPoolProfile nameThreads() {
        ThreadPoolProfile profile = pool(NAMES, NAME_THREADS);
        profile.setMaxQueueSize(NAME_QUEUE);
        return profile;
    }

    private static ThreadPoolProfile pool(String id, int threads) {
        ThreadPoolProfile profile = new ThreadPoolProfile(id);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setKeepAliveTime(KEEP_ALIVE_SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort); // Camel's default drops tasks once stopped
        return profile;
    }
}
