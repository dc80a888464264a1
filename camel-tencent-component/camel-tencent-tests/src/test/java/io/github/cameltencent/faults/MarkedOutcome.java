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
package io.github.cameltencent.faults;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import org.apache.camel.Exchange;

/** What a route said of a marked call. */
record MarkedOutcome(Outcome outcome, String code, boolean possiblyDuplicate) {

    static MarkedOutcome of(Exchange exchange) {
        return new MarkedOutcome(
                Outcome.valueOf(exchange.getMessage().getHeader(TencentConstants.OUTCOME, "missing", String.class)),
                exchange.getMessage().getHeader(TencentConstants.ERROR_CODE, String.class),
                exchange.getMessage().getHeader(TencentConstants.POSSIBLY_DUPLICATE, false, boolean.class));
    }

    /** Returns what contradicts the number of times that the service accepted the call; null if nothing does. */
    String contradiction(long acceptances) {
        boolean known = outcome != Outcome.AMBIGUOUS;
        if (outcome == Outcome.ACCEPTED && acceptances == 0) {
            return "ACCEPTED, and not in the record";
        }
        if (known && outcome != Outcome.ACCEPTED && acceptances > 0) {
            return outcome + " " + code + ", and accepted by the service";
        }
        if (known && acceptances > 1 && !possiblyDuplicate) {
            return "ACCEPTED, and accepted " + acceptances + " times by the service";
        }
        return null;
    }
}
