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
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.OnSaturation;
import io.github.cameltencent.sign.bytes.BoundedCache;
import io.github.cameltencent.transport.limit.PermitRule;
import io.github.cameltencent.transport.limit.Permits;
import io.github.cameltencent.transport.limit.TransportClock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one asynchronous path of all services: admits a call, sends its attempts, times them out, classifies, repeats where
 * that is safe. One for each component. Thread-safe.
 */
public final class HttpTransport implements CallSender {

    public static final Verdict STOPPED =
            Verdict.failed(Outcome.TRANSIENT, "STOPPED", "the component is stopped or stopping; not sent");

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    /** How long the ends of calls may still be told after the last attempt was cut. */
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Applications are few; inline keys of endpoints that a route makes as it goes are without number. */
    private static final int MOST_SCOPES = 1_000;

    private static final int MOST_PERMITS = 4_000;

    private final AttemptLayer attempts;
    private final TransportClock clock;
    private final Backoff backoff;
    private final Continuations continuations;
    private final BoundedCache<String, ApplicationLimits> scopes =
            new BoundedCache<>(MOST_SCOPES, ApplicationLimits::isIdle);
    private final BoundedCache<String, Permits> permits = new BoundedCache<>(MOST_PERMITS);
    private final Set<Pause> pauses = ConcurrentHashMap.newKeySet();
    /** Calls that were not told their end. */
    private final AtomicInteger open = new AtomicInteger();
    /** Set on a thread while it tells a listener: it may be an I/O thread, and is not held. */
    private final ThreadLocal<Boolean> telling = new ThreadLocal<>();

    private final Set<AnswerStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    public HttpTransport(AttemptLayer attempts, TransportClock clock, Backoff backoff, Continuations continuations) {
        this.attempts = attempts;
        this.clock = clock;
        this.backoff = backoff;
        this.continuations = continuations;
    }

    @Override
    public void send(HttpCall call, CallListener listener) {
        open.incrementAndGet();
        ApplicationLimits scope = scope(call.scope());
        long acquireUntil =
                clock.nanos() + TimeUnit.MILLISECONDS.toNanos(call.options().getAcquireTimeout());
        Verdict refused = admit(call, scope, acquireUntil);
        if (refused != null) {
            scope.ended(refused);
            tell(listener, refusal(call, refused));
            return;
        }
        new CallRun(call, this, scope, listener, acquireUntil).begin();
    }

    @Override
    public void resume(Runnable continuation) {
        continuations.run(continuation);
    }

    /** What the calls of an application share. */
    public ApplicationLimits scope(String name) {
        return scopes.get(name, any -> new ApplicationLimits(clock));
    }

    /** How many applications and inline keys are remembered. */
    int scopes() {
        return scopes.size();
    }

    /** Whether calls can be made. */
    public boolean isRunning() {
        return !ending;
    }

    /**
     * Ends what waits for a place, a permit, a connection or the end of a pause, and repeats nothing and begins nothing
     * from now on.
     */
    public void drain() {
        ending = true;
        scopes.values().forEach(scope -> scope.places().close());
        continuations.close();
        pauses.forEach(Pause::cut);
        attempts.cutWaiting();
    }

    /** Waits for the calls under way, then ends those that are left. Nothing is sent afterwards. */
    public void stop(long waitMillis) {
        drain();
        awaitNone(TimeUnit.MILLISECONDS.toNanos(waitMillis));
        attempts.cutAll();
        streams.forEach(stream -> stream.cut("STOPPED", "the component was stopped"));
        awaitNone(LAST_WORDS_NANOS);
    }

    boolean isEnding() {
        return ending;
    }

    /** How many calls were not told their end. */
    public int open() {
        return open.get();
    }

    TransportClock clock() {
        return clock;
    }

    Backoff backoff() {
        return backoff;
    }

    AttemptLayer attempts() {
        return attempts;
    }

    /** Takes a permit: the nanoseconds to wait for it, -1 when that is longer than {@code maxWaitNanos}. */
    long permit(PermitRule rule, long maxWaitNanos) {
        if (maxWaitNanos <= 0) {
            return -1;
        }
        return rule.key() == null
                ? 0
                : permits.get(rule.key(), any -> new Permits())
                        .take(rule.permits(), rule.period().toNanos(), clock.nanos(), maxWaitNanos);
    }

    /** Goes on after a pause, or at once with {@code otherwise} when the transport ends before. */
    Pause pause(long nanos, Runnable then, Runnable otherwise) {
        Pause pause = new Pause(pauses, then, otherwise);
        pauses.add(pause);
        if (!ending) {
            pause.timer(clock.schedule(pause, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999))));
        }
        if (ending) {
            pause.cut();
        }
        return pause;
    }

    /** Watches over a stream until its end, which comes in time. */
    void keep(AnswerStream stream, Runnable then) {
        streams.add(stream);
        StreamWatch watch = new StreamWatch(stream, clock);
        watch.begin();
        stream.onEnd(() -> {
            watch.end();
            streams.remove(stream);
            then.run();
        });
    }

    /** Tells a caller how its call ended. */
    void tell(CallListener listener, CallResult result) {
        telling.set(Boolean.TRUE);
        try {
            listener.ended(result);
        } catch (RuntimeException e) {
            LOG.error("A call ended as {}, and its listener failed: this is a defect", result.outcome(), e);
        } finally {
            telling.remove();
            open.decrementAndGet();
        }
    }

    public static Verdict localLimit(String why) {
        return Verdict.failed(Outcome.THROTTLED, "LOCAL_LIMIT", why + "; not sent");
    }

    public static CallResult refusal(HttpCall call, Verdict refused) {
        TencentException failure = TencentException.of(refused.outcome(), refused.code(), refused.message())
                .call(call.service(), call.operation())
                .build();
        return new CallResult(refused.outcome(), 0, null, null, null, failure, false);
    }

    private Verdict admit(HttpCall call, ApplicationLimits scope, long acquireUntil) {
        boolean block = call.options().getOnSaturation() == OnSaturation.BLOCK
                && telling.get() == null
                && !IoThreads.isCurrent();
        Verdict refused = null;
        boolean placed = false;
        try {
            int max = call.options().getMaxInFlight();
            if (!continuations.awaitRoom(block ? acquireUntil - clock.nanos() : 0)) {
                refused = localLimit("routes are not keeping up with the answers");
            } else if (scope.places().take(max, block ? acquireUntil - clock.nanos() : 0)) {
                placed = true;
            } else {
                refused = localLimit("maxInFlight=" + max + " calls of the application are under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refused = localLimit("interrupted while waiting for a place");
        }
        if (!ending) {
            return refused;
        }
        if (placed) {
            scope.places().give();
        }
        return STOPPED;
    }

    /** Waits until all calls were told their end; it is polled, since calls should not pay for the one stop. */
    private void awaitNone(long waitNanos) {
        long until = System.nanoTime() + waitNanos;
        while ((open.get() > 0 || !streams.isEmpty())
                && System.nanoTime() - until < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
