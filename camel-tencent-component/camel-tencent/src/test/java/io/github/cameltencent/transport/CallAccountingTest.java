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
import io.github.cameltencent.transport.limit.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call leaves behind: its slot, the counters of its application, the pace of its rate limit. */
class CallAccountingTest extends CallSimulation {

    private static final String APPLICATION = "tpns:1500000001";

    private ApplicationLimits limits() {
        return transport.limits(APPLICATION);
    }

    @Test
    void acceptedAndFailedCallsAreCounted() {
        attempts.then(ACCEPTED).then(REJECTED).then(WRONG_KEYS).then(TRANSIENT).then(ACCEPTED);

        call();
        call();
        call();

        assertThat(limits().accepted()).isEqualTo(1);
        assertThat(limits().failed()).isEqualTo(2);
        assertThat(limits().refusedCredentials()).isEqualTo(WRONG_KEYS.code());

        call();

        assertThat(limits().accepted())
                .as("a call counts once, whatever its attempts")
                .isEqualTo(2);
        assertThat(limits().refusedCredentials()).isNull();
    }

    @Test
    void aRetryThatIsAcceptedReturnsItsTokens() {
        attempts.then(THROTTLED).then(ACCEPTED);

        call();

        assertThat(limits().retryTokens()).isEqualTo(500);
    }

    @Test
    void aCallThatFailsReturnsNoTokens() {
        attempts.then(THROTTLED).then(REJECTED);

        call();

        assertThat(limits().retryTokens()).isEqualTo(495);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, true", "TRANSIENT, false", "REJECTED, false"})
    void onlyAThrottledAnswerSlowsTheRateLimitDown(Outcome outcome, boolean slower) {
        calls.permits(new RateLimit("k", 10, Duration.ofSeconds(1))).retries(0);
        attempts.then(AttemptResult.failed(outcome, "CODE", "so it is"));

        call();

        assertThat(transport.rateLimiters().get("k").usage().slowedTo() < 1).isEqualTo(slower);
    }

    @Test
    void aLocalLimitDoesNotSlowTheRateLimitDown() {
        calls.permits(new RateLimit("k", 10, Duration.ofSeconds(1)));
        attempts.then(HttpTransport.localLimit("no connection"));

        call();

        assertThat(transport.rateLimiters().get("k").usage().slowedTo()).isEqualTo(1);
    }

    @Test
    void theTimeThatACallWaitsForItsRateLimitIsReported() {
        List<Duration> waits = new ArrayList<>();
        HttpTransport observed = new HttpTransport(
                attempts,
                time,
                new RetryBackoff(() -> new Random(1)),
                new RouteExecutor(Runnable::run, 1, time),
                new RateObserver(waits));
        calls.permits(new RateLimit("k", 1, Duration.ofSeconds(2)));
        attempts.then(ACCEPTED).then(ACCEPTED);

        call(observed, calls.call());
        call(observed, calls.call());

        Duration sent = attempts.sent().get(1).at();
        assertThat(sent).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(waits).containsExactly(Duration.ZERO, sent);
    }

    private record RateObserver(List<Duration> waits) implements CallObserver {

        @Override
        public void ended(TencentCall call, String requestId) {
            // only the waits are looked at
        }

        @Override
        public void waited(String application, WaitLimit limit, long nanos) {
            if (limit == WaitLimit.RATE) {
                waits.add(Duration.ofNanos(nanos));
            }
        }
    }

    @Test
    void theSlotOfAStreamedAnswerIsReleasedAtItsEnd() {
        HttpCall call = calls.call().streamed(new StreamTimeouts(5_000, 60_000));
        AnswerStream stream = stream(call);
        attempts.then(ACCEPTED, streamed(stream));

        transport.send(call, results::add);

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.ACCEPTED);
        assertThat(limits().inFlight()).isEqualTo(1);

        stream.complete();

        assertThat(limits().inFlight()).isZero();
    }

    @Test
    void theSlotOfARefusedStreamIsReleasedAtOnce() {
        HttpCall call = calls.call().streamed(new StreamTimeouts(5_000, 60_000));
        attempts.then(REJECTED, streamed(stream(call)));

        transport.send(call, results::add);

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.REJECTED);
        assertThat(limits().inFlight()).isZero();
    }

    private static AnswerStream stream(HttpCall call) {
        return new AnswerStream(call, new BasicHttpResponse(200), () -> {});
    }

    private static HttpAnswer streamed(AnswerStream stream) {
        return new HttpAnswer(200, "text/event-stream", new byte[0], null, null, stream);
    }
}
