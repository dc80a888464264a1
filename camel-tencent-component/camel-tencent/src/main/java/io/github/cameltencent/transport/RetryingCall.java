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
 * Runs one call with its retries; it ends exactly once, whatever a step throws. Each step runs on the thread that triggers
 * it. Steps never overlap, so that the fields need no lock.
 *
 * <pre>
 *   start ──▶ permit ──▶ attempt ──result──▶ end
 *               ▲           │
 *               └───delay───┘  (throttled, transient; ambiguous if idempotent; auth once)
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

    /** When requestTimeout ends; set when the first attempt has ended. */
    private long until;

    private int attempts;
    private int retries;
    private boolean signedAnew;

    /** Whether the service recognized the last attempt as the same call. */
    private boolean safe;

    /** Whether a retry took tokens. */
    private boolean tokensTaken;

    /** Whether an attempt may have been executed. */
    private boolean maybeSent;

    private AttemptResult ambiguous;
    private HttpAnswer lastAnswer;

    /** The exception of the signer, null for none. */
    private TencentException unsigned;

    private boolean ended;

    /** Creates a call whose in-flight slot is acquired. */
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

    /** Starts the first attempt, now or when the rate limit permits. */
    void start() {
        step(() -> permit(
                acquireUntil,
                HttpTransport.localLimit("no permit of the rate limit within acquireTimeout"),
                HttpTransport.STOPPED));
    }

    /** Runs a step; an exception or error ends the call. */
    private void step(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            endInternal(e);
        }
    }

    private void permit(long waitUntil, AttemptResult tooLate, AttemptResult stopped) {
        long asked = transport.clock().nanos();
        if (waitUntil - asked <= 0) {
            end(tooLate);
        } else if (call.rateLimit().key() == null) {
            attempt();
        } else if (transport.rateLimiter(call.rateLimit()).tryAcquire(call.rateLimit())) {
            transport.waited(call, CallObserver.WaitLimit.RATE, 0);
            attempt();
        } else {
            transport.awaitPermit(
                    call, waitUntil, () -> step(() -> permitted(asked)), () -> end(tooLate), () -> end(stopped));
        }
    }

    private void permitted(long asked) {
        transport.waited(call, CallObserver.WaitLimit.RATE, transport.clock().nanos() - asked);
        attempt();
    }

    private void attempt() {
        Instant now = transport.clock().now(call.options());
        safe = call.signer().isSafeAt(now);
        if (ambiguous != null && !safe && !call.options().isRetryAmbiguous()) {
            end(ambiguous); // the deduplication window ended during the delay
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
                .send(
                        call,
                        signed,
                        first ? acquireUntil : until,
                        first ? acquireUntil + requestNanos() : until,
                        (attemptResult, answer, leased) -> step(() -> {
                            maybeSent |= attemptResult.outcome() != Outcome.TRANSIENT && !isLocalLimit(attemptResult);
                            call.signer().ended(signed, attemptResult);
                            decide(attemptResult, answer, leased);
                        }));
    }

    /** Signs the request; returns null if that failed, which has ended the call. */
    private SignedRequest sign(Instant now) {
        try {
            return call.signer().sign(now);
        } catch (TencentException e) {
            unsigned = e;
            end(AttemptResult.failed(e.getOutcome(), e.getCode(), e.getMessage()));
        } catch (RuntimeException e) {
            // without its message, which may quote a key
            end(AttemptResult.failed(
                    Outcome.AUTH,
                    "SIGNING_FAILED",
                    "the request could not be signed: " + e.getClass().getSimpleName()));
        }
        return null;
    }

    private void decide(AttemptResult attemptResult, HttpAnswer answer, long leased) {
        if (attempts == 1) {
            until = leased + requestNanos();
        }
        if (isLocalLimit(attemptResult)) {
            attempts--; // it was not sent
        } else {
            lastAnswer = answer;
            if (attemptResult.outcome() == Outcome.THROTTLED && call.rateLimit().key() != null) {
                transport.rateLimiter(call.rateLimit()).throttled(leased);
            }
        }
        if (attemptResult.outcome() == Outcome.AMBIGUOUS) {
            ambiguous = attemptResult;
        }
        if (mayRetry(attemptResult)) {
            retry(attemptResult);
        } else {
            end(attemptResult);
        }
    }

    private boolean mayRetry(AttemptResult attemptResult) {
        if (transport.isStopping() || retries >= call.options().getMaxRetries()) {
            return false;
        }
        return switch (attemptResult.outcome()) {
            case THROTTLED, TRANSIENT -> !isLocalLimit(attemptResult);
            case AMBIGUOUS -> isSafeNow() || call.options().isRetryAmbiguous();
            case AUTH -> attemptResult.signAnew() && !signedAnew;
            default -> false;
        };
    }

    private boolean isSafeNow() {
        return call.idempotent() && call.signer().isSafeAt(transport.clock().now(call.options()));
    }

    private void retry(AttemptResult attemptResult) {
        Outcome outcome = attemptResult.outcome();
        retries++;
        signedAnew |= outcome == Outcome.AUTH;
        // neither loads a failing host: the other host gets it, or it is signed again once
        boolean free = call.signer().failsOver() || outcome == Outcome.AUTH;
        long wait = free
                ? 0
                : TimeUnit.MILLISECONDS.toNanos(
                        transport.backoff().delayMillis(outcome, retries, attemptResult.retryAfter()));
        boolean paid = !free && limits.retryTokenBucket().tryAcquireRetry();
        tokensTaken |= paid;
        if (wait >= until - transport.clock().nanos() || !(free || paid)) {
            end(attemptResult);
            return;
        }
        CompletionStage<?> renewed = outcome == Outcome.AUTH ? call.signer().renew(attemptResult) : null;
        if (renewed == null) {
            transport.delay(
                    wait, () -> step(() -> permit(until, attemptResult, attemptResult)), () -> end(attemptResult));
        } else {
            retryRenewed(renewed, attemptResult);
        }
    }

    /** Retries when the credentials were renewed, at the latest at the end of requestTimeout. */
    private void retryRenewed(CompletionStage<?> renewed, AttemptResult attemptResult) {
        DelayedTask timeout =
                transport.delay(until - transport.clock().nanos(), () -> end(attemptResult), () -> end(attemptResult));
        renewed.whenComplete((done, failure) -> {
            if (timeout.cancel()) {
                transport.resume(() -> step(() -> {
                    if (failure == null) {
                        permit(until, attemptResult, attemptResult);
                    } else {
                        end(attemptResult);
                    }
                }));
            }
        });
    }

    /**
     * Ends the call. The slot is released before the route continues, so that the route cannot block itself; the slot of a
     * streamed answer is released at the end of the stream.
     */
    private void end(AttemptResult attemptResult) {
        try {
            boolean accepted = attemptResult.outcome() == Outcome.ACCEPTED
                    || (attemptResult.alreadyAccepted() && ambiguous != null);
            CallResult result = result(attemptResult, accepted);
            AnswerStream stream = accepted && lastAnswer != null ? lastAnswer.stream() : null;
            end(result, accepted ? null : attemptResult, stream);
        } catch (RuntimeException | Error e) {
            endInternal(e);
        }
    }

    private void end(CallResult result, AttemptResult failure, AnswerStream stream) {
        if (ended) {
            return;
        }
        ended = true;
        if (stream == null) {
            limits.inFlightLimiter().release();
        } else {
            transport.monitor(stream, limits.inFlightLimiter()::release);
        }
        if (failure == null) {
            limits.retryTokenBucket().refund(tokensTaken);
        }
        limits.ended(failure);
        transport.notify(call, acquireUntil, listener, result);
    }

    private void endInternal(Throwable thrown) {
        if (ended) {
            LOG.error("A step of {}/{} failed after the call had ended", call.service(), call.operation(), thrown);
            return;
        }
        AttemptResult attemptResult = InternalErrors.result(call.service(), call.operation(), thrown, maybeSent);
        end(result(attemptResult, false), attemptResult, null);
    }

    private CallResult result(AttemptResult attemptResult, boolean accepted) {
        boolean possiblyDuplicate =
                accepted && ambiguous != null && !attemptResult.alreadyAccepted() && !(call.deduplicated() && safe);
        TencentException failure = accepted ? null : failure(ambiguous == null ? attemptResult : ambiguous);
        return new CallResult(
                accepted ? Outcome.ACCEPTED : failure.getOutcome(),
                attempts,
                lastAnswer,
                attemptResult.content(),
                attemptResult.requestId(),
                failure,
                possiblyDuplicate);
    }

    private TencentException failure(AttemptResult attemptResult) {
        boolean own = unsigned != null && attemptResult != ambiguous;
        TencentException.Builder failure = (own
                        ? unsigned.toBuilder() // keeps the message of the signer as it is
                        : TencentException.of(attemptResult.outcome(), attemptResult.code(), attemptResult.message()))
                .call(call.service(), call.operation())
                .attempts(attempts)
                .requestId(attemptResult.requestId())
                .retryAfter(own ? unsigned.getRetryAfter() : attemptResult.retryAfter())
                .result(attemptResult.detail());
        if (lastAnswer != null) {
            failure.httpStatus(lastAnswer.status());
        }
        return (attemptResult.codeKnown() ? failure : failure.unknownCode()).build();
    }

    private long requestNanos() {
        return TimeUnit.MILLISECONDS.toNanos(call.options().getRequestTimeout());
    }

    private static boolean isLocalLimit(AttemptResult attemptResult) {
        return "LOCAL_LIMIT".equals(attemptResult.code());
    }
}
