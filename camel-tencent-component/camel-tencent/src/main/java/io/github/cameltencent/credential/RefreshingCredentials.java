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
 * Credentials that a provider loads: ahead of their end, when they were refused, and now and then where they have no end.
 * Loaded on a thread of the executor and by one at a time, on demand of the calls; what was loaded before is used until
 * it really expires. Without calls nothing is loaded. Thread-safe.
 *
 * <p>Futures that this gives are done on the loading thread, and fail with a {@link TencentException} of the code
 * {@link NoCredentials#CODE}: what depends on them must not wait there.
 */
public final class RefreshingCredentials implements CredentialSource, AutoCloseable {

    private final CloudCredentialsProvider provider;
    private final RefreshPolicy policy;
    private final Clock clock;
    private final Supplier<? extends RandomGenerator> random;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();

    /** Replaced as a whole, so that a reader never sees parts of two; null before the first load. */
    private volatile Held held;

    // guarded by the lock
    private CredentialLoad loading;
    private TencentException lastFailure;
    private int failures;
    /** Null when the last load was good. */
    private Instant failedAt;

    private Instant failedBefore;
    private Duration pause = Duration.ZERO;
    private boolean closed;

    private record Held(CloudCredentials credentials, Instant loadedAt, Instant refreshAt) {

        boolean isDue(Instant now) {
            return !now.isBefore(refreshAt) || now.isBefore(loadedAt); // the clock went back: nothing is known
        }

        @Override
        public String toString() {
            return credentials.toString();
        }
    }

    /**
     * A source over a provider.
     *
     * @param random draws the pauses between failing loads
     * @param executor loads; it may be shared, and is not closed from here
     */
    public RefreshingCredentials(
            CloudCredentialsProvider provider,
            RefreshPolicy policy,
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
        Held now = held;
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
        CloudCredentials others = heldBut(refused);
        if (others != null) {
            return CompletableFuture.completedFuture(others);
        }
        boolean underWay = isLoading();
        return load(true, refused).thenCompose(loaded -> {
            if (!sameKeys(loaded, refused)) {
                return CompletableFuture.completedFuture(loaded);
            }
            // a load that had begun before the refusal may have come too early for others
            return underWay
                    ? load(true, refused).thenCompose(again -> others(again, refused))
                    : others(loaded, refused);
        });
    }

    /** Ends the load under way; nothing is loaded afterwards. */
    @Override
    public void close() {
        lock.lock();
        CredentialLoad ending = loading;
        closed = true;
        lock.unlock();
        if (ending != null) {
            ending.cancel(closed());
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

    /** What is held, if it is valid and not what was refused; else null. */
    private CloudCredentials heldBut(CloudCredentials refused) {
        Held now = held;
        return now != null && !sameKeys(now.credentials, refused) && now.credentials.isValidAt(clock.instant())
                ? now.credentials
                : null;
    }

    /** Begins a load or joins the one under way; fails at once during the pause after a failure. */
    private CompletableFuture<CloudCredentials> load(boolean wanted, CloudCredentials refused) {
        CredentialLoad begun;
        lock.lock();
        try {
            if (loading != null) {
                return loading.result();
            }
            CloudCredentials others = refused == null ? null : heldBut(refused);
            if (others != null) { // a load has ended since the caller looked
                return CompletableFuture.completedFuture(others);
            }
            if (closed || isPausing()) {
                return wanted ? CompletableFuture.failedFuture(reason()) : null;
            }
            begun = new CredentialLoad(provider, this::loaded, this::failed, this::ended);
            loading = begun;
        } finally {
            lock.unlock();
        }
        begun.start(executor, policy.loadTimeout());
        return begun.result();
    }

    private boolean isPausing() {
        if (failedAt == null) {
            return false;
        }
        Duration since = Duration.between(failedAt, clock.instant());
        return !since.isNegative() && since.compareTo(pause) < 0;
    }

    private boolean isLongAgo() {
        Instant now = clock.instant();
        boolean quiet = failedBefore == null
                || Duration.between(failedBefore, now)
                                .compareTo(policy.longestPause().multipliedBy(2))
                        > 0;
        failedBefore = now;
        return quiet;
    }

    private void loaded(CloudCredentials credentials) {
        Instant now = clock.instant();
        if (!credentials.isValidAt(now)) {
            throw NoCredentials.because("the source gave credentials that expired at " + credentials.expiresAt());
        }
        lock.lock();
        try {
            if (held == null || !sameKeys(held.credentials, credentials)) {
                failures = 0; // others: what was refused or failed before says nothing of them
            }
            held = new Held(credentials, now, policy.refreshAt(credentials, now));
            failedAt = null;
            lastFailure = null;
        } finally {
            lock.unlock();
        }
    }

    private void failed(TencentException failure) {
        lock.lock();
        try {
            failures = isLongAgo() ? 1 : failures + 1;
            failedAt = clock.instant();
            pause = policy.pause(failures, random);
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

    /** Loads that bring nothing new are paced like failing ones: each refused call asks for one. */
    private CompletionStage<CloudCredentials> others(CloudCredentials loaded, CloudCredentials refused) {
        if (!sameKeys(loaded, refused)) {
            return CompletableFuture.completedFuture(loaded);
        }
        TencentException same = NoCredentials.because("the source still gives the credentials that were refused");
        lock.lock();
        try {
            if (!isPausing()) { // told once, however many calls were refused
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
        return NoCredentials.because("the credentials of the Cloud API are closed");
    }

    private static boolean sameKeys(CloudCredentials one, CloudCredentials other) {
        return one.secretId().equals(other.secretId())
                && one.secretKey().equals(other.secretKey())
                && Objects.equals(one.sessionToken(), other.sessionToken());
    }

    @Override
    public String toString() {
        return "RefreshingCredentials[" + held + "]";
    }
}
