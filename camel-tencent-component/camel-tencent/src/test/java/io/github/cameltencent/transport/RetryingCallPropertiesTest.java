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
import io.github.cameltencent.transport.limit.RetryTokenBucket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Properties of every call, whatever the results of its attempts. */
class RetryingCallPropertiesTest {

    private static final Set<Outcome> CERTAINLY_NOT_EXECUTED =
            EnumSet.of(Outcome.REJECTED, Outcome.AUTH, Outcome.THROTTLED, Outcome.TRANSIENT);

    /** The result of one attempt and its duration in milliseconds. */
    record Ending(AttemptResult verdict, int millis) {}

    @Provide
    Arbitrary<Ending> endings() {
        Arbitrary<AttemptResult> verdicts = Combinators.combine(
                        Arbitraries.of(
                                Outcome.ACCEPTED,
                                Outcome.REJECTED,
                                Outcome.AUTH,
                                Outcome.THROTTLED,
                                Outcome.TRANSIENT,
                                Outcome.AMBIGUOUS),
                        Arbitraries.integers().between(0, 40).injectNull(0.7),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((outcome, seconds, signAnew, repeated) -> new AttemptResult(
                        outcome,
                        outcome == Outcome.ACCEPTED ? null : "CODE",
                        true,
                        "said so",
                        null,
                        seconds == null ? null : Duration.ofSeconds(seconds),
                        signAnew,
                        repeated && outcome == Outcome.REJECTED,
                        null,
                        null));
        return Combinators.combine(verdicts, Arbitraries.integers().between(0, 9000))
                .as(Ending::new);
    }

    @Property(tries = 5000)
    void theOutcomeFollowsFromTheAttempts(
            @ForAll("endings") Ending first,
            @ForAll @Size(max = 8) List<@net.jqwik.api.From("endings") Ending> later,
            @ForAll @IntRange(max = 6) int maxRetries,
            @ForAll boolean idempotent,
            @ForAll boolean deduplicated,
            @ForAll boolean retryAmbiguous,
            @ForAll @IntRange(max = 30_000) int stopAfter) {
        ManualTransportClock time = new ManualTransportClock();
        ScriptedAttempts attempts = new ScriptedAttempts(time);
        List<AttemptResult> verdicts = new ArrayList<>();
        List<Ending> script = new ArrayList<>(List.of(first));
        script.addAll(later);
        for (Ending ending : script) {
            attempts.then(Duration.ofMillis(ending.millis()), ending.verdict());
            verdicts.add(ending.verdict());
        }
        Random random = new Random(maxRetries);
        HttpTransport transport = new HttpTransport(
                attempts, time, new RetryBackoff(() -> random), new RouteExecutor(Runnable::run, 1, time));
        HttpCallBuilder calls =
                HttpCallBuilder.to(URI.create("http://localhost/")).retries(Math.min(maxRetries, later.size()));
        calls.options().setRetryAmbiguous(retryAmbiguous);
        calls.options().setRequestTimeout(30_000);
        if (idempotent) {
            calls.idempotent();
        }
        if (deduplicated) {
            calls.deduplicated();
        }
        List<CallResult> results = new ArrayList<>();

        transport.send(calls.call(), results::add);
        time.advance(Duration.ofMillis(stopAfter));
        transport.drain();
        time.advanceToEnd();

        assertThat(results).hasSize(1);
        CallResult result = results.get(0);
        int made = attempts.sent().size();
        List<AttemptResult> seen = verdicts.subList(0, made);
        boolean accepted = seen.stream().anyMatch(verdict -> verdict.outcome() == Outcome.ACCEPTED);
        boolean ambiguous = seen.stream().anyMatch(verdict -> verdict.outcome() == Outcome.AMBIGUOUS);
        boolean proven = ambiguous && seen.get(made - 1).alreadyAccepted();

        assertThat(made).isBetween(1, calls.options().getMaxRetries() + 1);
        assertThat(result.attempts()).isEqualTo(made);
        assertThat(result.outcome() == Outcome.ACCEPTED).isEqualTo(accepted || proven);
        assertThat(result.failure() == null).isEqualTo(result.outcome() == Outcome.ACCEPTED);
        if (CERTAINLY_NOT_EXECUTED.contains(result.outcome())) {
            assertThat(ambiguous || accepted).isFalse();
        }
        assertThat(result.possiblyDuplicate())
                .isEqualTo(result.outcome() == Outcome.ACCEPTED && ambiguous && !proven && !deduplicated);
        for (int i = 0; i < made - 1; i++) {
            Outcome before = seen.get(i).outcome();
            assertThat(before).isNotIn(Outcome.ACCEPTED, Outcome.REJECTED);
            assertThat(before == Outcome.AMBIGUOUS && !idempotent && !retryAmbiguous)
                    .isFalse();
        }
        assertThat(seen.stream()
                        .filter(verdict -> verdict.outcome() == Outcome.AUTH)
                        .count())
                .isLessThanOrEqualTo(2);
        assertThat(attempts.sent())
                .allMatch(sent -> sent.at().compareTo(Duration.ofSeconds(30)) < 0
                        && sent.at().compareTo(Duration.ofMillis(Math.max(stopAfter, 1))) <= 0);
        assertThat(transport.open()).isZero();
        assertThat(transport.limits("tpns:1500000001").inFlight()).isZero();
        assertThat(transport.limits("tpns:1500000001").retryTokens()).isBetween(0, RetryTokenBucket.CAPACITY);
    }
}
