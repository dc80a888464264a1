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
package io.github.cameltencent.examples.mqtopush;

import io.github.cameltencent.TencentConstants;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Copies the outcome into headers that JMS sends along: it drops headers whose names begin with Camel. */
final class OutcomeHeaders {

    static final String OUTCOME = "TencentOutcome";
    static final String CODE = "TencentCode";
    static final String REASON = "TencentReason";

    private static final Map<String, String> NAMES = Map.of(
            TencentConstants.OUTCOME,
            OUTCOME,
            TencentConstants.ERROR_CODE,
            CODE,
            TencentConstants.ERROR_MESSAGE,
            REASON,
            TencentConstants.REQUEST_ID,
            "TencentRequestId",
            TencentConstants.HTTP_STATUS,
            "TencentHttpStatus",
            TencentConstants.ATTEMPTS,
            "TencentAttempts");

    private OutcomeHeaders() {}

    static void set(Exchange exchange) {
        Message message = exchange.getMessage();
        NAMES.forEach((from, to) -> {
            Object value = message.getHeader(from);
            if (value != null) {
                message.setHeader(to, value);
            }
        });
    }

    /** Makes the order ambiguous, since an earlier delivery may have pushed it. */
    static void setEarlierDelivery(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setHeader(
                REASON,
                "the outcome of an earlier delivery is unknown; the outcome of this one is "
                        + message.getHeader(OUTCOME) + " " + message.getHeader(CODE));
        message.setHeader(OUTCOME, "AMBIGUOUS");
        message.setHeader(CODE, "EARLIER_DELIVERY");
    }

    static void setBadOrder(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setHeader(OUTCOME, "REJECTED");
        message.setHeader(CODE, "BAD_ORDER");
        message.setHeader(
                REASON,
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
    }
}
