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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.camel.util.concurrent.ThreadType;

/**
 * Threads of the operating system, also if Camel uses virtual threads: for I/O threads, and for lookups of host names, whose
 * native calls would occupy the few carriers of all virtual threads.
 */
public final class PlatformThreads {

    private PlatformThreads() {}

    /** Returns a factory of daemon threads that are named like those of Camel. */
    public static ThreadFactory factory(CamelContext context, String name) {
        // if asked for daemon threads, Camel's factory makes virtual ones
        ThreadFactory threads =
                new CamelThreadFactory(context.getExecutorServiceManager().getThreadNamePattern(), name, false);
        return task -> {
            Thread thread = threads.newThread(task);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Creates a pool of Camel's, or one of platform threads with the same profile if Camel's has virtual threads. */
    public static ExecutorService pool(CamelContext context, Object source, String name, ThreadPoolProfile profile) {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        if (ThreadType.current() == ThreadType.PLATFORM) {
            return manager.newThreadPool(source, name, profile);
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                profile.getMaxPoolSize(),
                profile.getMaxPoolSize(),
                profile.getKeepAliveTime(),
                profile.getTimeUnit() == null ? TimeUnit.SECONDS : profile.getTimeUnit(),
                new LinkedBlockingQueue<>(Math.max(1, profile.getMaxQueueSize())),
                factory(context, name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
