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
import java.io.Serializable;
import java.time.Duration;

/**
 * The result of one attempt of a call.
 *
 * @param code the code of the service or a code of this component; null if accepted
 * @param codeKnown whether the code is in the shipped tables
 * @param message the error message, without secrets and content; null if accepted
 * @param requestId the request id of the service, null for none
 * @param retryAfter the delay that the service asked for, null for none
 * @param signAnew whether signing again may help after {@link Outcome#AUTH}; tried once
 * @param alreadyAccepted whether the answer proves that an equal call was accepted before
 * @param detail the details that become the result of the exception, null for none
 * @param content the parsed answer, null for none
 */
public record AttemptResult(
        Outcome outcome,
        String code,
        boolean codeKnown,
        String message,
        String requestId,
        Duration retryAfter,
        boolean signAnew,
        boolean alreadyAccepted,
        Serializable detail,
        Object content) {

    /** Creates the result of an attempt that the service accepted. */
    public static AttemptResult accepted(String requestId, Object content) {
        return new AttemptResult(Outcome.ACCEPTED, null, true, null, requestId, null, false, false, null, content);
    }

    /**
     * Creates the result of an attempt whose answer cannot be understood.
     *
     * @param service the name of the service in the message
     */
    public static AttemptResult badAnswer(String service, HttpAnswer answer) {
        return failed(
                Outcome.AMBIGUOUS,
                "BAD_ANSWER",
                "the answer is not what " + service + " documents (" + answer.description()
                        + "): the call may have been executed");
    }

    /** Creates the result of an attempt that failed or whose outcome is unknown. */
    public static AttemptResult failed(Outcome outcome, String code, String message) {
        return new AttemptResult(outcome, code, true, message, null, null, false, false, null, null);
    }
}
