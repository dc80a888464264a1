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
import io.github.cameltencent.transport.limit.RateLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Limits of retries: retry tokens, rate limit, stop of the transport. */
class RetryTokensTest extends CallSimulation {

    @Test
    void retriesTakeTokensOfTheApplication() {
        calls.retries(1);
        for (int i = 0; i < 100; i++) {
            attempts.then(THROTTLED).then(THROTTLED);
            assertThat(call().attempts()).isEqualTo(2);
        }
        assertThat(transport.limits("tpns:1500000001").retryTokens()).isZero();

        attempts.then(THROTTLED);
        assertThat(call().attempts()).as("the last outcome stands").isEqualTo(1);

        attempts.then(THROTTLED).then(ACCEPTED);
        calls.application("another application");
        assertThat(call().attempts()).isEqualTo(2);
    }

    @Test
    void acceptedCallsRefillTheBucket() {
        calls.retries(1);
        attempts.then(THROTTLED).then(THROTTLED);
        call();
        assertThat(transport.limits("tpns:1500000001").retryTokens()).isEqualTo(495);

        attempts.then(ACCEPTED);
        call();
        assertThat(transport.limits("tpns:1500000001").retryTokens()).isEqualTo(496);

        for (int i = 0; i < 10; i++) {
            attempts.then(ACCEPTED);
            call();
        }
        assertThat(transport.limits("tpns:1500000001").retryTokens()).isEqualTo(500);
    }

    @Test
    void aRetryWaitsForARateLimitPermitAfterTheBackoff() {
        calls.permits(new RateLimit("k", 1, Duration.ofSeconds(2)));
        attempts.then(TRANSIENT).then(ACCEPTED);

        call();

        assertThat(attempts.sent().get(1).at()).isEqualTo(Duration.ofMillis(2100));
    }

    @Test
    void aRetryWithoutAPermitInTimeEndsWithTheLastOutcome() {
        calls.permits(new RateLimit("k", 1, Duration.ofMinutes(5)));
        attempts.then(TRANSIENT);

        CallResult result = call();

        assertThat(result.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(result.attempts()).isEqualTo(1);
    }

    @Test
    void aFirstAttemptWithoutAPermitInTimeIsALocalLimit() {
        calls.permits(new RateLimit("k", 1, Duration.ofMinutes(5)));
        attempts.then(ACCEPTED);
        call();

        CallResult second = call();

        assertThat(second.outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(second.failure().getCode()).isEqualTo("LOCAL_LIMIT");
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void stoppingDuringTheBackoffEndsTheCallWithTheLastOutcome() {
        attempts.then(answer(429, "10"));
        transport.send(calls.call(), results::add);
        assertThat(results).isEmpty();

        transport.drain();

        assertThat(results).singleElement().matches(result -> result.outcome() == Outcome.THROTTLED);
        time.advanceToEnd();
        assertThat(results).hasSize(1);
        assertThat(attempts.sent()).hasSize(1);
    }

    @Test
    void stoppingWhileWaitingForAPermitEndsTheCallUnsent() {
        calls.permits(new RateLimit("k", 1, Duration.ofSeconds(2)));
        attempts.then(ACCEPTED);
        call();
        results.clear();
        transport.send(calls.call(), results::add);

        transport.drain();

        assertThat(results)
                .singleElement()
                .matches(result -> result.failure().getCode().equals("STOPPED"))
                .matches(result -> result.outcome() == Outcome.TRANSIENT && result.attempts() == 0);
        time.advanceToEnd();
        assertThat(results).hasSize(1);
    }
}
