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
 * Passes failures to the exception handler of the consumer, or logs each once if there is none. The log shows only the class of an
 * exception of a route, since its message may quote what users wrote.
 */
final class FailureReporter {

    private static final Logger LOG = LoggerFactory.getLogger(FailureReporter.class);

    private final ExceptionHandler handler;

    /**
     * Creates a reporter.
     *
     * @param handler null to log failures
     */
    FailureReporter(ExceptionHandler handler) {
        this.handler = handler;
    }

    /** Reports a refused callback, without its HTTP exchange: that contains the Sign. */
    void refused(TencentException reason) {
        if (handler == null) {
            LOG.info("A callback was refused: {}", reason.getMessage());
        } else {
            handle("A callback was refused", null, reason);
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
            handle("The route failed for " + command, exchange, failure);
        }
    }

    void replyUnreadable(String command, Exchange exchange, Throwable failure) {
        if (handler == null) {
            LOG.warn(
                    "The body of the route for {}, exchange {}, is no reply ({}), so timeoutReply was sent: set the body to a"
                            + " JSON object with ErrorCode, or to null to allow",
                    command,
                    exchange.getExchangeId(),
                    failure.getClass().getName());
        } else {
            handle("The route's reply to " + command + " cannot be read", exchange, failure);
        }
    }

    /** Reports a reply that the HTTP server failed to send. */
    void replyNotSent(String command, Throwable failure) {
        LOG.warn(
                "The HTTP server failed to send the reply to {}: {}",
                command,
                failure.getClass().getName());
    }

    /** Logs a bug of this component with its stack trace, whether or not there is an exception handler. */
    void bug(String what, Throwable failure) {
        LOG.error("{}: this is a bug of camel-tencent", what, failure);
    }

    private void handle(String message, Exchange exchange, Throwable failure) {
        try {
            handler.handleException(message, exchange, failure);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} ({}), and the exception handler failed too: {}",
                    message,
                    failure.getClass().getName(),
                    e.getClass().getName());
        }
    }
}
