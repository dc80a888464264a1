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

/**
 * One call with all its attempts. Steps follow one another, each on the thread that brought the event: permit, attempt,
 * verdict, pause, permit, attempt, … , end. The fields are handed over with the steps; only one step is under way at a
 * time.
 *
 * <pre>
 *   begin ──▶ permit ──▶ attempt ──verdict──▶ end
 *               ▲           │
 *               └───pause───┘  (throttled, transient; ambiguous where that is safe; auth once)
 * </pre>
 */
final class CallRun {

    private final HttpCall call;
    private final HttpTransport transport;
    private final ApplicationLimits scope;
    private final CallListener listener;
    private final long acquireUntil;

    /** When requestTimeout is over; known when the first attempt has ended. */
    private long until;

    private int attempts;
    private int repeats;
    private boolean signedAnew;

    /** Whether the last attempt began while a repeat is still taken for the same call. */
    private boolean safe;

    /** Whether a repeat took from the bucket. */
    private boolean paid;

    private Verdict ambiguous;
    private HttpAnswer lastAnswer;

    /** What the signer refused with; null while it signs. */
    private TencentException unsigned;

    CallRun(HttpCall call, HttpTransport transport, ApplicationLimits scope, CallListener listener, long acquireUntil) {
        this.call = call;
        this.transport = transport;
        this.scope = scope;
        this.listener = listener;
        this.acquireUntil = acquireUntil;
    }

    /** Begins with a place taken. */
    void begin() {
        permit(
                acquireUntil,
                HttpTransport.localLimit("no permit of the rate limit within acquireTimeout"),
                HttpTransport.STOPPED);
    }

    private void permit(long waitUntil, Verdict tooLate, Verdict stopped) {
        long wait =
                transport.permit(call.permits(), waitUntil - transport.clock().nanos());
        if (wait < 0) {
            end(tooLate);
        } else if (wait == 0) {
            attempt();
        } else {
            transport.pause(wait, this::attempt, () -> end(stopped));
        }
    }

    private void attempt() {
        Instant now = transport.clock().now(call.options());
        safe = call.signer().isSafeAt(now);
        if (ambiguous != null && !safe && !call.options().isRetryAmbiguous()) {
            end(ambiguous); // waiting took too long
            return;
        }
        SignedRequest signed;
        try {
            signed = call.signer().sign(now);
        } catch (TencentException e) {
            unsigned = e;
            end(Verdict.failed(e.getOutcome(), e.getCode(), e.getMessage()));
            return;
        } catch (RuntimeException e) {
            // not its text, which may quote a key
            end(Verdict.failed(
                    Outcome.AUTH,
                    "SIGNING_FAILED",
                    "the request could not be signed: " + e.getClass().getSimpleName()));
            return;
        }
        SignedRequest request = signed;
        boolean first = attempts == 0;
        attempts++;
        transport
                .attempts()
                .begin(
                        call,
                        signed,
                        first ? acquireUntil : until,
                        first ? acquireUntil + requestNanos() : until,
                        (verdict, answer, leased) -> {
                            call.signer().ended(request, verdict);
                            decide(verdict, answer, leased);
                        });
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
        if (mayRepeat(verdict)) {
            repeat(verdict);
        } else {
            end(verdict);
        }
    }

    private boolean mayRepeat(Verdict verdict) {
        if (transport.isEnding() || repeats >= call.options().getMaxRetries()) {
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

    private void repeat(Verdict verdict) {
        Outcome outcome = verdict.outcome();
        repeats++;
        signedAnew |= outcome == Outcome.AUTH;
        boolean elsewhere = call.signer().goesElsewhere();
        long wait = TimeUnit.MILLISECONDS.toNanos(
                elsewhere || outcome == Outcome.AUTH
                        ? 0
                        : transport.backoff().millis(outcome, repeats, verdict.retryAfter()));
        // neither can pile up: another host gets it, or it is the one time, with what was not refused before
        boolean free = elsewhere || outcome == Outcome.AUTH;
        boolean taken = !free && scope.retries().takeRepeat();
        paid |= taken;
        if (wait >= until - transport.clock().nanos() || !(free || taken)) {
            end(verdict);
            return;
        }
        CompletionStage<?> renewed = outcome == Outcome.AUTH ? call.signer().renew(verdict) : null;
        if (renewed == null) {
            transport.pause(wait, () -> permit(until, verdict, verdict), () -> end(verdict));
        } else {
            renew(renewed, verdict);
        }
    }

    /** Signs anew when there is something new to sign with, and not later than the call may take. */
    private void renew(CompletionStage<?> renewed, Verdict verdict) {
        Pause longest = transport.pause(until - transport.clock().nanos(), () -> end(verdict), () -> end(verdict));
        renewed.whenComplete((done, failure) -> {
            if (failure != null) {
                longest.run();
            } else if (longest.take()) {
                permit(until, verdict, verdict);
            }
        });
    }

    /**
     * Ends the call: gives the place back first, so that what the route does next cannot wait for itself. The place of a
     * stream is given back with its end.
     */
    private void end(Verdict verdict) {
        boolean accepted = verdict.outcome() == Outcome.ACCEPTED || (verdict.repeated() && ambiguous != null);
        AnswerStream stream = lastAnswer == null ? null : lastAnswer.stream();
        if (accepted && stream != null) {
            transport.keep(stream, scope.places()::give);
        } else {
            scope.places().give();
        }
        if (accepted) {
            scope.retries().refund(paid);
        }
        boolean twice = accepted && ambiguous != null && !verdict.repeated() && !(call.deduplicated() && safe);
        scope.ended(accepted ? null : verdict);
        TencentException failure = accepted ? null : failure(ambiguous == null ? verdict : ambiguous);
        transport.tell(
                listener,
                new CallResult(
                        accepted ? Outcome.ACCEPTED : failure.getOutcome(),
                        attempts,
                        lastAnswer,
                        verdict.content(),
                        verdict.requestId(),
                        failure,
                        twice));
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
