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
import io.github.cameltencent.TencentException;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an exchange ends with when something is thrown that nobody expected. It is logged once, with its stack trace; the
 * exception of the exchange has neither text nor cause, since they may quote a body or a key.
 */
public final class Defects {

    /** The code of such an end. */
    public static final String CODE = "INTERNAL";

    private static final Logger LOG = LoggerFactory.getLogger(Defects.class);

    private Defects() {}

    /** Before anything was sent: REJECTED; TRANSIENT for an {@link Error} such as a lack of memory, which may pass. */
    public static TencentException unsent(String service, String operation, Throwable thrown) {
        log(service, operation, thrown);
        Outcome outcome = thrown instanceof Error ? Outcome.TRANSIENT : Outcome.REJECTED;
        return failure(outcome, service, operation, thrown, "; not sent");
    }

    /** After a call was sent: AMBIGUOUS, since its result was not written to the exchange. */
    public static TencentException sent(String service, String operation, Throwable thrown) {
        log(service, operation, thrown);
        return failure(Outcome.AMBIGUOUS, service, operation, thrown, " after the call had been sent");
    }

    /** The result of a call that could not be begun. */
    static CallResult unsent(HttpCall call, Throwable thrown) {
        TencentException failure = unsent(call.service(), call.operation(), thrown);
        return new CallResult(failure.getOutcome(), 0, null, null, null, failure, false);
    }

    private static void log(String service, String operation, Throwable thrown) {
        LOG.error(
                "An exchange of tencent:{}/{} ends as {}: please report this defect", service, operation, CODE, thrown);
    }

    private static TencentException failure(
            Outcome outcome, String service, String operation, Throwable thrown, String when) {
        return TencentException.of(
                        outcome, CODE, "an unexpected " + thrown.getClass().getSimpleName() + when + "; the log has it")
                .call(service, operation)
                .build();
    }
}
