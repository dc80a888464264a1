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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The times at which the attempts of a call, its delays and the call itself end. */
class CallDeadlinesTest extends CallSimulation {

    private final long start = time.nanos();

    CallDeadlinesTest() {
        calls.options().setAcquireTimeout(7_000);
    }

    /** Returns the time from the start of the call until a time of the clock. */
    private Duration sinceStart(long nanos) {
        return Duration.ofNanos(nanos - start);
    }

    private static AttemptResult throttledFor(Duration retryAfter) {
        return new AttemptResult(
                Outcome.THROTTLED, "1008028", true, "too often", null, retryAfter, false, false, null, null);
    }

    @Test
    void theFirstAttemptMayWaitForAConnectionUntilAcquireTimeout() {
        attempts.then(ACCEPTED);

        call();

        ScriptedAttempts.SentAttempt first = attempts.sent().get(0);
        assertThat(sinceStart(first.leaseUntil())).isEqualTo(Duration.ofSeconds(7));
        assertThat(sinceStart(first.until())).isEqualTo(Duration.ofSeconds(37));
    }

    @Test
    void aRetryMayWaitForAConnectionUntilTheEndOfTheCall() {
        attempts.then(TRANSIENT).then(ACCEPTED);

        call();

        ScriptedAttempts.SentAttempt retry = attempts.sent().get(1);
        assertThat(sinceStart(retry.leaseUntil())).isEqualTo(Duration.ofSeconds(30));
        assertThat(sinceStart(retry.until())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aCallEndsAtOnceIfItsRetryWouldBeDueAtTheEndOfRequestTimeout() {
        attempts.then(Duration.ofSeconds(25), throttledFor(Duration.ofSeconds(5)));

        assertThat(call().outcome()).isEqualTo(Outcome.THROTTLED);

        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void aRetryIsNotSentAtTheEndOfRequestTimeout() {
        attempts.then(Duration.ofMillis(29_999), TRANSIENT);

        CallResult result = call(transport, calls.call(new FailingOver()));

        assertThat(result.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aCallWaitsForNewCredentialsUntilTheEndOfRequestTimeout() {
        attempts.then(Duration.ofSeconds(10), SIGN_ANEW);

        assertThat(call(transport, calls.call(new NeverRenewing())).outcome()).isEqualTo(Outcome.AUTH);

        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    private final class FailingOver implements RequestSigner {

        @Override
        public SignedRequest sign(Instant now) {
            return calls.call().signer().sign(now);
        }

        @Override
        public boolean failsOver() {
            return true;
        }
    }

    private final class NeverRenewing implements RequestSigner {

        @Override
        public SignedRequest sign(Instant now) {
            return calls.call().signer().sign(now);
        }

        @Override
        public CompletionStage<?> renew(AttemptResult refused) {
            return new CompletableFuture<>();
        }
    }
}
