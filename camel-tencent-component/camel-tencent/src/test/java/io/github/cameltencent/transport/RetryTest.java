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
import io.github.cameltencent.TencentAmbiguousException;
import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentThrottledException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries of calls: which, when, how often, and the final outcome. Time is simulated. */
class RetryTest extends CallSimulation {

    @Test
    void aThrottledCallIsRetriedThreeTimes() {
        attempts.then(THROTTLED).then(THROTTLED).then(THROTTLED).then(THROTTLED);

        CallResult result = call();

        assertThat(result.failure()).isInstanceOf(TencentThrottledException.class);
        assertThat(result.failure().getAttempts()).isEqualTo(4);
        assertThat(result.attempts()).isEqualTo(4);
    }

    @Test
    void eachAttemptIsSigned() {
        attempts.then(TRANSIENT).then(THROTTLED).then(ACCEPTED);

        assertThat(call().outcome()).isEqualTo(Outcome.ACCEPTED);

        assertThat(attempts.sent())
                .extracting(ScriptedAttempts.SentAttempt::signature)
                .containsExactly("signature-1", "signature-2", "signature-3");
    }

    @Test
    void theCeilingOfTheJitterDoubles() {
        attempts.then(TRANSIENT).then(TRANSIENT).then(TRANSIENT).then(ACCEPTED);

        call();

        assertThat(attempts.sent()).extracting(sent -> sent.at().toMillis()).containsExactly(0L, 100L, 300L, 700L);
    }

    @Test
    void theJitterIsFull() {
        attempts.then(TRANSIENT).then(THROTTLED).then(ACCEPTED);

        call(transport(0.0), calls.call());

        assertThat(time.elapsed()).isLessThan(Duration.ofMillis(50));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 500",
        "3, 3000",
        "3600, 20000",
        "99999999999, 20000",
        "999999999999999999, 20000",
        "-1, 500",
        "soon, 500",
        "'', 500",
        "1.5, 500",
        "'Sun, 01 Mar 2026 11:00:00 GMT', 500",
        "'Sun, 01 Mar 2026 12:00:07 GMT', 7000",
        "'Sun, 01 Mar 2099 12:00:07 GMT', 20000",
        "'Sunday, 01-Mar-26 12:00:07 GMT', 7000"
    })
    void retryAfterIsHonouredUpToTwentySeconds(String retryAfter, long waited) {
        attempts.then(answer(429, retryAfter)).then(ACCEPTED);

        assertThat(call().outcome()).isEqualTo(Outcome.ACCEPTED);

        assertThat(attempts.sent().get(1).at().toMillis()).isEqualTo(waited);
    }

    @Test
    void retryAfterIsHonouredForServerErrors() {
        attempts.then(answer(503, "3")).then(ACCEPTED);

        assertThat(call(transport, calls.idempotent().call()).outcome()).isEqualTo(Outcome.ACCEPTED);

        assertThat(attempts.sent().get(1).at().toMillis()).isEqualTo(3000);
    }

    @Test
    void aRetryAfterBeyondRequestTimeoutEndsTheCallAtOnce() {
        calls.options().setRequestTimeout(5_000);
        attempts.then(answer(429, "3600"));

        CallResult result = call();

        assertThat(result.failure()).isInstanceOf(TencentThrottledException.class);
        assertThat(result.failure().getRetryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void requestTimeoutBoundsACallWithAllItsRetries() {
        calls.options().setRequestTimeout(10_000);
        calls.options().setMaxRetries(1000);
        calls.options().setRetryAmbiguous(true);
        for (int i = 0; i < 1000; i++) {
            attempts.then(Duration.ofMillis(700), AMBIGUOUS);
        }

        CallResult result = call();

        assertThat(result.outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(attempts.sent())
                .allMatch(sent -> sent.at().compareTo(Duration.ofSeconds(10)) < 0)
                .hasSizeGreaterThan(3);
        assertThat(attempts.sent().stream().skip(1).map(ScriptedAttempts.SentAttempt::until))
                .as("all end at the same time")
                .allMatch(until -> until - attempts.sent().get(1).until() == 0);
    }

    @Test
    void maxRetriesZeroDisablesAllRetries() {
        calls.retries(0).idempotent();
        for (AttemptResult result : List.of(THROTTLED, TRANSIENT, AMBIGUOUS, SIGN_ANEW)) {
            attempts.then(result);

            assertThat(call().attempts()).isEqualTo(1);
        }
    }

    @Test
    void anAmbiguousCallIsNotRetried() {
        attempts.then(AMBIGUOUS);

        CallResult result = call();

        assertThat(result.failure()).isInstanceOf(TencentAmbiguousException.class);
        assertThat(result.attempts()).isEqualTo(1);
    }

    @Test
    void anAmbiguousCallIsRetriedWithRetryAmbiguous() {
        calls.options().setRetryAmbiguous(true);
        attempts.then(AMBIGUOUS).then(ACCEPTED);

        CallResult result = call();

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.possiblyDuplicate()).isTrue();
    }

    @Test
    void anAcceptedRetryAfterAnAmbiguousAttemptIsAPossibleDuplicate() {
        attempts.then(AMBIGUOUS).then(ACCEPTED);

        assertThat(call(transport, calls.idempotent().call()).possiblyDuplicate())
                .isTrue();
    }

    @Test
    void aDeduplicatedRetryIsNoPossibleDuplicate() {
        attempts.then(AMBIGUOUS).then(ACCEPTED);

        CallResult result = call(transport, calls.idempotent().deduplicated().call());

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.possiblyDuplicate()).isFalse();
    }

    @Test
    void anAcceptedRetryAfterThrottlingIsNoPossibleDuplicate() {
        attempts.then(THROTTLED).then(TRANSIENT).then(ACCEPTED);

        assertThat(call().possiblyDuplicate()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROTTLED", "TRANSIENT", "REJECTED", "AUTH"})
    void ambiguityIsSticky(String later) {
        calls.retries(1).idempotent();
        attempts.then(AMBIGUOUS).then(AttemptResult.failed(Outcome.valueOf(later), "LATER", "later"));

        CallResult result = call();

        assertThat(result.outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(result.failure()).isInstanceOf(TencentAmbiguousException.class);
        assertThat(result.failure().getCode()).isEqualTo("CONNECTION_LOST");
        assertThat(result.failure().getAttempts()).isEqualTo(2);
        assertThat(result.failure().isRetryable()).isFalse();
    }

    @Test
    void anAlreadyAcceptedCodeAfterAnAmbiguousAttemptIsAccepted() {
        attempts.then(AMBIGUOUS).then(REPEATED);

        CallResult result = call(transport, calls.idempotent().call());

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.failure()).isNull();
        assertThat(result.possiblyDuplicate()).isFalse();
    }

    @Test
    void anAlreadyAcceptedCodeOfTheFirstAttemptIsRejected() {
        attempts.then(THROTTLED).then(REPEATED);

        assertThat(call().outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void anExpiredSignatureIsSignedAgainOnce() {
        attempts.then(SIGN_ANEW).then(SIGN_ANEW);

        CallResult result = call();

        assertThat(result.failure()).isInstanceOf(TencentAuthException.class);
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(calls.signatures()).isEqualTo(2);
    }

    @Test
    void wrongKeysAreNotRetried() {
        attempts.then(WRONG_KEYS);

        assertThat(call().attempts()).isEqualTo(1);
    }

    @Test
    void aRejectedCallIsNotRetried() {
        attempts.then(REJECTED);

        assertThat(call(transport, calls.idempotent().call()).attempts()).isEqualTo(1);
    }

    @Test
    void aLocalLimitIsNotRetriedAndCountsNoAttempt() {
        attempts.then(HttpTransport.localLimit("no connection"));

        CallResult result = call();

        assertThat(result.failure().getCode()).isEqualTo("LOCAL_LIMIT");
        assertThat(result.outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(result.attempts()).isZero();
    }

    @Test
    void aFailureOfTheSignerIsReportedWithoutItsMessage() {
        CallResult result = call(transport, calls.call(now -> {
            throw new IllegalStateException("key=abcdef");
        }));

        assertThat(result.outcome()).isEqualTo(Outcome.AUTH);
        assertThat(result.failure()).hasMessageContaining("SIGNING_FAILED").hasMessageNotContaining("abcdef");
    }

    @Test
    void aTencentExceptionOfTheSignerIsReported() {
        CallResult result = call(transport, calls.call(now -> {
            throw TencentException.of(Outcome.TRANSIENT, "NO_TOKEN", "the role's token is not there yet")
                    .build();
        }));

        assertThat(result.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(result.failure().getCode()).isEqualTo("NO_TOKEN");
        assertThat(result.failure())
                .hasMessage("TRANSIENT by tpns/push/app: NO_TOKEN the role's token is not there yet");
    }
}
