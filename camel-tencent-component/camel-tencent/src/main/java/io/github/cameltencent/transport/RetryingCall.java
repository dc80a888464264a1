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
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call with all its attempts, which ends exactly once whatever a step throws. Steps follow one another, each on the
 * thread that brings its event; only one runs at a time, so that the fields need no lock.
 *
 * <pre>
 *   begin ──▶ permit ──▶ attempt ──verdict──▶ end
 *               ▲           │
 *               └───delay───┘  (throttled, transient; ambiguous where that is safe; auth once)
 * </pre>
 */
@SuppressWarnings("checkstyle:IllegalCatch") // a call must end whatever is thrown
final class RetryingCall {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingCall.class);

    private final HttpCall call;
    private final HttpTransport transport;
    private final ApplicationLimits limits;
    private final CallListener listener;
    private final long acquireUntil;

    /** When requestTimeout is over; known when the first attempt has ended. */
    private long until;

    private int attempts;
    private int retries;
    private boolean signedAnew;

    /** Whether the service takes a retry for the same call, as of the last attempt. */
    private boolean safe;

    /** Whether a retry took tokens. */
    private boolean tokensTaken;

    /** Whether an attempt may have been executed. */
    private boolean maybeSent;

    private Verdict ambiguous;
    private HttpAnswer lastAnswer;

    /** What the signer refused with; null while it signs. */
    private TencentException unsigned;

    private boolean ended;

    /** A call whose in-flight slot is acquired. */
    RetryingCall(
            HttpCall call,
            HttpTransport transport,
            ApplicationLimits limits,
            CallListener listener,
            long acquireUntil) {
        this.call = call;
        this.transport = transport;
        this.limits = limits;
        this.listener = listener;
        this.acquireUntil = acquireUntil;
    }

    /** Begins the first attempt, now or when the rate limit permits. */
    void begin() {
        step(() -> permit(
                acquireUntil,
                HttpTransport.localLimit("no permit of the rate limit within acquireTimeout"),
                HttpTransport.STOPPED));
    }

    /** Runs a step; whatever it throws ends the call. */
    private void step(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            endDefect(e);
        }
    }

    private void permit(long waitUntil, Verdict tooLate, Verdict stopped) {
        long wait =
                transport.permit(call.rateLimit(), waitUntil - transport.clock().nanos());
        if (wait < 0) {
            end(tooLate);
        } else if (wait == 0) {
            attempt();
        } else {
            transport.delay(wait, () -> step(this::attempt), () -> end(stopped));
        }
    }

    private void attempt() {
        Instant now = transport.clock().now(call.options());
        safe = call.signer().isSafeAt(now);
        if (ambiguous != null && !safe && !call.options().isRetryAmbiguous()) {
            end(ambiguous); // waiting took too long
            return;
        }
        SignedRequest signed = sign(now);
        if (signed == null) {
            return;
        }
        boolean first = attempts == 0;
        attempts++;
        transport
                .attempts()
                .begin(
                        call,
                        signed,
                        first ? acquireUntil : until,
                        first ? acquireUntil + requestNanos() : until,
                        (verdict, answer, leased) -> step(() -> {
                            maybeSent |= verdict.outcome() != Outcome.TRANSIENT && !isLocalLimit(verdict);
                            call.signer().ended(signed, verdict);
                            decide(verdict, answer, leased);
                        }));
    }

    /** The signed request; null when it could not be signed, and the call has ended. */
    private SignedRequest sign(Instant now) {
        try {
            return call.signer().sign(now);
        } catch (TencentException e) {
            unsigned = e;
            end(Verdict.failed(e.getOutcome(), e.getCode(), e.getMessage()));
        } catch (RuntimeException e) {
            // without its text, which may quote a key
            end(Verdict.failed(
                    Outcome.AUTH,
                    "SIGNING_FAILED",
                    "the request could not be signed: " + e.getClass().getSimpleName()));
        }
        return null;
    }

    private void decide(Verdict verdict, HttpAnswer answer, long leased) {
        if (attempts == 1) {
            until = leased + requestNanos();
        }
        if (isLocalLimit(verdict)) {
            attempts--; // there was no connection for it
        } else {
            lastAnswer = answer;
        }
        if (verdict.outcome() == Outcome.AMBIGUOUS) {
            ambiguous = verdict;
        }
        if (mayRetry(verdict)) {
            retry(verdict);
        } else {
            end(verdict);
        }
    }

    private boolean mayRetry(Verdict verdict) {
        if (transport.isStopping() || retries >= call.options().getMaxRetries()) {
            return false;
        }
        return switch (verdict.outcome()) {
            case THROTTLED, TRANSIENT -> !isLocalLimit(verdict);
            case AMBIGUOUS -> isSafeNow() || call.options().isRetryAmbiguous();
            case AUTH -> verdict.signAnew() && !signedAnew;
            default -> false;
        };
    }

    private boolean isSafeNow() {
        return call.idempotent() && call.signer().isSafeAt(transport.clock().now(call.options()));
    }

    private void retry(Verdict verdict) {
        Outcome outcome = verdict.outcome();
        retries++;
        signedAnew |= outcome == Outcome.AUTH;
        // neither can pile up: another host gets it, or it is the one time that it is signed anew
        boolean free = call.signer().goesElsewhere() || outcome == Outcome.AUTH;
        long wait = free
                ? 0
                : TimeUnit.MILLISECONDS.toNanos(transport.backoff().millis(outcome, retries, verdict.retryAfter()));
        boolean paid = !free && limits.retries().takeRepeat();
        tokensTaken |= paid;
        if (wait >= until - transport.clock().nanos() || !(free || paid)) {
            end(verdict);
            return;
        }
        CompletionStage<?> renewed = outcome == Outcome.AUTH ? call.signer().renew(verdict) : null;
        if (renewed == null) {
            transport.delay(wait, () -> step(() -> permit(until, verdict, verdict)), () -> end(verdict));
        } else {
            retryRenewed(renewed, verdict);
        }
    }

    /** Signs anew when there are new credentials, and not later than the call may take. */
    private void retryRenewed(CompletionStage<?> renewed, Verdict verdict) {
        DelayedTask timeout =
                transport.delay(until - transport.clock().nanos(), () -> end(verdict), () -> end(verdict));
        renewed.whenComplete((done, failure) -> {
            if (timeout.cancel()) {
                transport.resume(() -> step(() -> {
                    if (failure == null) {
                        permit(until, verdict, verdict);
                    } else {
                        end(verdict);
                    }
                }));
            }
        });
    }

    /**
     * Ends the call. The slot is released before the route continues, so that the route cannot wait for itself; the slot of
     * a stream is released with its end.
     */
    private void end(Verdict verdict) {
        try {
            boolean accepted = verdict.outcome() == Outcome.ACCEPTED || (verdict.repeated() && ambiguous != null);
            CallResult result = result(verdict, accepted);
            AnswerStream stream = accepted && lastAnswer != null ? lastAnswer.stream() : null;
            end(result, accepted ? null : verdict, stream);
        } catch (RuntimeException | Error e) {
            endDefect(e);
        }
    }

    private void end(CallResult result, Verdict failure, AnswerStream stream) {
        if (ended) {
            return;
        }
        ended = true;
        if (stream == null) {
            limits.inFlightLimiter().release();
        } else {
            transport.watch(stream, limits.inFlightLimiter()::release);
        }
        if (failure == null) {
            limits.retries().refund(tokensTaken);
        }
        limits.ended(failure);
        transport.notify(listener, result);
    }

    private void endDefect(Throwable thrown) {
        if (ended) {
            LOG.error("A step of {}/{} failed after its end", call.service(), call.operation(), thrown);
            return;
        }
        LOG.error(
                "A call of {}/{} ends as INTERNAL: please report this defect",
                call.service(),
                call.operation(),
                thrown);
        String what = "an unexpected " + thrown.getClass().getSimpleName();
        Outcome unsent = thrown instanceof Error ? Outcome.TRANSIENT : Outcome.REJECTED;
        Verdict verdict = maybeSent
                ? Verdict.failed(Outcome.AMBIGUOUS, "INTERNAL", what + " after the call had been sent; the log has it")
                : Verdict.failed(unsent, "INTERNAL", what + "; not sent; the log has it");
        end(result(verdict, false), verdict, null);
    }

    private CallResult result(Verdict verdict, boolean accepted) {
        boolean twice = accepted && ambiguous != null && !verdict.repeated() && !(call.deduplicated() && safe);
        TencentException failure = accepted ? null : failure(ambiguous == null ? verdict : ambiguous);
        return new CallResult(
                accepted ? Outcome.ACCEPTED : failure.getOutcome(),
                attempts,
                lastAnswer,
                verdict.content(),
                verdict.requestId(),
                failure,
                twice);
    }

    private TencentException failure(Verdict verdict) {
        boolean own = unsigned != null && verdict != ambiguous;
        TencentException.Builder failure = (own
                        ? unsigned.toBuilder() // its text would begin like that of the new one
                        : TencentException.of(verdict.outcome(), verdict.code(), verdict.message()))
                .call(call.service(), call.operation())
                .attempts(attempts)
                .requestId(verdict.requestId())
                .retryAfter(own ? unsigned.getRetryAfter() : verdict.retryAfter())
                .result(verdict.detail());
        if (lastAnswer != null) {
            failure.httpStatus(lastAnswer.status());
        }
        return (verdict.codeKnown() ? failure : failure.unknownCode()).build();
    }

    private long requestNanos() {
        return TimeUnit.MILLISECONDS.toNanos(call.options().getRequestTimeout());
    }

    private static boolean isLocalLimit(Verdict verdict) {
        return "LOCAL_LIMIT".equals(verdict.code());
    }
}
