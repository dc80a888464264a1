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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.OnSaturation;
import io.github.cameltencent.sign.bytes.BoundedCache;
import io.github.cameltencent.transport.limit.RateLimit;
import io.github.cameltencent.transport.limit.RateLimiter;
import io.github.cameltencent.transport.limit.TransportClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous path of all calls: limits, sends, times out, classifies, and retries where that is safe. One for each
 * component. Timer and I/O threads only hand work to the executor. Thread-safe.
 */
public final class HttpTransport implements CallSender {

    public static final AttemptResult STOPPED =
            AttemptResult.failed(Outcome.TRANSIENT, "STOPPED", "the component is stopped or stopping; not sent");

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    /** How long stop() waits for calls to end after their last attempt was aborted. */
    private static final long ABORT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Applications are few, but a route can make any number of endpoints with inline keys. */
    private static final int MAX_APPLICATIONS = 1_000;

    private static final int MAX_RATE_LIMITERS = 4_000;

    private final AttemptSender attempts;
    private final TransportClock clock;
    private final RetryBackoff backoff;
    private final RouteExecutor executor;

    /** Null if nothing observes the calls. */
    private final CallObserver observer;

    private final BoundedCache<String, ApplicationLimits> applications =
            new BoundedCache<>(MAX_APPLICATIONS, ApplicationLimits::isIdle);
    private final BoundedCache<String, RateLimiter> rateLimiters =
            new BoundedCache<>(MAX_RATE_LIMITERS, RateLimiter::isIdle);
    private final Set<DelayedTask> delayed = ConcurrentHashMap.newKeySet();
    private final Set<AnswerStream> streams = ConcurrentHashMap.newKeySet();

    /** The number of calls whose listener was not notified yet. */
    private final AtomicInteger open = new AtomicInteger();

    /** Set while a thread notifies a listener: it may be an I/O thread, which must not wait. */
    private final ThreadLocal<Boolean> notifying = new ThreadLocal<>();

    private volatile boolean stopping;

    public HttpTransport(AttemptSender attempts, TransportClock clock, RetryBackoff backoff, RouteExecutor executor) {
        this(attempts, clock, backoff, executor, null);
    }

    /**
     * Creates a transport whose calls are observed.
     *
     * @param observer null for none
     */
    public HttpTransport(
            AttemptSender attempts,
            TransportClock clock,
            RetryBackoff backoff,
            RouteExecutor executor,
            CallObserver observer) {
        this.attempts = attempts;
        this.clock = clock;
        this.backoff = backoff;
        this.executor = executor;
        this.observer = GuardedObserver.of(observer);
    }

    @Override
    public void send(HttpCall call, CallListener listener) {
        open.incrementAndGet();
        boolean ioThread = notifying.get() != null || IoThreads.isCurrent();
        ApplicationLimits limits = limits(call.application());
        long acquireUntil =
                clock.nanos() + TimeUnit.MILLISECONDS.toNanos(call.options().getAcquireTimeout());
        AttemptResult refused = acquire(call, limits, ioThread, acquireUntil);
        if (observer != null) {
            waited(call, CallObserver.WaitLimit.IN_FLIGHT, elapsed(call, acquireUntil));
        }
        if (refused != null) {
            limits.ended(refused);
            notify(call, acquireUntil, listener, refusal(call, refused));
            return;
        }
        RetryingCall retrying = new RetryingCall(call, this, limits, listener, acquireUntil);
        if (ioThread) {
            executor.execute(retrying::start); // since it signs and opens a connection
        } else {
            retrying.start();
        }
    }

    @Override
    public void resume(Runnable continuation) {
        executor.execute(continuation);
    }

    /** Returns the limits that the calls of an application share. */
    public ApplicationLimits limits(String name) {
        return applications.get(name, any -> new ApplicationLimits(clock));
    }

    /** Returns the number of applications and inline keys that are cached. */
    int applications() {
        return applications.size();
    }

    /** Returns the limits of all applications and inline keys that made calls, by their keys. */
    public Map<String, ApplicationLimits> applicationLimits() {
        return applications.copy();
    }

    /** Returns the rate limiters that calls used, by their keys. */
    public Map<String, RateLimiter> rateLimiters() {
        return rateLimiters.copy();
    }

    @Override
    public CallObserver observer() {
        return observer;
    }

    /** Returns whether calls can be sent. */
    public boolean isRunning() {
        return !stopping;
    }

    /** Ends all calls that wait for a slot, a permit, a connection or a retry, and refuses new calls. */
    public void drain() {
        stopping = true;
        applications.values().forEach(limits -> limits.inFlightLimiter().close());
        executor.close();
        rateLimiters.values().forEach(RateLimiter::close);
        delayed.forEach(DelayedTask::stop);
        attempts.abortWaiting();
    }

    /** Waits for the calls in flight, then aborts those that are left. Nothing is sent afterwards. */
    public void stop(long waitMillis) {
        drain();
        awaitEnd(TimeUnit.MILLISECONDS.toNanos(waitMillis));
        attempts.abortAll();
        streams.forEach(stream -> stream.abort("STOPPED", "the component was stopped"));
        awaitEnd(ABORT_NANOS);
    }

    boolean isStopping() {
        return stopping;
    }

    /** Returns the number of calls that have not ended. */
    public int open() {
        return open.get();
    }

    TransportClock clock() {
        return clock;
    }

    RetryBackoff backoff() {
        return backoff;
    }

    AttemptSender attempts() {
        return attempts;
    }

    /** Returns the limiter of all calls with the key of a rate limit. */
    RateLimiter rateLimiter(RateLimit limit) {
        return rateLimiters.get(limit.key(), any -> new RateLimiter(clock));
    }

    /**
     * Runs a task on the executor when a rate limit permits, {@code onExpiry} if that is not before the deadline, or
     * {@code onStop} at once if the transport stops before.
     */
    void awaitPermit(HttpCall call, long deadline, Runnable task, Runnable onExpiry, Runnable onStop) {
        DelayedTask next = new DelayedTask(delayed, executor, task, onStop);
        delayed.add(next);
        Runnable expire = () -> {
            if (next.cancel()) {
                executor.execute(onExpiry);
            }
        };
        RateLimiter limiter = rateLimiter(call.rateLimit());
        if (!limiter.await(call.rateLimit(), call.options(), deadline, next, expire) && next.cancel()) {
            onExpiry.run();
        }
        if (stopping) {
            next.stop();
        }
    }

    /** Runs a task on the executor after a delay, or {@code onStop} at once if the transport stops before. */
    DelayedTask delay(long nanos, Runnable task, Runnable onStop) {
        DelayedTask next = new DelayedTask(delayed, executor, task, onStop);
        delayed.add(next);
        try {
            if (!stopping) {
                next.timer(clock.schedule(next, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999))));
            }
        } catch (RejectedExecutionException e) { // the timer was shut down meanwhile
            next.stop();
        }
        if (stopping) {
            next.stop();
        }
        return next;
    }

    /** Enforces the timeouts of a stream, and runs an action when it ends. */
    void monitor(AnswerStream stream, Runnable onEnd) {
        streams.add(stream);
        StreamTimeoutMonitor monitor = new StreamTimeoutMonitor(stream, clock);
        monitor.start();
        stream.onEnd(() -> {
            monitor.stop();
            streams.remove(stream);
            onEnd.run();
        });
    }

    /** Reports that a call has passed a limit. */
    void waited(HttpCall call, CallObserver.WaitLimit limit, long nanos) {
        if (observer != null) {
            observer.waited(ApplicationLabel.of(call.application()), limit, nanos);
        }
    }

    /** Notifies the observer and the listener of a call that has ended. */
    @SuppressWarnings("checkstyle:IllegalCatch") // an Error would end this thread, which may be an I/O thread
    void notify(HttpCall call, long acquireUntil, CallListener listener, CallResult result) {
        if (observer != null) {
            observer.ended(ended(call, result, elapsed(call, acquireUntil)), result.requestId());
        }
        notifying.set(Boolean.TRUE);
        try {
            listener.ended(result);
        } catch (RuntimeException | Error e) {
            LOG.error("The listener of a call that ended as {} failed: please report this defect", result.outcome(), e);
        } finally {
            notifying.remove();
            open.decrementAndGet();
        }
    }

    /** Returns the result of a call that a limit of this component ended before it was sent. */
    public static AttemptResult localLimit(String why) {
        return AttemptResult.failed(Outcome.THROTTLED, "LOCAL_LIMIT", why + "; not sent");
    }

    /** Returns the result of a call that was not started. */
    public static CallResult refusal(HttpCall call, AttemptResult refused) {
        TencentException failure = TencentException.of(refused.outcome(), refused.code(), refused.message())
                .call(call.service(), call.operation())
                .build();
        return new CallResult(refused.outcome(), 0, null, null, null, failure, false);
    }

    private static TencentCall ended(HttpCall call, CallResult result, long nanos) {
        return new TencentCall(
                call.service(),
                call.operation(),
                ApplicationLabel.of(call.application()),
                result.outcome(),
                result.failure() == null ? null : result.failure().getCode(),
                result.attempts(),
                Duration.ofNanos(nanos));
    }

    /** Returns the nanoseconds since the start of a call. */
    private long elapsed(HttpCall call, long acquireUntil) {
        long started =
                acquireUntil - TimeUnit.MILLISECONDS.toNanos(call.options().getAcquireTimeout());
        return Math.max(0, clock.nanos() - started);
    }

    private AttemptResult acquire(HttpCall call, ApplicationLimits limits, boolean ioThread, long acquireUntil) {
        boolean block = call.options().getOnSaturation() == OnSaturation.BLOCK && !ioThread;
        AttemptResult refused = null;
        boolean acquired = false;
        try {
            int max = call.options().getMaxInFlight();
            if (!executor.awaitRoom(block ? acquireUntil - clock.nanos() : 0)) {
                refused = localLimit("routes are not keeping up with the answers");
            } else if (limits.inFlightLimiter().acquire(max, block ? acquireUntil - clock.nanos() : 0)) {
                acquired = true;
            } else {
                refused = localLimit("maxInFlight=" + max + " calls of the application are in flight");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refused = localLimit("interrupted while waiting for maxInFlight");
        }
        if (!stopping) {
            return refused;
        }
        if (acquired) {
            limits.inFlightLimiter().release();
        }
        return STOPPED;
    }

    /** Polls until all calls have ended, so that calls need not signal their end. */
    private void awaitEnd(long waitNanos) {
        long until = System.nanoTime() + waitNanos;
        while ((open.get() > 0 || !streams.isEmpty())
                && System.nanoTime() - until < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
