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

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Signs the request of each attempt, since signatures contain a timestamp. */
@FunctionalInterface
public interface RequestSigner {

    /** Returns the signed request of an attempt that starts at {@code now}. Must not block. */
    SignedRequest sign(Instant now);

    /**
     * Is notified of the result of an attempt before the call is retried or ends. Must neither block nor throw.
     */
    default void ended(SignedRequest request, AttemptResult result) {}

    /**
     * Renews the credentials after they were refused, before the call is signed again. Must neither block nor throw.
     *
     * @return completes when the credentials were renewed or could not be; null to sign again at once
     */
    default CompletionStage<?> renew(AttemptResult refused) {
        return null;
    }

    /**
     * Returns whether the retry goes to another host than the last attempt. Such a retry has no delay and takes no retry
     * tokens, since it does not load the host that fails. Called after {@link #ended}.
     */
    default boolean failsOver() {
        return false;
    }

    /**
     * Returns whether the service still recognizes a retry at that time as the same call. For calls that are idempotent
     * only within a deduplication window.
     */
    default boolean isSafeAt(Instant now) {
        return true;
    }

    /**
     * Returns whether the service certainly recognized the last attempt as the same call, if its answer came at that time.
     * A request may be on its way for longer than the rest of the window.
     */
    default boolean isRecognizedAt(Instant answered) {
        return isSafeAt(answered);
    }
}
