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

/** Makes the request of each attempt anew, since a signature is good for one moment only. */
@FunctionalInterface
public interface RequestSigner {

    /** The signed request of an attempt that starts at {@code now}. Must not block. */
    SignedRequest sign(Instant now);

    /**
     * Told how the attempt with a request ended, before it is repeated or the call ends. Must neither block nor throw.
     */
    default void ended(SignedRequest request, Verdict verdict) {}

    /**
     * Asked before the call is signed anew because its credentials were refused. Must neither block nor throw.
     *
     * @return done when there is something new to sign with, or when there will not be; null for at once
     */
    default CompletionStage<?> renew(Verdict refused) {
        return null;
    }

    /**
     * Asked before a call is repeated, after {@link #ended}: whether the repeat goes to another host than the last attempt.
     * Then it need not wait, and does not draw on the repeats of the application, since it spares the host that fails.
     */
    default boolean goesElsewhere() {
        return false;
    }

    /**
     * Asked before a call that may have been executed goes out again: whether at that time the service still takes the repeat
     * for the same call. For calls that are idempotent only for some time.
     */
    default boolean isSafeAt(Instant now) {
        return true;
    }
}
