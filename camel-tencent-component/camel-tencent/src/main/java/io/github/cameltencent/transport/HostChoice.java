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
import io.github.cameltencent.transport.limit.Circuit;
import java.net.URI;
import java.util.function.Function;

/**
 * Where the attempts of one call go: to the primary host, or to its backup while the primary fails. A signer asks it with
 * each attempt, so that what is signed is what is sent, and hands on what it is told. For one call, whose attempts follow
 * one another.
 */
public final class HostChoice {

    private final URI primary;
    private final URI backup;

    /** Null where there is no backup. */
    private final Circuit circuit;

    /** For the attempt under way; null where it goes to the backup. */
    private Circuit.Pass pass;

    private boolean failedOver;
    private boolean elsewhere;

    HostChoice(URI primary, URI backup, Circuit circuit) {
        this.primary = primary;
        this.backup = backup;
        this.circuit = circuit;
    }

    /** Makes the request of an attempt for the base URI that it goes to. */
    public SignedRequest sign(Function<URI, SignedRequest> signing) {
        if (circuit == null) {
            return signing.apply(primary);
        }
        boolean away = elsewhere;
        elsewhere = false;
        pass = away ? null : circuit.pass();
        boolean signed = false;
        try {
            SignedRequest request = signing.apply(pass == null ? backup : primary);
            signed = true;
            return request;
        } finally {
            if (!signed && pass != null) {
                circuit.unused(pass);
            }
        }
    }

    /**
     * Takes note of how an attempt ended; for {@link RequestSigner#ended}.
     *
     * @param verdict counts as a failure of the host when there was no answer, the status was 5xx, or the service said that
     *     it failed inside; any other answer shows that the host works
     */
    public void ended(Verdict verdict) {
        Circuit.Pass used = pass;
        pass = null;
        if (used == null) {
            return;
        }
        if (isUnused(verdict)) {
            circuit.unused(used);
        } else if (isFailure(verdict)) {
            circuit.failed(used);
            elsewhere = true;
        } else {
            circuit.answered(used);
        }
    }

    /** Whether a repeat goes to another host than the last attempt, for the first time; for {@link RequestSigner#goesElsewhere}. */
    public boolean goesElsewhere() {
        boolean first = elsewhere && !failedOver;
        failedOver |= elsewhere;
        return first;
    }

    private static boolean isUnused(Verdict verdict) {
        return "LOCAL_LIMIT".equals(verdict.code()) || "STOPPED".equals(verdict.code());
    }

    /** A code that came with a request id is an answer, whatever it says, but for those of a service that fails inside. */
    private static boolean isFailure(Verdict verdict) {
        String code = verdict.code() == null ? "" : verdict.code();
        if (code.startsWith("InternalError") || code.startsWith("ServiceUnavailable")) {
            return true;
        }
        boolean unanswered = verdict.outcome() == Outcome.TRANSIENT || verdict.outcome() == Outcome.AMBIGUOUS;
        // a status other than 2xx did not come from the service; one that asks for patience says that it works
        boolean notFromService = code.startsWith("HTTP_") && verdict.outcome() != Outcome.THROTTLED;
        return (unanswered || notFromService) && verdict.requestId() == null;
    }
}
