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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;

/**
 * The one asynchronous path of all services: admits a call, sends its attempts, times them out, classifies, repeats where
 * that is safe. One for each component. Thread-safe.
 */
public final class HttpTransport implements CallSender {

    static final Verdict STOPPED =
            Verdict.failed(Outcome.TRANSIENT, "STOPPED", "the component is stopped or stopping; not sent");

    private final CloseableHttpAsyncClient client;
    private final TransportClock clock;
    private final Backoff backoff;
    private final Continuations continuations;
    private final Map<String, Scope> scopes = new ConcurrentHashMap<>();
    private final Map<PermitRule, Permits> permits = new ConcurrentHashMap<>();
    private final Set<Attempt> underWay = ConcurrentHashMap.newKeySet();
    private final Set<Pause> pauses = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;
    private volatile boolean stopped;

    HttpTransport(CloseableHttpAsyncClient client, TransportClock clock, Backoff backoff, Continuations continuations) {
        this.client = client;
        this.clock = clock;
        this.backoff = backoff;
        this.continuations = continuations;
    }

    @Override
    public void send(HttpCall call, CallListener listener) {
        Scope scope = scope(call.scope());
        long acquire = TimeUnit.MILLISECONDS.toNanos(call.options().getAcquireTimeout());
        long deadline = clock.nanos() + acquire;
        Verdict refused = admit(call, scope, acquire);
        if (refused != null) {
            scope.ended(refused);
            listener.ended(refusal(call, refused));
            return;
        }
        new CallRun(call, this, scope, listener, deadline).begin();
    }

    @Override
    public void resume(Runnable continuation) {
        continuations.run(continuation);
    }

    /** What the calls of an application share. */
    public Scope scope(String name) {
        return scopes.computeIfAbsent(name, any -> new Scope());
    }

    /** Whether calls can be made. */
    public boolean isRunning() {
        return !ending && !stopped;
    }

    /** Ends what waits for a place, a permit or the end of a pause, and repeats nothing from now on. */
    public void drain() {
        ending = true;
        scopes.values().forEach(scope -> scope.places().close());
        continuations.close();
        pauses.forEach(Pause::cut);
    }

    /** Waits for the calls under way, then ends those that are left. Nothing runs afterwards. */
    void stop(long waitMillis) {
        drain();
        long deadline = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        try {
            for (Scope scope : scopes.values()) {
                scope.places().awaitEmpty(deadline - clock.nanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped = true;
        underWay.forEach(attempt -> attempt.cut("STOPPED", "the component was stopped"));
        pauses.forEach(Pause::cut);
    }

    boolean isEnding() {
        return ending;
    }

    TransportClock clock() {
        return clock;
    }

    Backoff backoff() {
        return backoff;
    }

    /** Takes a permit: the nanoseconds to wait for it, -1 when that is longer than {@code maxWaitNanos}. */
    long permit(PermitRule rule, long maxWaitNanos) {
        return rule.key() == null
                ? 0
                : permits.computeIfAbsent(
                                rule,
                                any -> new Permits(rule.permits(), rule.period().toNanos()))
                        .take(clock.nanos(), maxWaitNanos);
    }

    void attempt(
            HttpCall call,
            SignedRequest signed,
            long leaseMillis,
            long leftMillis,
            BiConsumer<Verdict, HttpAnswer> listener) {
        Attempt attempt = new Attempt(call, signed, clock, underWay, listener);
        if (stopped) {
            attempt.cut("STOPPED", "the component was stopped");
        } else {
            attempt.start(client, leaseMillis, leftMillis);
            if (stopped) {
                attempt.cut("STOPPED", "the component was stopped");
            }
        }
    }

    /** Goes on after a pause, or at once with {@code otherwise} when the transport ends before. */
    void pause(long nanos, Runnable then, Runnable otherwise) {
        Pause pause = new Pause(pauses, then, otherwise);
        pauses.add(pause);
        clock.schedule(pause, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999)));
        if (ending) {
            pause.cut();
        }
    }

    static Verdict localLimit(String why) {
        return Verdict.failed(Outcome.THROTTLED, "LOCAL_LIMIT", why + "; not sent");
    }

    private Verdict admit(HttpCall call, Scope scope, long waitNanos) {
        if (ending) {
            return STOPPED;
        }
        boolean block = call.options().getOnSaturation() == OnSaturation.BLOCK && !IoThreads.isCurrent();
        try {
            if (!continuations.awaitRoom(block ? waitNanos : 0)) {
                return localLimit("routes are not keeping up with the answers");
            }
            int max = call.options().getMaxInFlight();
            return scope.places().take(max, block ? waitNanos : 0)
                    ? null
                    : localLimit("maxInFlight=" + max + " calls of the application are under way");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return localLimit("interrupted while waiting for a place");
        }
    }

    static CallResult refusal(HttpCall call, Verdict refused) {
        TencentException failure = TencentException.of(refused.outcome(), refused.code(), refused.message())
                .call(call.service(), call.operation())
                .build();
        return new CallResult(refused.outcome(), 0, null, null, failure, false);
    }
}
