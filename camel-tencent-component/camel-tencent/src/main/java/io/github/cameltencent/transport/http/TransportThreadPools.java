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

import io.github.cameltencent.transport.PlatformThreads;
import io.github.cameltencent.transport.PoolProfiles;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.apache.camel.util.concurrent.ThreadType;

/**
 * The thread pools of a component. A user can configure each by a Camel thread pool profile with the id {@value #TIMER},
 * {@value #ROUTES} or {@value #NAMES}. Not thread-safe.
 */
final class TransportThreadPools {

    static final String TIMER = "tencentTimer";
    static final String ROUTES = "tencentRoutes";
    static final String NAMES = "tencentNames";

    /** More threads than processors, since routes may block. */
    private static final int ROUTE_THREADS =
            Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    /** Virtual threads are cheap; a profile for routes sets another number. */
    private static final int VIRTUAL_ROUTE_THREADS = 1000;

    /** Lookups of this many names may hang before others have to wait. */
    private static final int NAME_THREADS = 8;

    private static final int NAME_QUEUE = 1000;
    private static final long KEEP_ALIVE_SECONDS = 60;

    private final CamelContext context;
    private final ExecutorServiceManager manager;
    private final Object source;
    private int maxRoutes;
    private ScheduledExecutorService timer;
    private ExecutorService routes;
    private ExecutorService names;

    TransportThreadPools(CamelContext context, Object source) {
        this.context = context;
        this.manager = context.getExecutorServiceManager();
        this.source = source;
    }

    void open() {
        timer = manager.newScheduledThreadPool(source, "TencentTimer", PoolProfiles.of(manager, timerThreads()));
        if (timer instanceof ScheduledThreadPoolExecutor virtual) { // Camel's other timers have this policy
            virtual.setRemoveOnCancelPolicy(true);
        }
        ThreadPoolProfile ofRoutes = PoolProfiles.of(manager, routeThreads());
        routes = manager.newThreadPool(source, "TencentRoutes", ofRoutes);
        maxRoutes = ofRoutes.getMaxPoolSize();
        names = PlatformThreads.pool(context, source, "TencentNames", PoolProfiles.of(manager, nameThreads()));
    }

    /** Returns the timer for timeouts and retries; its tasks never block. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Returns the pool that continues routes. */
    ExecutorService routes() {
        return routes;
    }

    /** Returns the number of routes that can run at the same time. */
    int maxRoutes() {
        return maxRoutes;
    }

    /** Returns the pool that resolves host names. */
    ExecutorService names() {
        return names;
    }

    /** Shuts the pools down. Queued route tasks still run, since each exchange must complete. */
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
        // bounded by maxInFlight; the default of Camel would reject the 1001st task and lose its call
        profile.setMaxQueueSize(-1);
        return profile;
    }

    static ThreadPoolProfile routeThreads() {
        boolean virtual = ThreadType.current() == ThreadType.VIRTUAL;
        ThreadPoolProfile profile = pool(ROUTES, virtual ? VIRTUAL_ROUTE_THREADS : ROUTE_THREADS);
        // RouteExecutor has a queue of its own and uses this one only for workers; -1 would mean no queue
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
        profile.setRejectedPolicy(
                ThreadPoolRejectedPolicy.Abort); // the default of Camel drops tasks after the shutdown
        return profile;
    }
}
