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
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.account.BirdtalkLinks;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrame;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import io.github.cameltencent.exchange.Defects;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.transport.CallResult;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;

/**
 * Ends one exchange of a producer exactly once, whatever is thrown and on whichever thread: the first result counts, later
 * ones are ignored. The in-flight slot is released before the route continues. What nobody expected ends as
 * {@code INTERNAL} and is logged once. Thread-safe.
 */
@SuppressWarnings("checkstyle:IllegalCatch") // an exchange must end whatever is thrown
final class ExchangeCompletion {

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final BirdtalkLinks links;
    private final boolean raise;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile String operation;
    /** Null while the call has no slot. */
    private volatile ChatInFlightLimiter limiter;

    /**
     * The end of an exchange.
     *
     * @param operation the operation in headers and exceptions until a more exact one is known
     * @param raise whether a failure is set on the exchange as its exception
     */
    ExchangeCompletion(
            Exchange exchange, AsyncCallback callback, BirdtalkLinks links, String operation, boolean raise) {
        this.exchange = exchange;
        this.callback = callback;
        this.links = links;
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
     * Takes an in-flight slot, which the end of the exchange releases.
     *
     * @throws TencentException if none is free in time, as THROTTLED
     */
    void acquire(ChatInFlightLimiter slots) {
        slots.acquire();
        limiter = slots;
    }

    /**
     * Ends the exchange as ACCEPTED and continues the route.
     *
     * @param attempts how often the server was asked
     * @param write puts the result on the message; it may throw a {@link TencentException} that fails the call
     */
    void accepted(int attempts, Runnable write) {
        resume(() -> {
            try {
                write.run();
                OutcomeHeaders.accepted(
                        exchange,
                        ChatFailures.SERVICE,
                        operation,
                        new CallResult(Outcome.ACCEPTED, attempts, null, null, null, null, false));
            } catch (TencentException e) {
                fail(e, attempts);
            } catch (RuntimeException | Error e) {
                fail(Defects.sent(ChatFailures.SERVICE, operation, e), attempts);
            }
        });
    }

    /**
     * Ends the exchange as failed and continues with the route's error handling.
     *
     * @param attempts how often the server was asked; with none, an unexpected failure is certainly not executed
     */
    void failed(Throwable failure, int attempts) {
        resume(() -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (attempts > 0 && !(cause instanceof TencentException)) {
                fail(Defects.sent(ChatFailures.SERVICE, operation, cause), attempts);
            } else {
                fail(unsent(cause), attempts);
            }
        });
    }

    /**
     * Ends the exchange on the calling thread, since the call could not be begun.
     *
     * @return false if it has ended otherwise
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
            links.resume(() -> {
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
        if (thrown instanceof ForbiddenFrame e) {
            return rejected("FORBIDDEN_" + e.rule(), e.getMessage());
        }
        if (thrown instanceof IllegalArgumentException) {
            return rejected("INVALID_MESSAGE", thrown.getMessage());
        }
        if (thrown instanceof ArithmeticException || thrown instanceof TypeConversionException) {
            // not its text, which holds the value
            return rejected(
                    "INVALID_MESSAGE",
                    "The message holds a value that cannot be read: "
                            + thrown.getClass().getSimpleName());
        }
        return Defects.unsent(ChatFailures.SERVICE, operation, thrown);
    }

    private static TencentException rejected(String code, String why) {
        return TencentException.of(Outcome.REJECTED, code, why).build();
    }

    private void fail(TencentException failure, int attempts) {
        TencentException named = failure.toBuilder()
                .call(ChatFailures.SERVICE, operation)
                .attempts(Math.max(attempts, failure.getAttempts()))
                .build();
        try {
            OutcomeHeaders.failed(exchange, named, raise);
        } catch (RuntimeException | Error e) { // the message itself is broken
            exchange.setException(named);
        }
    }
}
