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
package io.github.cameltencent.cloud.credentials;

import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.credential.CloudKeys;
import io.github.cameltencent.credential.CredentialRefreshPolicy;
import io.github.cameltencent.credential.CredentialSource;
import io.github.cameltencent.credential.FixedCredentials;
import io.github.cameltencent.credential.RefreshingCredentials;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.PoolProfiles;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * Creates and caches the credential sources of a component, shared by all endpoints with the same provider. Its thread
 * pool is created with the first load, and idle threads end. Thread-safe.
 */
public final class CloudCredentialSources extends ServiceSupport {

    private static final int MAX_SOURCES = 256;
    private static final int MAX_THREADS = 4;
    private static final int MAX_QUEUED = 2 * MAX_SOURCES;
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final CamelContext context;
    private final CallSender sender;
    private final CredentialRefreshPolicy policy;
    private final CloudCredentialsProvider chain;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; an LRU cache. */
    private final Map<Key, RefreshingCredentials> sources = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RefreshingCredentials> eldest) {
            // not closed: an endpoint may still use it, and an unused one holds no resources
            return size() > MAX_SOURCES;
        }
    };

    /** Guarded by the lock; null before the first load and while stopped. */
    private ExecutorService threads;

    private boolean stopped;

    /** Compares providers by identity, because equal ones may return different credentials. */
    private static final class Key {
        private final CloudCredentialsProvider provider;
        private final Clock clock;

        Key(CloudCredentialsProvider provider, Clock clock) {
            this.provider = provider;
            this.clock = clock;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.provider == provider && key.clock.equals(clock);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(provider);
        }
    }

    /**
     * Creates the cache; nothing is loaded before a call needs it.
     *
     * @param sender sends the calls of providers that call a service
     */
    public CloudCredentialSources(CamelContext context, CallSender sender) {
        this(context, sender, CredentialRefreshPolicy.DEFAULT, new CredentialChain());
    }

    CloudCredentialSources(
            CamelContext context, CallSender sender, CredentialRefreshPolicy policy, CloudCredentialsProvider chain) {
        this.context = context;
        this.sender = sender;
        this.policy = policy;
        this.chain = chain;
    }

    /**
     * Returns the source for these keys. Cheap enough for each call, so that replaced keys take effect at once.
     *
     * @param clock the clock for expiry checks; null for the system clock
     */
    public CredentialSource source(CloudKeys keys, Clock clock) {
        if (keys.fixed() != null) {
            return new FixedCredentials(keys.fixed());
        }
        Clock time = clock == null ? Clock.systemUTC() : clock;
        CloudCredentialsProvider provider = keys.provider() == null ? chain : keys.provider();
        lock.lock();
        try {
            return sources.computeIfAbsent(new Key(provider, time), any -> refreshing(provider, time));
        } finally {
            lock.unlock();
        }
    }

    private RefreshingCredentials refreshing(CloudCredentialsProvider provider, Clock clock) {
        CredentialClient client = new CredentialClient(sender, clock);
        return new RefreshingCredentials(
                () -> client.load(provider), policy, clock, ThreadLocalRandom::current, task -> threads()
                        .execute(task));
    }

    private ExecutorService threads() {
        lock.lock();
        try {
            if (stopped) {
                throw new RejectedExecutionException("the tencent component is stopped");
            }
            if (threads == null) {
                threads = context.getExecutorServiceManager()
                        .newThreadPool(
                                this,
                                "TencentCredentials",
                                PoolProfiles.of(context.getExecutorServiceManager(), profile()));
            }
            return threads;
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void doStart() {
        lock.lock();
        stopped = false;
        lock.unlock();
    }

    @Override
    protected void doStop() {
        List<RefreshingCredentials> closing;
        ExecutorService ending;
        lock.lock();
        try {
            stopped = true;
            closing = List.copyOf(sources.values());
            sources.clear();
            ending = threads;
            threads = null;
        } finally {
            lock.unlock();
        }
        closing.forEach(RefreshingCredentials::close); // notifies waiting client, so not under the lock
        if (ending != null) {
            context.getExecutorServiceManager().shutdownNow(ending);
        }
    }

    private static ThreadPoolProfile profile() {
        ThreadPoolProfile profile = new ThreadPoolProfile("tencentCredentials");
        profile.setPoolSize(MAX_THREADS);
        profile.setMaxPoolSize(MAX_THREADS);
        profile.setMaxQueueSize(MAX_QUEUED);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        profile.setKeepAliveTime(KEEP_ALIVE_SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        return profile;
    }
}
