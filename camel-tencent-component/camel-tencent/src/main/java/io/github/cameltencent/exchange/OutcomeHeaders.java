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
 * Sets the headers that report the outcome of a call. Outcome, code and request id are also set as exchange properties,
 * since {@code useOriginalMessage} drops headers.
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

    /** Removes the headers and properties of an earlier call. */
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

    /** Sets the headers of an accepted call. */
    public static void setAccepted(Exchange exchange, String service, String operation, CallResult result) {
        Message message = exchange.getMessage();
        setCall(message, service, operation, result.attempts());
        setOutcome(exchange, Outcome.ACCEPTED, null, result.requestId());
        if (result.answer() != null) {
            message.setHeader(TencentConstants.HTTP_STATUS, result.answer().status());
        }
        if (result.possiblyDuplicate()) {
            message.setHeader(TencentConstants.POSSIBLY_DUPLICATE, Boolean.TRUE);
        }
    }

    /**
     * Sets the headers of a failed call, and the exception of the exchange if requested. The body is unchanged.
     *
     * @param raise whether to set the exception on the exchange
     */
    public static void setFailed(Exchange exchange, TencentException failure, boolean raise) {
        Message message = exchange.getMessage();
        setCall(message, failure.getService(), failure.getOperation(), failure.getAttempts());
        setOutcome(exchange, failure.getOutcome(), failure.getCode(), failure.getRequestId());
        message.setHeader(TencentConstants.ERROR_MESSAGE, failure.getMessage());
        if (failure.getHttpStatus() != 0) {
            message.setHeader(TencentConstants.HTTP_STATUS, failure.getHttpStatus());
        }
        if (raise) {
            exchange.setException(failure);
        }
    }

    private static void setCall(Message message, String service, String operation, int attempts) {
        message.setHeader(TencentConstants.SERVICE, service);
        message.setHeader(TencentConstants.OPERATION, operation);
        message.setHeader(TencentConstants.ATTEMPTS, attempts);
    }

    private static void setOutcome(Exchange exchange, Outcome outcome, String code, String requestId) {
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
