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
package io.github.cameltencent.callback;

import io.github.cameltencent.TencentException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands failures to the exception handler of the consumer; where it has none, logs each once, without what came from users:
 * texts of exceptions of a route may hold it.
 */
final class CallbackFailures {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackFailures.class);

    private final ExceptionHandler handler;

    /**
     * Failures of a consumer.
     *
     * @param handler null where failures are to be logged
     */
    CallbackFailures(ExceptionHandler handler) {
        this.handler = handler;
    }

    /** A callback was refused. Its HTTP exchange is kept back: it holds the Sign. */
    void refused(TencentException reason) {
        if (handler == null) {
            LOG.info("A callback was refused: {}", reason.getMessage());
        } else {
            hand("A callback was refused", null, reason);
        }
    }

    void routeFailed(String command, Exchange exchange, Throwable failure) {
        if (handler == null) {
            LOG.warn(
                    "The route failed for {}, exchange {}: {}",
                    command,
                    exchange.getExchangeId(),
                    failure.getClass().getName());
        } else {
            hand("The route failed for " + command, exchange, failure);
        }
    }

    void answerUnreadable(String command, Exchange exchange, Throwable failure) {
        if (handler == null) {
            LOG.warn(
                    "The route's answer to {}, exchange {}, cannot be read, which counts as a failure: {}",
                    command,
                    exchange.getExchangeId(),
                    failure.getClass().getName());
        } else {
            hand("The route's answer to " + command + " cannot be read", exchange, failure);
        }
    }

    /** The HTTP server did not take the answer. */
    void answerNotSent(String command, Throwable failure) {
        LOG.warn(
                "The HTTP server did not take the answer to {}: {}",
                command,
                failure.getClass().getName());
    }

    /** Logged in any case, with its trace. */
    void defect(String what, Throwable failure) {
        LOG.error("{}: this is a defect", what, failure);
    }

    private void hand(String message, Exchange exchange, Throwable failure) {
        try {
            handler.handleException(message, exchange, failure);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} ({}), and the exception handler failed as well: {}",
                    message,
                    failure.getClass().getName(),
                    e.getClass().getName());
        }
    }
}
