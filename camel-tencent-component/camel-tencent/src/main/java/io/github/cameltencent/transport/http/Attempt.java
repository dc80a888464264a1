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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.AnswerStream;
import io.github.cameltencent.transport.AttemptListener;
import io.github.cameltencent.transport.FailureVerdicts;
import io.github.cameltencent.transport.HttpAnswer;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.HttpTransport;
import io.github.cameltencent.transport.StatusVerdicts;
import io.github.cameltencent.transport.Verdict;
import io.github.cameltencent.transport.limit.TransportClock;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.concurrent.FutureCallback;

/**
 * One attempt of a call. It ends once, whatever comes first: the answer, a failure, the time-out, or the end of the
 * transport. Each step is one change of the phase, so that an attempt that was ended unsent cannot go out any more, and
 * one that has gone out is never taken for unsent.
 *
 * <pre>
 *   WAITING ──connection──▶ CONNECTING ──first byte──▶ SENT
 *      │                        │                       │
 *      └────────────────────────┴───────────────────────┴──▶ ENDED
 * </pre>
 */
final class Attempt implements FutureCallback<HttpAnswer> {

    /** Names the attempt in the context of its exchange, for the hooks in the client. */
    static final String KEY = Attempt.class.getName();

    static final int MAX_ANSWER_BYTES = 10 * 1024 * 1024;

    private enum Phase {
        WAITING,
        CONNECTING,
        SENT,
        ENDED
    }

    private final HttpCall call;
    private final TransportClock clock;
    private final UnderWay underWay;
    private final AttemptListener listener;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final long leaseUntil;
    private final long until;

    /** Written before the phase becomes CONNECTING, read after it was seen. */
    private long leased;

    private long answerUntil;

    /** Whether this attempt opened its connection. */
    private volatile boolean fresh;

    /** Null until it has begun. */
    private volatile AnswerStream stream;

    /** Null until the client has taken the request. */
    private volatile Future<?> exchange;

    Attempt(
            HttpCall call,
            TransportClock clock,
            UnderWay underWay,
            AttemptListener listener,
            long leaseUntil,
            long until) {
        this.call = call;
        this.clock = clock;
        this.underWay = underWay;
        this.listener = listener;
        this.leaseUntil = leaseUntil;
        this.until = until;
    }

    /** Whether nothing can come any more. */
    boolean ended() {
        return phase.get() == Phase.ENDED;
    }

    /** Tells what to cancel when it is cut. */
    void exchange(Future<?> exchange) {
        this.exchange = exchange;
        AnswerStream begun = stream;
        if (ended() && (begun == null || begun.isOver())) {
            exchange.cancel(true); // harmless after an answer; after a cut that came before this, it is needed
        }
    }

    /** Ends the exchange of the client although this attempt has its answer: the rest of a stream is not wanted. */
    void cancelExchange() {
        Future<?> cancelled = exchange;
        if (cancelled != null) {
            cancelled.cancel(true);
        }
    }

    /** The head of a stream is there: that is the answer, and what comes later is the stream's. */
    void begun(AnswerStream begun, HttpAnswer answer) {
        stream = begun;
        completed(answer);
    }

    /** A connection is being opened for it. */
    void connecting() {
        fresh = true;
        leased();
    }

    /** There is a place in the pool of connections for it; {@code requestTimeout} begins. */
    void leased() {
        if (phase.get() == Phase.WAITING) {
            long now = clock.nanos();
            long most = now + TimeUnit.MILLISECONDS.toNanos(call.options().getRequestTimeout());
            leased = now;
            answerUntil = most - until < 0 ? most : until;
            phase.compareAndSet(Phase.WAITING, Phase.CONNECTING);
        }
    }

    /** Asked before the first byte goes out; false when it must not go out any more. */
    boolean goingOut() {
        leased();
        return phase.compareAndSet(Phase.CONNECTING, Phase.SENT) || phase.get() == Phase.SENT;
    }

    /** Ends it when its time is over. */
    void check(long now) {
        Phase seen = phase.get();
        if (seen == Phase.WAITING && now - leaseUntil >= 0) {
            cut(seen, HttpTransport.localLimit("no connection became free within acquireTimeout"));
        } else if ((seen == Phase.CONNECTING || seen == Phase.SENT) && now - answerUntil >= 0) {
            cut("REQUEST_TIMEOUT", "no answer within requestTimeout");
        }
    }

    /** Ends it if it has not got a connection. */
    void cutWaiting(String code, String message) {
        cut(Phase.WAITING, notSent(code, message));
    }

    /** Ends it now, if it has not ended. */
    void cut(String code, String message) {
        boolean over = false;
        while (!over) {
            Phase seen = phase.get();
            over = seen == Phase.ENDED
                    || cut(
                            seen,
                            seen == Phase.SENT
                                    ? Verdict.failed(
                                            Outcome.AMBIGUOUS, code, message + "; the call may have been executed")
                                    : notSent(code, message));
        }
    }

    @Override
    public void completed(HttpAnswer answer) {
        Phase before = phase.getAndSet(Phase.ENDED);
        if (before != Phase.ENDED) {
            tell(before, verdict(answer, before == Phase.SENT), answer);
        }
    }

    @Override
    public void failed(Exception failure) {
        AnswerStream begun = stream;
        if (begun != null) {
            begun.lost(failure);
            return;
        }
        Phase before = phase.getAndSet(Phase.ENDED);
        if (before != Phase.ENDED) {
            tell(before, FailureVerdicts.of(failure, before == Phase.SENT, fresh), null);
        }
    }

    @Override
    public void cancelled() {
        AnswerStream begun = stream;
        if (begun != null) {
            begun.lost(null);
            return;
        }
        cut("CANCELLED", "the client was closed or the attempt cancelled");
    }

    private boolean cut(Phase seen, Verdict verdict) {
        if (!phase.compareAndSet(seen, Phase.ENDED)) {
            return false;
        }
        cancelExchange();
        tell(seen, verdict, null);
        return true;
    }

    private Verdict verdict(HttpAnswer answer, boolean sent) {
        int status = answer.status();
        if (status < 200 || status >= 300 || !sent) {
            return StatusVerdicts.of(answer, sent, clock.now(call.options()));
        }
        try {
            return Objects.requireNonNull(call.reader().read(answer));
        } catch (RuntimeException e) {
            return Verdict.failed(
                    Outcome.AMBIGUOUS,
                    "ANSWER_UNREADABLE",
                    "the answer could not be read (" + e.getClass().getSimpleName()
                            + "); the call may have been executed");
        }
    }

    private void tell(Phase before, Verdict verdict, HttpAnswer answer) {
        underWay.remove(this);
        listener.ended(verdict, answer, before == Phase.WAITING ? clock.nanos() : leased);
    }

    private static Verdict notSent(String code, String message) {
        return Verdict.failed(Outcome.TRANSIENT, code, message + "; the request had not gone out");
    }
}
