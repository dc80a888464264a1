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
import org.junit.jupiter.api.Test;

/** Calls that are idempotent only within a deduplication window, here of one second. */
class DeduplicationWindowTest extends CallSimulation {

    private static final Duration LOST_LATE = Duration.ofMillis(900);

    private Instant first;

    @Test
    void anAmbiguousAttemptIsRetriedWithinTheWindow() {
        attempts.then(AMBIGUOUS).then(ACCEPTED);
        CallResult result = call(transport, deduplicated());
        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.possiblyDuplicate()).isFalse();
        assertThat(attempts.sent()).hasSize(2);
    }

    @Test
    void aRetryThatIsAnsweredAfterTheWindowIsAPossibleDuplicate() {
        attempts.then(AMBIGUOUS).then(Duration.ofMillis(1500), ACCEPTED);
        CallResult result = call(transport, deduplicated());
        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.possiblyDuplicate()).isTrue();
        assertThat(attempts.sent()).hasSize(2);
    }

    @Test
    void anAmbiguousAttemptIsNotRetriedAfterTheWindow() {
        attempts.then(Duration.ofMillis(1000), AMBIGUOUS);
        assertThat(call(transport, deduplicated()).outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(attempts.sent()).hasSize(1);
    }

    @Test
    void anAmbiguousAttemptIsNotRetriedIfTheWindowEndsDuringTheDelay() {
        attempts.then(LOST_LATE, AMBIGUOUS);
        assertThat(call(transport, deduplicated()).outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(attempts.sent()).hasSize(1);
    }

    @Test
    void aThrottledRetryIsNotSentAgainAfterTheWindow() {
        attempts.then(AMBIGUOUS).then(LOST_LATE, THROTTLED);
        CallResult result = call(transport, deduplicated());
        assertThat(result.outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(attempts.sent()).hasSize(2);
    }

    @Test
    void retryAmbiguousRetriesAfterTheWindowAndMarksAPossibleDuplicate() {
        calls.options().setRetryAmbiguous(true);
        attempts.then(Duration.ofMillis(1500), AMBIGUOUS).then(ACCEPTED);
        CallResult result = call(transport, deduplicated());
        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.possiblyDuplicate()).isTrue();
    }

    private HttpCall deduplicated() {
        HttpCall plain = calls.call();
        return new HttpCall(
                plain.service(),
                plain.operation(),
                plain.application(),
                plain.rateLimit(),
                plain.options(),
                true,
                true,
                new RequestSigner() {
                    @Override
                    public SignedRequest sign(Instant now) {
                        first = first == null ? now : first;
                        return plain.signer().sign(now);
                    }

                    @Override
                    public boolean isSafeAt(Instant now) {
                        return first == null || now.isBefore(first.plusSeconds(1));
                    }
                },
                plain.reader());
    }
}
