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
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.FailureClassifier;
import io.github.cameltencent.transport.HttpAnswer;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.HttpStatusClassifier;
import io.github.cameltencent.transport.HttpTransport;
import io.github.cameltencent.transport.limit.TransportClock;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.concurrent.FutureCallback;

/**
 * One attempt of a call. It ends once: with the answer, a failure, a timeout or the stop of the transport, whichever is
 * first. The phase changes atomically, so that an attempt that ended as not sent is never sent afterwards, and a sent
 * attempt never counts as not sent. Thread-safe.
 *
 * <pre>
 *   WAITING ──connection──▶ CONNECTING ──first byte──▶ SENT ──large answer──▶ READING
 *      │                        │                       │                       │
 *      └────────────────────────┴───────────────────────┴───────────────────────┴──▶ ENDED
 * </pre>
 */
final class Attempt implements FutureCallback<ReceivedAnswer> {

    /** The attribute of the HttpClient context that holds the attempt. */
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

    /** Written before the phase becomes CONNECTING, read only after it has. */
    private long leased;

    private long answerUntil;

    /** Whether this attempt opened its connection. */
    private volatile boolean fresh;

    /** Null until a streamed answer has started. */
    private volatile AnswerStream stream;

    /** Null until the client has accepted the request. */
    private volatile Future<?> exchange;

    /** Null while the answer needs no reservation. */
    private volatile AnswerMemoryLimiter.Reservation reservation;

    /** The host to connect to: the proxy or the target. */
    private volatile String firstHop;

    /**
     * Creates an attempt that waits for a connection.
     *
     * @param executor parses large answers
     * @param leaseUntil the deadline for leasing a connection, in nanoseconds of the clock
     * @param until the deadline of the attempt, in nanoseconds of the clock
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

    /** Returns whether the attempt has ended. */
    boolean isEnded() {
        return phase.get() == Phase.ENDED;
    }

    /** Sets the exchange of the client, which is cancelled when the attempt is aborted. */
    void exchange(Future<?> exchange) {
        this.exchange = exchange;
        AnswerStream started = stream;
        if (isEnded() && (started == null || started.isEnded())) {
            exchange.cancel(true); // needed if the attempt was aborted before this; harmless after an answer
        }
    }

    /** Sets the memory reservation of the answer, which is released when the attempt ends. */
    void reservation(AnswerMemoryLimiter.Reservation reservation) {
        this.reservation = reservation;
        if (isEnded()) {
            reservation.release();
        }
    }

    void firstHop(String host) {
        firstHop = host;
    }

    String firstHop() {
        return firstHop;
    }

    /** Cancels the exchange of the client, if it has started. */
    void cancelExchange() {
        Future<?> cancelled = exchange;
        if (cancelled != null) {
            cancelled.cancel(true);
        }
    }

    /** Ends the attempt with the response head of a streamed answer. */
    void streamStarted(AnswerStream started, HttpAnswer answer) {
        stream = started;
        Phase before = phase.getAndSet(Phase.ENDED);
        if (before != Phase.ENDED) {
            end(before, result(answer, before == Phase.SENT), answer);
        }
    }

    /** Called when a new connection is opened for the attempt. */
    void connecting() {
        fresh = true;
        leased();
    }

    /** Called when the pool has leased a connection; {@code requestTimeout} starts. */
    void leased() {
        if (phase.get() == Phase.WAITING) {
            long now = clock.nanos();
            long latest = now + requestNanos();
            leased = now;
            answerUntil = latest - until < 0 ? latest : until;
            phase.compareAndSet(Phase.WAITING, Phase.CONNECTING);
        }
    }

    /** Returns whether the connection was opened for this attempt. */
    boolean isFresh() {
        return fresh;
    }

    /** Called before the first byte is written; returns false if the attempt has ended and must not be sent. */
    boolean markSent() {
        leased();
        return phase.compareAndSet(Phase.CONNECTING, Phase.SENT) || phase.get() == Phase.SENT;
    }

    /** Ends the attempt if a timeout has expired. */
    void checkTimeouts(long now) {
        Phase seen = phase.get();
        if (seen == Phase.WAITING && leaseUntil - now <= 0) {
            abort(seen, HttpTransport.localLimit("no connection became free within acquireTimeout"));
        } else if ((seen == Phase.CONNECTING || seen == Phase.SENT) && answerUntil - now <= 0) {
            abort("REQUEST_TIMEOUT", "no answer within requestTimeout");
        }
    }

    /** Aborts the attempt if it has no connection yet. */
    void abortWaiting(String code, String message) {
        abort(Phase.WAITING, notSent(code, message));
    }

    /** Aborts the attempt, unless it has ended. */
    void abort(String code, String message) {
        boolean done = false;
        while (!done) {
            Phase seen = phase.get();
            boolean sent = seen == Phase.SENT || seen == Phase.READING;
            done = seen == Phase.ENDED
                    || abort(
                            seen,
                            sent
                                    ? AttemptResult.failed(
                                            Outcome.AMBIGUOUS, code, message + "; the call may have been executed")
                                    : notSent(code, message));
        }
    }

    /** Ends the attempt with an answer. A large answer is parsed on the executor, since this is an I/O thread. */
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
        AttemptResult result;
        try {
            answer = received.decompress();
            result = result(answer, sent);
        } catch (IOException e) {
            result = FailureClassifier.of(e, sent, fresh);
        } catch (OutOfMemoryError e) {
            result = FailureClassifier.of(new IOException(e), sent, fresh);
        }
        Phase before = phase.getAndSet(Phase.ENDED);
        if (before != Phase.ENDED) {
            end(before, result, answer);
        }
    }

    @Override
    public void failed(Exception failure) {
        AnswerStream started = stream;
        if (started != null) {
            started.lost(failure);
            return;
        }
        Phase before = phase.getAndSet(Phase.ENDED);
        if (before != Phase.ENDED) {
            end(before, FailureClassifier.of(failure, before == Phase.SENT || before == Phase.READING, fresh), null);
        }
    }

    @Override
    public void cancelled() {
        AnswerStream started = stream;
        if (started != null) {
            started.lost(null);
            return;
        }
        abort("CANCELLED", "the client was closed or the attempt was cancelled");
    }

    private boolean abort(Phase seen, AttemptResult result) {
        if (!phase.compareAndSet(seen, Phase.ENDED)) {
            return false;
        }
        cancelExchange();
        end(seen, result, null);
        return true;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // an Error would end the I/O thread of the client and all its calls
    private AttemptResult result(HttpAnswer answer, boolean sent) {
        try {
            int status = answer.status();
            if (status < 200 || status >= 300 || !sent) {
                return HttpStatusClassifier.of(answer, sent, clock.now(call.options()));
            }
            return Objects.requireNonNull(call.reader().read(answer));
        } catch (RuntimeException | Error e) {
            return AttemptResult.failed(
                    Outcome.AMBIGUOUS,
                    "ANSWER_UNREADABLE",
                    "the answer could not be read (" + e.getClass().getSimpleName()
                            + "); the call may have been executed");
        }
    }

    private void end(Phase before, AttemptResult result, HttpAnswer answer) {
        timeouts.remove(this);
        AnswerMemoryLimiter.Reservation reserved = reservation;
        if (reserved != null) {
            reserved.release();
        }
        listener.ended(result, answer, before == Phase.WAITING ? clock.nanos() : leased);
    }

    private long requestNanos() {
        return TimeUnit.MILLISECONDS.toNanos(call.options().getRequestTimeout());
    }

    private static AttemptResult notSent(String code, String message) {
        return AttemptResult.failed(Outcome.TRANSIENT, code, message + "; the request was not sent");
    }
}
