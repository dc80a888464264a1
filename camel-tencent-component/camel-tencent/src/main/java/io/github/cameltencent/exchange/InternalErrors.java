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
        log(service, operation, thrown);
        Outcome outcome = thrown instanceof Error ? Outcome.TRANSIENT : Outcome.REJECTED;
        return failure(outcome, service, operation, thrown, "; not sent");
    }

    /** Converts a failure after a call was sent: AMBIGUOUS, since its result was not written to the exchange. */
    public static TencentException afterSending(String service, String operation, Throwable thrown) {
        log(service, operation, thrown);
        return failure(Outcome.AMBIGUOUS, service, operation, thrown, " after the call was sent");
    }

    /** Returns the result of a call that could not be started. */
    static CallResult beforeSending(HttpCall call, Throwable thrown) {
        TencentException failure = beforeSending(call.service(), call.operation(), thrown);
        return new CallResult(failure.getOutcome(), 0, null, null, null, failure, false);
    }

    private static void log(String service, String operation, Throwable thrown) {
        LOG.error(
                "An exchange of tencent:{}/{} ends as {}: please report this defect", service, operation, CODE, thrown);
    }

    private static TencentException failure(
            Outcome outcome, String service, String operation, Throwable thrown, String when) {
        return TencentException.of(
                        outcome, CODE, "an unexpected " + thrown.getClass().getSimpleName() + when + "; see the log")
                .call(service, operation)
                .build();
    }
}
