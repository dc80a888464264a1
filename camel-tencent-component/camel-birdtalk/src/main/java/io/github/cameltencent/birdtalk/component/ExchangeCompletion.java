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
package io.github.cameltencent.birdtalk.component;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.account.AccountClients;
import io.github.cameltencent.birdtalk.account.ChatObserver;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrameException;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.InternalErrors;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;

/**
 * Completes one exchange of a producer exactly once, whatever is thrown and on whichever thread: the first result
 * counts, later ones are ignored. The in-flight slot is released before the route continues. An unexpected exception
 * ends as {@code INTERNAL} and is logged once. Thread-safe.
 */
@SuppressWarnings("checkstyle:IllegalCatch") // an exchange must end whatever is thrown
final class ExchangeCompletion {

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final AccountClients clients;
    private final String account;
    /** When the call began, 0 if nothing observes it. */
    private final long began;

    private final boolean raise;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile String operation;
    /** Null while the call has no slot. */
    private volatile ChatInFlightLimiter limiter;

    /**
     * The completion of an exchange.
     *
     * @param operation the operation in headers and exceptions, until {@link #operation} replaces it
     * @param raise whether a failure becomes the exception of the exchange
     */
    ExchangeCompletion(
            Exchange exchange, AsyncCallback callback, BirdtalkService service, String operation, boolean raise) {
        this.exchange = exchange;
        this.callback = callback;
        this.clients = service.clients();
        this.account = service.accountLabel();
        this.began = clients.observer() == null ? 0 : System.nanoTime();
        this.operation = operation;
        this.raise = raise;
    }

    Exchange exchange() {
        return exchange;
    }

    void operation(String name) {
        operation = name;
    }

    /**
     * Acquires an in-flight slot, which the end of the exchange releases.
     *
     * @throws TencentException THROTTLED if none is free in time
     */
    void acquire(ChatInFlightLimiter slots) {
        slots.acquire();
        limiter = slots;
    }

    /**
     * Ends the exchange as ACCEPTED and continues the route.
     *
     * @param attempts the number of frames sent
     * @param write puts the result on the message; it may throw a {@link TencentException} that fails the call
     */
    void accepted(int attempts, Runnable write) {
        resume(() -> {
            try {
                write.run();
                OutcomeHeaders.setAccepted(
                        exchange,
                        ChatExceptions.SERVICE,
                        operation,
                        new CallResult(Outcome.ACCEPTED, attempts, null, null, null, null, false));
                observe(Outcome.ACCEPTED, null, attempts);
            } catch (TencentException e) {
                fail(e, attempts);
            } catch (RuntimeException | Error e) {
                fail(InternalErrors.afterSending(ChatExceptions.SERVICE, operation, e), attempts);
            }
        });
    }

    /**
     * Ends the exchange as failed and continues with error handling.
     *
     * @param attempts the number of frames sent; with 0 an unexpected failure counts as not sent
     */
    void failed(Throwable failure, int attempts) {
        resume(() -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (attempts > 0 && !(cause instanceof TencentException)) {
                fail(InternalErrors.afterSending(ChatExceptions.SERVICE, operation, cause), attempts);
            } else {
                fail(unsent(cause), attempts);
            }
        });
    }

    /**
     * Ends the exchange on the calling thread, since the call could not be started.
     *
     * @return false if the exchange has ended already
     */
    boolean refused(Throwable thrown) {
        if (!end()) {
            return false;
        }
        fail(unsent(thrown), 0);
        callback.done(true);
        return true;
    }

    private void resume(Runnable write) {
        if (end()) {
            clients.resume(() -> {
                write.run();
                callback.done(false);
            });
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        if (limiter != null) {
            limiter.release();
        }
        return true;
    }

    private TencentException unsent(Throwable thrown) {
        if (thrown instanceof TencentException known) {
            return known;
        }
        if (thrown instanceof ForbiddenFrameException e) {
            return rejected("FORBIDDEN_" + e.rule(), e.getMessage());
        }
        if (thrown instanceof IllegalArgumentException) {
            return rejected("INVALID_MESSAGE", thrown.getMessage());
        }
        if (thrown instanceof ArithmeticException || thrown instanceof TypeConversionException) {
            // without its text, which contains the value
            return rejected(
                    "INVALID_MESSAGE",
                    "The message contains a value that cannot be read: "
                            + thrown.getClass().getSimpleName());
        }
        return InternalErrors.beforeSending(ChatExceptions.SERVICE, operation, thrown);
    }

    private static TencentException rejected(String code, String why) {
        return TencentException.of(Outcome.REJECTED, code, why).build();
    }

    private void fail(TencentException failure, int attempts) {
        TencentException named = failure.toBuilder()
                .call(ChatExceptions.SERVICE, operation)
                .attempts(Math.max(attempts, failure.getAttempts()))
                .build();
        try {
            OutcomeHeaders.setFailed(exchange, named, raise);
        } catch (RuntimeException | Error e) { // the message itself is broken
            exchange.setException(named);
        }
        observe(named.getOutcome(), named.getCode(), named.getAttempts());
    }

    private void observe(Outcome outcome, String code, int attempts) {
        ChatObserver observer = clients.observer();
        if (observer != null) {
            Duration duration = Duration.ofNanos(began == 0 ? 0 : System.nanoTime() - began);
            observer.callEnded(
                    new TencentCall(ChatExceptions.SERVICE, operation, account, outcome, code, attempts, duration));
        }
    }
}
