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
package io.github.cameltencent.transport;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts unexpected exceptions and errors to a {@link TencentException} with the code {@code INTERNAL}. The original is
 * logged once with its stack trace; its message and cause are not passed on, since they may quote a body or a key.
 */
public final class InternalErrors {

    /** The code of an unexpected failure. */
    public static final String CODE = "INTERNAL";

    private static final Logger LOG = LoggerFactory.getLogger(InternalErrors.class);

    private InternalErrors() {}

    /**
     * Converts a failure before anything was sent: REJECTED, or TRANSIENT for an {@link Error} such as an {@link
     * OutOfMemoryError}.
     */
    public static TencentException beforeSending(String service, String operation, Throwable thrown) {
        return exception(service, operation, result(service, operation, thrown, false));
    }

    /** Converts a failure after a call was sent: AMBIGUOUS, since its result was not written to the exchange. */
    public static TencentException afterSending(String service, String operation, Throwable thrown) {
        return exception(service, operation, result(service, operation, thrown, true));
    }

    /** Returns the result of a call that could not be started. */
    public static CallResult beforeSending(HttpCall call, Throwable thrown) {
        TencentException failure = beforeSending(call.service(), call.operation(), thrown);
        return new CallResult(failure.getOutcome(), 0, null, null, null, failure, false);
    }

    /**
     * Converts a failure to the result of a call.
     *
     * @param sent whether the call may have been sent
     */
    static AttemptResult result(String service, String operation, Throwable thrown, boolean sent) {
        LOG.error("A call of {}/{} ends as {}: please report this defect", service, operation, CODE, thrown);
        String what = "an unexpected " + thrown.getClass().getSimpleName();
        if (sent) {
            return AttemptResult.failed(Outcome.AMBIGUOUS, CODE, what + " after the call was sent; see the log");
        }
        Outcome outcome = thrown instanceof Error ? Outcome.TRANSIENT : Outcome.REJECTED;
        return AttemptResult.failed(outcome, CODE, what + "; not sent; see the log");
    }

    private static TencentException exception(String service, String operation, AttemptResult result) {
        return TencentException.of(result.outcome(), result.code(), result.message())
                .call(service, operation)
                .build();
    }
}
