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
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrame;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.transport.CallResult;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.support.DefaultAsyncProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all producers of the chat have in common: their part in the connection, and how an exchange ends. The connection's
 * thread tells what became of something; the route goes on on another.
 */
abstract class BirdtalkProducer extends DefaultAsyncProducer {

    private static final Logger LOG = LoggerFactory.getLogger(BirdtalkProducer.class);

    private final BirdtalkService service;
    private final BirdtalkProducerConfiguration options;
    /** Null while stopped. */
    private volatile ChatLink link;

    BirdtalkProducer(Endpoint endpoint, BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(endpoint);
        this.service = service;
        this.options = options;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        link = service.acquire();
    }

    @Override
    protected void doStop() throws Exception {
        ChatLink acquired = link;
        if (acquired != null) {
            link = null;
            service.release(acquired);
        }
        super.doStop();
    }

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        OutcomeHeaders.clear(exchange);
        ChatLink current = link;
        try {
            if (current == null) {
                throw TencentException.of(Outcome.TRANSIENT, "STOPPED", "The producer is stopped")
                        .call(ChatFailures.SERVICE, null)
                        .build();
            }
            begin(exchange, callback, current);
            return false;
        } catch (ForbiddenFrame e) {
            refuse(exchange, current.failures().forbidden(e));
        } catch (TencentException e) {
            refuse(exchange, e);
        } catch (IllegalArgumentException e) {
            refuse(exchange, invalid(e.getMessage()));
        } catch (ArithmeticException | TypeConversionException e) { // its text holds the value
            refuse(
                    exchange,
                    invalid("What the message says cannot be used: "
                            + e.getClass().getSimpleName()));
        }
        callback.done(true);
        return true;
    }

    /**
     * Begins what the exchange wants; it ends by {@link #accepted} or {@link #failed}.
     *
     * @throws TencentException if it cannot be begun
     * @throws IllegalArgumentException if what the message says is wrong; its text says how
     */
    abstract void begin(Exchange exchange, AsyncCallback callback, ChatLink connection);

    /** What this producer does, as users call it. */
    abstract String operation(Exchange exchange);

    final BirdtalkProducerConfiguration options() {
        return options;
    }

    /** Goes on with the route. From any thread. */
    final void accepted(Exchange exchange, AsyncCallback callback, String operation, int attempts, Runnable tell) {
        service.links().resume(() -> {
            tell.run();
            OutcomeHeaders.setAccepted(
                    exchange,
                    ChatFailures.SERVICE,
                    operation,
                    new CallResult(Outcome.ACCEPTED, attempts, null, null, null, null, false));
            callback.done(false);
        });
    }

    /** Goes on with the route's error handling. From any thread. */
    final void failed(Exchange exchange, AsyncCallback callback, TencentException failure) {
        service.links().resume(() -> {
            OutcomeHeaders.setFailed(exchange, failure, options.isThrowExceptionOnFailure());
            callback.done(false);
        });
    }

    /** The failure of something that was asked, as routes see it. */
    static TencentException failure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TencentException known) {
            return known;
        }
        LOG.error("A defect of the chat", cause); // the exchange must end all the same
        return TencentException.of(
                        Outcome.AMBIGUOUS,
                        "INTERNAL",
                        "The answer could not be read: " + cause.getClass().getName())
                .call(ChatFailures.SERVICE, null)
                .build();
    }

    private void refuse(Exchange exchange, TencentException refusal) {
        TencentException named = refusal.toBuilder()
                .call(ChatFailures.SERVICE, operation(exchange))
                .build();
        OutcomeHeaders.setFailed(exchange, named, options.isThrowExceptionOnFailure());
    }

    private static TencentException invalid(String why) {
        return TencentException.of(Outcome.REJECTED, "INVALID_MESSAGE", why).build();
    }
}
