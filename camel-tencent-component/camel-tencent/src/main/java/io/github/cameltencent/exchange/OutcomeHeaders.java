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
package io.github.cameltencent.exchange;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.transport.CallResult;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Tells on the message how a call ended. Outcome, code and request id are exchange properties as well, since
 * {@code useOriginalMessage} drops headers.
 */
public final class OutcomeHeaders {

    private static final Set<String> HEADERS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        HEADERS.addAll(Set.of(
                TencentConstants.OUTCOME,
                TencentConstants.ERROR_CODE,
                TencentConstants.ERROR_MESSAGE,
                TencentConstants.REQUEST_ID,
                TencentConstants.HTTP_STATUS,
                TencentConstants.ATTEMPTS,
                TencentConstants.SERVICE,
                TencentConstants.OPERATION,
                TencentConstants.PUSH_IDS,
                TencentConstants.INVALID_TARGETS,
                TencentConstants.POSSIBLY_DUPLICATE,
                TencentConstants.MSG_KEY,
                TencentConstants.MSG_SEQ,
                TencentConstants.MSG_TIME));
    }

    private static final String[] PROPERTIES = {
        TencentConstants.OUTCOME, TencentConstants.ERROR_CODE, TencentConstants.REQUEST_ID
    };

    private OutcomeHeaders() {}

    /** Removes what an earlier call left, so that it cannot be taken for the outcome of this one. */
    public static void clear(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.hasHeaders()) {
            message.getHeaders().keySet().removeIf(HEADERS::contains);
        }
        if (exchange.hasProperties()) {
            for (String property : PROPERTIES) {
                exchange.removeProperty(property);
            }
        }
    }

    /** Tells that a call was accepted. */
    public static void accepted(Exchange exchange, String service, String operation, CallResult result) {
        Message message = exchange.getMessage();
        call(message, service, operation, result.attempts());
        tell(exchange, Outcome.ACCEPTED, null, result.requestId());
        if (result.answer() != null) {
            message.setHeader(TencentConstants.HTTP_STATUS, result.answer().status());
        }
        if (result.possiblyDuplicate()) {
            message.setHeader(TencentConstants.POSSIBLY_DUPLICATE, Boolean.TRUE);
        }
    }

    /**
     * Tells that a call failed, and fails the exchange if asked to. The body stays as it was.
     *
     * @param raise whether the exchange gets the exception
     */
    public static void failed(Exchange exchange, TencentException failure, boolean raise) {
        Message message = exchange.getMessage();
        call(message, failure.getService(), failure.getOperation(), failure.getAttempts());
        tell(exchange, failure.getOutcome(), failure.getCode(), failure.getRequestId());
        message.setHeader(TencentConstants.ERROR_MESSAGE, failure.getMessage());
        if (failure.getHttpStatus() != 0) {
            message.setHeader(TencentConstants.HTTP_STATUS, failure.getHttpStatus());
        }
        if (raise) {
            exchange.setException(failure);
        }
    }

    private static void call(Message message, String service, String operation, int attempts) {
        message.setHeader(TencentConstants.SERVICE, service);
        message.setHeader(TencentConstants.OPERATION, operation);
        message.setHeader(TencentConstants.ATTEMPTS, attempts);
    }

    private static void tell(Exchange exchange, Outcome outcome, String code, String requestId) {
        Message message = exchange.getMessage();
        message.setHeader(TencentConstants.OUTCOME, outcome.name());
        exchange.setProperty(TencentConstants.OUTCOME, outcome.name());
        if (code != null) {
            message.setHeader(TencentConstants.ERROR_CODE, code);
            exchange.setProperty(TencentConstants.ERROR_CODE, code);
        }
        if (requestId != null) {
            message.setHeader(TencentConstants.REQUEST_ID, requestId);
            exchange.setProperty(TencentConstants.REQUEST_ID, requestId);
        }
    }
}
