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
package io.github.cameltencent.credential;

import io.github.cameltencent.TencentException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Caches the credentials of a provider and reloads them: before they expire, when they were refused, and from time to
 * time if they do not expire. Loads are triggered by calls and run one at a time on a thread of the executor; the
 * previous credentials are used until they expire. Without calls nothing is loaded. Thread-safe.
 *
 * <p>The returned futures complete on the loading thread, so dependent stages must not block. They fail with a {@link
 * TencentException} with the code {@link CredentialErrors#CODE}.
 */
public final class RefreshingCredentials implements CredentialSource, AutoCloseable {

    private final CloudCredentialsProvider provider;
    private final CredentialRefreshPolicy policy;
    private final Clock clock;
    private final Supplier<? extends RandomGenerator> random;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();

    /** Replaced atomically, so that a reader never mixes two versions; null before the first load. */
    private volatile Cached cached;

    // guarded by the lock
    private CredentialLoad loading;
    private TencentException lastFailure;
    private int failures;
    /** Null if the last load succeeded. */
    private Instant failedAt;

    private Instant lastFailureAt;
    private Duration backoff = Duration.ZERO;
    private boolean closed;

    private record Cached(CloudCredentials credentials, Instant loadedAt, Instant refreshAt) {

        boolean isDue(Instant now) {
            return !now.isBefore(refreshAt) || now.isBefore(loadedAt); // the clock was set back, so the age is unknown
        }

        @Override
        public String toString() {
            return credentials.toString();
        }
    }

    /**
     * Creates a cache for a provider. * @param random supplies the jitter of delays between failing loads
     * @param executor runs the loads; it may be shared and is not closed here
     */
    public RefreshingCredentials(
            CloudCredentialsProvider provider,
            CredentialRefreshPolicy policy,
            Clock clock,
            Supplier<? extends RandomGenerator> random,
            Executor executor) {
        this.provider = Objects.requireNonNull(provider);
        this.policy = policy;
        this.clock = clock;
        this.random = random;
        this.executor = executor;
    }

    @Override
    public CloudCredentials current() {
        Cached now = cached;
        if (now == null) {
            return null;
        }
        Instant at = clock.instant();
        if (now.isDue(at)) {
            load(false, null);
        }
        return now.credentials.isValidAt(at) ? now.credentials : null;
    }

    @Override
    public CompletionStage<CloudCredentials> ready() {
        CloudCredentials credentials = current();
        return credentials != null ? CompletableFuture.completedFuture(credentials) : load(true, null);
    }

    @Override
    public CompletionStage<CloudCredentials> renew(CloudCredentials refused) {
        CloudCredentials replaced = cachedOtherThan(refused);
        if (replaced != null) {
            return CompletableFuture.completedFuture(replaced);
        }
        boolean joined = isLoading();
        return load(true, refused).thenCompose(loaded -> {
            if (!sameKeys(loaded, refused)) {
                return CompletableFuture.completedFuture(loaded);
            }
            // a load that was started before the refusal may have been too early for new credentials
            return joined
                    ? load(true, refused).thenCompose(again -> otherThanRefused(again, refused))
                    : otherThanRefused(loaded, refused);
        });
    }

    /** Cancels a running load; nothing is loaded afterwards. */
    @Override
    public void close() {
        lock.lock();
        CredentialLoad running = loading;
        closed = true;
        lock.unlock();
        if (running != null) {
            running.cancel(closed());
        }
    }

    private boolean isLoading() {
        lock.lock();
        try {
            return loading != null;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the cached credentials if they are valid and not the refused ones, otherwise null. */
    private CloudCredentials cachedOtherThan(CloudCredentials refused) {
        Cached now = cached;
        return now != null && !sameKeys(now.credentials, refused) && now.credentials.isValidAt(clock.instant())
                ? now.credentials
                : null;
    }

    /** Starts a load or joins the running one; fails at once during the delay after a failure. */
    private CompletableFuture<CloudCredentials> load(boolean required, CloudCredentials refused) {
        CredentialLoad started;
        lock.lock();
        try {
            if (loading != null) {
                return loading.result();
            }
            CloudCredentials replaced = refused == null ? null : cachedOtherThan(refused);
            if (replaced != null) { // another load has ended since the caller looked
                return CompletableFuture.completedFuture(replaced);
            }
            if (closed || isBackingOff()) {
                return required ? CompletableFuture.failedFuture(reason()) : null;
            }
            started = new CredentialLoad(provider, this::loaded, this::failed, this::ended);
            loading = started;
        } finally {
            lock.unlock();
        }
        started.start(executor, policy.loadTimeout());
        return started.result();
    }

    private boolean isBackingOff() {
        if (failedAt == null) {
            return false;
        }
        Duration since = Duration.between(failedAt, clock.instant());
        return !since.isNegative() && since.compareTo(backoff) < 0;
    }

    private boolean isFirstRecentFailure() {
        Instant now = clock.instant();
        boolean quiet = lastFailureAt == null
                || Duration.between(lastFailureAt, now)
                                .compareTo(policy.maxBackoff().multipliedBy(2))
                        > 0;
        lastFailureAt = now;
        return quiet;
    }

    private void loaded(CloudCredentials credentials) {
        Instant now = clock.instant();
        if (!credentials.isValidAt(now)) {
            throw CredentialErrors.exception(
                    "the provider returned credentials that expired at " + credentials.expiresAt());
        }
        lock.lock();
        try {
            if (cached == null || !sameKeys(cached.credentials, credentials)) {
                failures = 0; // new credentials: earlier failures say nothing about them
            }
            cached = new Cached(credentials, now, policy.refreshAt(credentials, now));
            failedAt = null;
            lastFailure = null;
        } finally {
            lock.unlock();
        }
    }

    private void failed(TencentException failure) {
        lock.lock();
        try {
            failures = isFirstRecentFailure() ? 1 : failures + 1;
            failedAt = clock.instant();
            backoff = policy.backoff(failures, random);
            lastFailure = failure;
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        loading = null;
        lock.unlock();
    }

    /**
     * Treats a load that returns the refused credentials again as a failure, so that refused calls do not cause a load
     * each.
     */
    private CompletionStage<CloudCredentials> otherThanRefused(CloudCredentials loaded, CloudCredentials refused) {
        if (!sameKeys(loaded, refused)) {
            return CompletableFuture.completedFuture(loaded);
        }
        TencentException same =
                CredentialErrors.exception("the provider still returns the credentials that were refused");
        lock.lock();
        try {
            if (!isBackingOff()) { // counted once, however many calls were refused
                failed(same);
            }
        } finally {
            lock.unlock();
        }
        return CompletableFuture.failedFuture(same);
    }

    private TencentException reason() {
        return closed || lastFailure == null ? closed() : lastFailure;
    }

    private static TencentException closed() {
        return CredentialErrors.exception("the credentials of the Cloud API are closed");
    }

    private static boolean sameKeys(CloudCredentials one, CloudCredentials other) {
        return one.secretId().equals(other.secretId())
                && one.secretKey().equals(other.secretKey())
                && Objects.equals(one.sessionToken(), other.sessionToken());
    }

    @Override
    public String toString() {
        return "RefreshingCredentials[" + cached + "]";
    }
}
