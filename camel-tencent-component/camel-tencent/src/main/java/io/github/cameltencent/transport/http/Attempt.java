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
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.concurrent.FutureCallback;

/**
 * One attempt of a call. It ends once: with the answer, a failure, a timeout, or the stop of the transport, whichever comes
 * first. Each step changes the phase atomically, so that an attempt that was ended unsent is never sent afterwards, and a
 * sent one is never taken for unsent. Thread-safe.
 *
 * <pre>
 *   WAITING ──connection──▶ CONNECTING ──first byte──▶ SENT ──large answer──▶ READING
 *      │                        │                       │                       │
 *      └────────────────────────┴───────────────────────┴───────────────────────┴──▶ ENDED
 * </pre>
 */
final class Attempt implements FutureCallback<ReceivedAnswer> {

    /** The attribute of the client's context that holds the attempt, for the hooks in the client. */
    static final String KEY = Attempt.class.getName();

    private enum Phase {
        WAITING,
        CONNECTING,
        SENT,
        READING,
        ENDED
    }

    private final HttpCall call;
    private final TransportClock clock;
    private final AttemptTimeouts timeouts;
    private final Executor executor;
    private final AttemptListener listener;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final long leaseUntil;
    private final long until;

    /** Written before the phase becomes CONNECTING, read after it was seen. */
    private long leased;

    private long answerUntil;

    /** Whether this attempt opened its connection. */
    private volatile boolean fresh;

    /** Null until a stream has begun. */
    private volatile AnswerStream stream;

    /** Null until the client has accepted the request. */
    private volatile Future<?> exchange;

    /** Null until the first timeout was scheduled. */
    private volatile Future<?> timer;

    /** Null while its answer takes none of the shared memory. */
    private volatile AnswerMemory.Share share;

    /** The host to connect to: the proxy or the target. */
    private volatile String firstHop;

    /**
     * An attempt that waits for a connection.
     *
     * @param executor reads large answers
     * @param leaseUntil when waiting for a connection ends, in nanoseconds of the clock
     * @param until when the attempt ends at the latest, in nanoseconds of the clock
     */
    Attempt(
            HttpCall call,
            TransportClock clock,
            AttemptTimeouts timeouts,
            Executor executor,
            AttemptListener listener,
            long leaseUntil,
            long until) {
        this.call = call;
        this.clock = clock;
        this.timeouts = timeouts;
        this.executor = executor;
        this.listener = listener;
        this.leaseUntil = leaseUntil;
        this.until = until;
    }

    /** Whether the attempt has ended. */
    boolean ended() {
        return phase.get() == Phase.ENDED;
    }

    /** Sets the exchange of the client, which is cancelled when the attempt is cut. */
    void exchange(Future<?> exchange) {
        this.exchange = exchange;
        AnswerStream begun = stream;
        if (ended() && (begun == null || begun.isOver())) {
            exchange.cancel(true); // harmless after an answer, needed when the attempt was cut before this
        }
    }

    /** Sets the timer of the next timeout, which is cancelled with the end. */
    void timer(Future<?> timer) {
        this.timer = timer;
        if (ended()) {
            timer.cancel(false);
        }
    }

    /** Sets the memory that the answer takes, which is returned with the end. */
    void share(AnswerMemory.Share share) {
        this.share = share;
        if (ended()) {
            share.release();
        }
    }

    void firstHop(String host) {
        firstHop = host;
    }

    String firstHop() {
        return firstHop;
    }

    /** Cancels the exchange of a stream whose rest is not wanted. */
    void cancelExchange() {
        Future<?> cancelled = exchange;
        if (cancelled != null) {
            cancelled.cancel(true);
        }
    }

    /** Ends the attempt with the head of a stream. */
    void begun(AnswerStream begun, HttpAnswer answer) {
        stream = begun;
        Phase before = phase.getAndSet(Phase.ENDED);
        if (before != Phase.ENDED) {
            end(before, verdict(answer, before == Phase.SENT), answer);
        }
    }

    /** Notes that a connection is being opened for the attempt. */
    void connecting() {
        fresh = true;
        leased();
    }

    /** Notes that the attempt has its connection in the pool; {@code requestTimeout} begins. */
    void leased() {
        if (phase.get() == Phase.WAITING) {
            long now = clock.nanos();
            long most = now + requestNanos();
            leased = now;
            answerUntil = most - until < 0 ? most : until;
            phase.compareAndSet(Phase.WAITING, Phase.CONNECTING);
        }
    }

    /** Whether the connection was opened for this attempt. */
    boolean isFresh() {
        return fresh;
    }

    /** Called before the first byte is written; false when nothing may be sent any more. */
    boolean goingOut() {
        leased();
        return phase.compareAndSet(Phase.CONNECTING, Phase.SENT) || phase.get() == Phase.SENT;
    }

    /** After how many nanoseconds the first timeout may be due. */
    long firstTimeoutNanos() {
        return Math.min(leaseUntil - clock.nanos(), requestNanos());
    }

    /**
     * Ends the attempt when it is overdue.
     *
     * @return how many nanoseconds are left until the next timeout; 0 when there is none any more
     */
    long endIfOverdue(long now) {
        Phase seen = phase.get();
        if (seen == Phase.WAITING) {
            long left = leaseUntil - now;
            // the lease may come any moment, and its timeout is checked again no later than after requestTimeout
            return left > 0
                    ? Math.min(left, requestNanos())
                    : cutOrCheckAgain(
                            seen, HttpTransport.localLimit("no connection became free within acquireTimeout"));
        }
        if (seen == Phase.CONNECTING || seen == Phase.SENT) {
            long left = answerUntil - now;
            if (left > 0) {
                return left;
            }
            cut("REQUEST_TIMEOUT", "no answer within requestTimeout");
        }
        return 0;
    }

    private long cutOrCheckAgain(Phase seen, Verdict verdict) {
        return cut(seen, verdict) || ended() ? 0 : 1;
    }

    /** Ends the attempt if it has no connection yet. */
    void cutWaiting(String code, String message) {
        cut(Phase.WAITING, notSent(code, message));
    }

    /** Ends the attempt now, unless it has ended. */
    void cut(String code, String message) {
        boolean over = false;
        while (!over) {
            Phase seen = phase.get();
            boolean sent = seen == Phase.SENT || seen == Phase.READING;
            over = seen == Phase.ENDED
                    || cut(
                            seen,
                            sent
                                    ? Verdict.failed(
                                            Outcome.AMBIGUOUS, code, message + "; the call may have been executed")
                                    : notSent(code, message));
        }
    }

    /** Takes the answer. A large one is read on the executor, since this is an I/O thread. */
    @Override
    public void completed(ReceivedAnswer received) {
        if (received.isLarge() && phase.compareAndSet(Phase.SENT, Phase.READING)) {
            executor.execute(() -> read(received));
        } else {
            read(received);
        }
    }

    private void read(ReceivedAnswer received) {
        Phase seen = phase.get();
        if (seen == Phase.ENDED) {
            return;
        }
        boolean sent = seen == Phase.SENT || seen == Phase.READING;
        HttpAnswer answer = null;
        Verdict verdict;
        try {
            answer = received.unpack();
            verdict = verdict(answer, sent);
        } catch (IOException e) {
            verdict = FailureVerdicts.of(e, sent, fresh);
        } catch (OutOfMemoryError e) {
            verdict = FailureVerdicts.of(new IOException(e), sent, fresh);
        }
        Phase before = phase.getAndSet(Phase.ENDED);
        if (before != Phase.ENDED) {
            end(before, verdict, answer);
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
            end(before, FailureVerdicts.of(failure, before == Phase.SENT || before == Phase.READING, fresh), null);
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
        end(seen, verdict, null);
        return true;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // an Error here would end the client's I/O thread, and all its calls
    private Verdict verdict(HttpAnswer answer, boolean sent) {
        try {
            int status = answer.status();
            if (status < 200 || status >= 300 || !sent) {
                return StatusVerdicts.of(answer, sent, clock.now(call.options()));
            }
            return Objects.requireNonNull(call.reader().read(answer));
        } catch (RuntimeException | Error e) {
            return Verdict.failed(
                    Outcome.AMBIGUOUS,
                    "ANSWER_UNREADABLE",
                    "the answer could not be read (" + e.getClass().getSimpleName()
                            + "); the call may have been executed");
        }
    }

    private void end(Phase before, Verdict verdict, HttpAnswer answer) {
        timeouts.remove(this);
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
        AnswerMemory.Share taken = share;
        if (taken != null) {
            taken.release();
        }
        listener.ended(verdict, answer, before == Phase.WAITING ? clock.nanos() : leased);
    }

    private long requestNanos() {
        return TimeUnit.MILLISECONDS.toNanos(call.options().getRequestTimeout());
    }

    private static Verdict notSent(String code, String message) {
        return Verdict.failed(Outcome.TRANSIENT, code, message + "; the request had not gone out");
    }
}
