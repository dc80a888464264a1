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
import io.github.cameltencent.TencentCall;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a step of a call throws, the call ends once and releases its slot. */
class InternalErrorTest extends CallSimulation {

    /** The step that throws. */
    private enum Step {
        SIGN,
        IS_SAFE,
        ENDED,
        GOES_ELSEWHERE,
        RENEW,
        RENEWED_LATER
    }

    static Stream<Arguments> defects() {
        Supplier<Throwable> exception = () -> new IllegalStateException("a defect");
        Supplier<Throwable> error = () -> new StackOverflowError();
        return Stream.of(
                Arguments.of(Step.SIGN, exception, List.of(ACCEPTED), Outcome.AUTH, "SIGNING_FAILED", 0),
                Arguments.of(Step.SIGN, error, List.of(ACCEPTED), Outcome.TRANSIENT, "INTERNAL", 0),
                Arguments.of(Step.IS_SAFE, exception, List.of(ACCEPTED), Outcome.REJECTED, "INTERNAL", 0),
                Arguments.of(Step.IS_SAFE, error, List.of(ACCEPTED), Outcome.TRANSIENT, "INTERNAL", 0),
                Arguments.of(Step.ENDED, exception, List.of(ACCEPTED), Outcome.AMBIGUOUS, "INTERNAL", 1),
                Arguments.of(Step.ENDED, error, List.of(REJECTED), Outcome.AMBIGUOUS, "INTERNAL", 1),
                Arguments.of(Step.ENDED, exception, List.of(TRANSIENT), Outcome.REJECTED, "INTERNAL", 1),
                Arguments.of(Step.GOES_ELSEWHERE, exception, List.of(THROTTLED), Outcome.AMBIGUOUS, "INTERNAL", 1),
                Arguments.of(Step.GOES_ELSEWHERE, error, List.of(TRANSIENT), Outcome.TRANSIENT, "INTERNAL", 1),
                Arguments.of(Step.RENEW, exception, List.of(SIGN_ANEW), Outcome.AMBIGUOUS, "INTERNAL", 1),
                Arguments.of(Step.RENEWED_LATER, exception, List.of(SIGN_ANEW), Outcome.AUTH, "1008003", 1));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void anExceptionInAnyStepEndsTheCallOnce(
            Step step,
            Supplier<Throwable> thrown,
            List<AttemptResult> verdicts,
            Outcome outcome,
            String code,
            int attempted) {
        verdicts.forEach(attempts::then);

        CallResult result = call(transport, calls.call(new Failing(step, thrown)));

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.failure().getCode()).isEqualTo(code);
        assertThat(result.failure().getMessage()).doesNotContain("a defect");
        assertThat(attempts.sent()).hasSize(attempted);
        assertThat(transport.limits(calls.call().application()).isIdle()).isTrue();
        attempts.then(ACCEPTED);
        assertThat(call().outcome()).as("the next call").isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whatAnObserverThrowsDoesNotReachTheCall() {
        HttpTransport observed = new HttpTransport(
                attempts,
                time,
                new RetryBackoff(() -> new Random(1)),
                new RouteExecutor(Runnable::run, 1, time),
                new FailingObserver());
        attempts.then(ACCEPTED);

        CallResult result = call(observed, calls.call());

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(observed.limits(calls.call().application()).isIdle()).isTrue();
        assertThat(observed.open()).isZero();
    }

    private static final class FailingObserver implements CallObserver {

        @Override
        public void ended(TencentCall call, String requestId) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public void waited(String application, WaitLimit limit, long nanos) {
            throw new StackOverflowError();
        }
    }

    private final class Failing implements RequestSigner {

        private final Step failing;
        private final Supplier<Throwable> thrown;

        Failing(Step failing, Supplier<Throwable> thrown) {
            this.failing = failing;
            this.thrown = thrown;
        }

        private void step(Step step) {
            if (step != failing) {
                return;
            }
            Throwable failure = thrown.get();
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }

        @Override
        public SignedRequest sign(Instant now) {
            step(Step.SIGN);
            return calls.call().signer().sign(now);
        }

        @Override
        public void ended(SignedRequest request, AttemptResult result) {
            step(Step.ENDED);
        }

        @Override
        public CompletionStage<?> renew(AttemptResult refused) {
            step(Step.RENEW);
            return CompletableFuture.failedFuture(thrown.get());
        }

        @Override
        public boolean failsOver() {
            step(Step.GOES_ELSEWHERE);
            return false;
        }

        @Override
        public boolean isSafeAt(Instant now) {
            step(Step.IS_SAFE);
            return true;
        }
    }
}
