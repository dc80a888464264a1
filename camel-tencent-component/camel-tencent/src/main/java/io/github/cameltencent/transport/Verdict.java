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
 * What became of one attempt.
 *
 * @param code the service's code or a local one; null when accepted
 * @param codeKnown whether the shipped tables know the code
 * @param message what went wrong, in words, free of secrets and content; null when accepted
 * @param requestId the service's id of the request, null for none
 * @param retryAfter how long the service asked to wait, null for none
 * @param signAnew whether an {@link Outcome#AUTH} may pass when the call is signed anew, once
 * @param repeated whether the answer proves that an equal call was accepted before
 * @param detail what is known part by part, becomes the result of the exception; null for none
 * @param content the answer as its reader understood it, so that nobody reads it again; null for none
 */
public record Verdict(
        Outcome outcome,
        String code,
        boolean codeKnown,
        String message,
        String requestId,
        Duration retryAfter,
        boolean signAnew,
        boolean repeated,
        Serializable detail,
        Object content) {

    /** The service took the call. */
    public static Verdict accepted(String requestId, Object content) {
        return new Verdict(Outcome.ACCEPTED, null, true, null, requestId, null, false, false, null, content);
    }

    /** The call was not taken, or nobody knows. */
    public static Verdict failed(Outcome outcome, String code, String message) {
        return new Verdict(outcome, code, true, message, null, null, false, false, null, null);
    }
}
