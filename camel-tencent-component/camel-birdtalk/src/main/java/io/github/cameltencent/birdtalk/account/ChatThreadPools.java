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

import io.github.cameltencent.birdtalk.connection.HostNameResolver;
import io.github.cameltencent.transport.PlatformThreads;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The threads of a component: a fixed number of event loops for the sockets, and a Camel thread pool for each kind of
 * work that may block. Each pool has a profile id, such as {@code birdtalkRoutes}, by which its size can be configured.
 */
final class ChatThreadPools {

    private static final int LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int ROUTE_THREADS = Math.max(16, 4 * LOOPS);
    private static final int CODE_THREADS = 16;
    private static final int DISK_THREADS = 4;
    private static final int NAME_THREADS = 8;
    private static final int MAX_NAMES = 1000;
    private static final long STOP_SECONDS = 5;

    private final CamelContext context;
    private final EventLoopGroup loops;
    private final ExecutorService saver;
    private final SerialExecutor orderedSaver;
    private final ExecutorService codes;
    private final ExecutorService consumers;
    private final ExecutorService routes;
    private final ExecutorService disk;
    private final ExecutorService lookups;
    private final HostNameResolver names;
    private final ThreadLocal<Boolean> inRoutes = new ThreadLocal<>();

    /** Creates the pools, whose threads start on demand. In JMX each pool has a name of its own. */
    ChatThreadPools(CamelContext context) {
        this.context = context;
        // daemon threads, as all of Camel's: a context that failed to start must not keep the JVM alive
        loops = new NioEventLoopGroup(LOOPS, PlatformThreads.factory(context, "Birdtalk"));
        saver = pool("State", 1, Integer.MAX_VALUE);
        orderedSaver = new SerialExecutor(saver);
        codes = pool("Codes", CODE_THREADS, Integer.MAX_VALUE);
        consumers = pool("Consumers", ROUTE_THREADS, Integer.MAX_VALUE);
        routes = pool("Routes", ROUTE_THREADS, Integer.MAX_VALUE);
        disk = pool("Files", DISK_THREADS, Integer.MAX_VALUE);
        lookups = PlatformThreads.pool(
                context, "BirdtalkNames", "BirdtalkNames", profile("Names", NAME_THREADS, MAX_NAMES));
        names = new HostNameResolver(lookups, InetAddress::getByName);
    }

    /**
     * A pool of a fixed size, unless a profile is registered under its id. Queues are bounded by what fills them: one save
     * for each account, one login code, {@code maxBuffered} messages, one step of each transfer, {@code maxInFlight} calls.
     */
    private ExecutorService pool(String name, int threads, int queue) {
        return context.getExecutorServiceManager()
                .newThreadPool("Birdtalk" + name, "Birdtalk" + name, profile(name, threads, queue));
    }

    private ThreadPoolProfile profile(String name, int threads, int queue) {
        var executors = context.getExecutorServiceManager();
        ThreadPoolProfile profile = new ThreadPoolProfile("birdtalk" + name);
        ThreadPoolProfile configured = executors.getThreadPoolProfile(profile.getId());
        boolean sized = configured != null && configured.getPoolSize() != null && threads > 1; // one saves in order
        int size = sized ? configured.getPoolSize() : threads;
        profile.setPoolSize(size);
        profile.setMaxPoolSize(size);
        profile.setKeepAliveTime(60L);
        profile.setMaxQueueSize(queue); // -1 would mean no queue
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        profile.setAllowCoreThreadTimeOut(true);
        return profile;
    }

    EventLoop nextLoop() {
        return loops.next();
    }

    /** Saves states, in order. */
    Executor saver() {
        return orderedSaver;
    }

    ExecutorService codes() {
        return codes;
    }

    HostNameResolver names() {
        return names;
    }

    /**
     * The pool on which consumers start exchanges; separate from {@link #resume}, since its threads may all wait for
     * replies.
     */
    Executor consumers() {
        return consumers;
    }

    /** The pool for file I/O; separate, since all threads of routes may wait for files. */
    Executor disk() {
        return disk;
    }

    /** Continues a route on a thread that may block; on the calling thread if the pool has none. */
    @SuppressWarnings("checkstyle:IllegalCatch") // the exchange must end
    void resume(Runnable continuation) {
        try {
            routes.execute(() -> {
                inRoutes.set(Boolean.TRUE);
                try {
                    continuation.run();
                } finally {
                    inRoutes.remove();
                }
            });
        } catch (RejectedExecutionException | Error e) { // the pool is shut down, or no thread can be started
            continuation.run();
        }
    }

    boolean isStopped() {
        return routes.isShutdown();
    }

    /** Shuts all pools down; routes that are queued still continue. */
    void stop() {
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
        var executors = context.getExecutorServiceManager();
        executors.shutdownGraceful(saver);
        orderedSaver.close();
        executors.shutdownNow(codes);
        executors.shutdownNow(lookups);
        executors.shutdown(consumers);
        executors.shutdown(disk);
        executors.shutdown(routes);
    }

    /** Waits up to five seconds for routes after {@link #stop}, unless called from one of them. */
    void awaitRoutes() {
        if (inRoutes.get() != null) {
            return;
        }
        try {
            routes.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
