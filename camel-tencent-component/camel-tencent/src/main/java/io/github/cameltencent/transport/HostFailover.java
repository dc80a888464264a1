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
import io.github.cameltencent.transport.limit.HostCircuitBreaker;
import java.net.URI;
import java.util.function.Function;

/**
 * Selects the host of each attempt of a call: the primary, or its backup while the circuit breaker of the primary is open
 * and for the retry after a failure of the primary. A {@link RequestSigner} delegates to it, so that each request is signed
 * for the host that it is sent to. One for each call; not thread-safe, since attempts follow one another.
 */
public final class HostFailover {

    private final URI primary;
    private final URI backup;

    /** Null if there is no backup. */
    private final HostCircuitBreaker breaker;

    /** The permit of the current attempt; null if it goes to the backup. */
    private HostCircuitBreaker.Permit permit;

    private boolean failedOver;
    private boolean useBackup;

    HostFailover(URI primary, URI backup, HostCircuitBreaker breaker) {
        this.primary = primary;
        this.backup = backup;
        this.breaker = breaker;
    }

    /** Signs the request of an attempt for the base URI that it is sent to. */
    public SignedRequest sign(Function<URI, SignedRequest> signing) {
        if (breaker == null) {
            return signing.apply(primary);
        }
        boolean toBackup = useBackup;
        useBackup = false;
        permit = toBackup ? null : breaker.tryAcquire();
        boolean signed = false;
        try {
            SignedRequest request = signing.apply(permit == null ? backup : primary);
            signed = true;
            return request;
        } finally {
            if (!signed && permit != null) {
                breaker.release(permit);
            }
        }
    }

    /**
     * Reports the result of an attempt to the circuit breaker; implements {@link RequestSigner#ended}.
     *
     * @param result a failure of the host if there was no answer, the status was 5xx, or the service reported an internal
     *     error; any other answer is a success
     */
    public void ended(AttemptResult result) {
        HostCircuitBreaker.Permit current = permit;
        permit = null;
        if (current == null) {
            return;
        }
        if (isNotSent(result)) {
            breaker.release(current);
        } else if (isFailure(result)) {
            breaker.onFailure(current);
            useBackup = true;
        } else {
            breaker.onSuccess(current);
        }
    }

    /** Returns true once, for the first retry that goes to the other host; implements {@link RequestSigner#failsOver}. */
    public boolean failsOver() {
        boolean first = useBackup && !failedOver;
        failedOver |= useBackup;
        return first;
    }

    private static boolean isNotSent(AttemptResult result) {
        return "LOCAL_LIMIT".equals(result.code()) || "STOPPED".equals(result.code());
    }

    /** A code with a request id is an answer of the service; only internal errors of the service count as failures. */
    private static boolean isFailure(AttemptResult result) {
        String code = result.code() == null ? "" : result.code();
        if (code.startsWith("InternalError") || code.startsWith("ServiceUnavailable")) {
            return true;
        }
        boolean unanswered = result.outcome() == Outcome.TRANSIENT || result.outcome() == Outcome.AMBIGUOUS;
        // a status other than 2xx comes from a gateway; 429 shows that the host works
        boolean notFromService = code.startsWith("HTTP_") && result.outcome() != Outcome.THROTTLED;
        return (unanswered || notFromService) && result.requestId() == null;
    }
}
