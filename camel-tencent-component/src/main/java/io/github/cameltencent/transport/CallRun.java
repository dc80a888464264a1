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
import java.util.concurrent.TimeUnit;

/**
 * One call with all its attempts. Steps follow one another, each on the thread that brought the event: permit, attempt,
 * verdict, pause, attempt, … , end. The fields are handed over with the steps; only one step is under way at a time.
 *
 * <pre>
 *   begin ──permit──▶ attempt ──verdict──▶ end
 *     ▲                  │
 *     └─────pause────────┘  (throttled, transient; ambiguous where that is safe; auth once)
 * </pre>
 */
final class CallRun {

    private final HttpCall call;
    private final HttpTransport transport;
    private final Scope scope;
    private final CallListener listener;
    private final long acquireDeadline;

    private long deadline;
    private int attempts;
    private int repeats;
    private boolean signedAnew;
    private Verdict ambiguous;
    private HttpAnswer lastAnswer;

    CallRun(HttpCall call, HttpTransport transport, Scope scope, CallListener listener, long acquireDeadline) {
        this.call = call;
        this.transport = transport;
        this.scope = scope;
        this.listener = listener;
        this.acquireDeadline = acquireDeadline;
    }

    /** Begins with a place taken. */
    void begin() {
        long left = acquireDeadline - transport.clock().nanos();
        long wait = transport.permit(call.permits(), left);
        if (wait < 0) {
            end(HttpTransport.localLimit("no permit of the rate limit within acquireTimeout"));
        } else if (wait == 0) {
            attempt();
        } else {
            pause(wait, HttpTransport.localLimit("stopped while waiting for a permit of the rate limit"));
        }
    }

    private void attempt() {
        long now = transport.clock().nanos();
        if (deadline == 0) {
            deadline = now + TimeUnit.MILLISECONDS.toNanos(call.options().getRequestTimeout());
        }
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - now);
        long leaseMillis = attempts == 0 ? TimeUnit.NANOSECONDS.toMillis(acquireDeadline - now) : leftMillis;
        SignedRequest signed;
        try {
            signed = call.signer().sign(transport.clock().now(call.options()));
        } catch (RuntimeException e) {
            end(Verdict.failed(Outcome.AUTH, "SIGNING_FAILED", "the request could not be signed: " + e.getMessage()));
            return;
        }
        attempts++;
        transport.attempt(call, signed, leaseMillis, leftMillis, this::decide);
    }

    private void decide(Verdict verdict, HttpAnswer answer) {
        lastAnswer = answer;
        Outcome outcome = verdict.outcome();
        if (outcome == Outcome.AMBIGUOUS) {
            ambiguous = verdict;
        }
        if (outcome == Outcome.ACCEPTED || !mayRepeat(verdict)) {
            end(verdict);
            return;
        }
        repeats++;
        long millis = outcome == Outcome.AUTH ? 0 : transport.backoff().millis(outcome, repeats, verdict.retryAfter());
        long now = transport.clock().nanos();
        long wait = transport.permit(call.permits(), deadline - now - TimeUnit.MILLISECONDS.toNanos(millis));
        if (wait < 0 || !scope.retries().takeRepeat()) {
            end(verdict);
            return;
        }
        pause(Math.max(wait, TimeUnit.MILLISECONDS.toNanos(millis)), verdict);
    }

    private boolean mayRepeat(Verdict verdict) {
        if (transport.isEnding() || repeats >= call.options().getMaxRetries()) {
            return false;
        }
        return switch (verdict.outcome()) {
            case THROTTLED, TRANSIENT -> !"LOCAL_LIMIT".equals(verdict.code());
            case AMBIGUOUS -> call.idempotent() || call.options().isRetryAmbiguous();
            case AUTH -> verdict.signAnew() && !signedAnew && (signedAnew = true);
            default -> false;
        };
    }

    private void pause(long nanos, Verdict otherwise) {
        transport.pause(nanos, this::attempt, () -> end(otherwise));
    }

    /** Ends the call: gives the place back first, so that what the route does next cannot wait for itself. */
    private void end(Verdict verdict) {
        scope.places().give();
        boolean accepted = verdict.outcome() == Outcome.ACCEPTED || (verdict.repeated() && ambiguous != null);
        if (accepted) {
            scope.retries().refund(repeats > 0);
        }
        boolean twice = accepted && ambiguous != null && !verdict.repeated() && !call.deduplicated();
        scope.ended(accepted ? null : verdict);
        TencentException failure = accepted ? null : failure(ambiguous == null ? verdict : ambiguous);
        listener.ended(new CallResult(
                accepted ? Outcome.ACCEPTED : failure.getOutcome(),
                attempts,
                lastAnswer,
                verdict.requestId(),
                failure,
                twice));
    }

    private TencentException failure(Verdict verdict) {
        TencentException.Builder failure = TencentException.of(verdict.outcome(), verdict.code(), verdict.message())
                .call(call.service(), call.operation())
                .attempts(attempts)
                .requestId(verdict.requestId())
                .retryAfter(verdict.retryAfter())
                .result(verdict.detail());
        if (lastAnswer != null) {
            failure.httpStatus(lastAnswer.status());
        }
        return (verdict.codeKnown() ? failure : failure.unknownCode()).build();
    }
}
