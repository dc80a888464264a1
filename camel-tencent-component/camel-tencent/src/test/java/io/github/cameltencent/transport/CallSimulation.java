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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Calls with scripted attempts, in simulated time. */
abstract class CallSimulation {

    static final AttemptResult ACCEPTED = AttemptResult.accepted("id", null);
    static final AttemptResult THROTTLED = AttemptResult.failed(Outcome.THROTTLED, "1008028", "too often");
    static final AttemptResult TRANSIENT = AttemptResult.failed(Outcome.TRANSIENT, "CONNECT_REFUSED", "refused");
    static final AttemptResult AMBIGUOUS = AttemptResult.failed(Outcome.AMBIGUOUS, "CONNECTION_LOST", "lost");
    static final AttemptResult REJECTED = AttemptResult.failed(Outcome.REJECTED, "1008001", "wrong");
    static final AttemptResult SIGN_ANEW =
            new AttemptResult(Outcome.AUTH, "1008003", true, "expired", null, null, true, false, null, null);
    static final AttemptResult WRONG_KEYS = AttemptResult.failed(Outcome.AUTH, "1008004", "keys");
    static final AttemptResult REPEATED =
            new AttemptResult(Outcome.REJECTED, "10010018", true, "repeated", null, null, false, true, null, null);

    final ManualTransportClock time = new ManualTransportClock();
    final ScriptedAttempts attempts = new ScriptedAttempts(time);
    final HttpTransport transport = transport(1.0);
    final HttpCallBuilder calls = HttpCallBuilder.to(URI.create("http://localhost/"));
    final List<CallResult> results = new ArrayList<>();

    CallSimulation() {
        calls.options().setRequestTimeout(30_000);
    }

    /** Creates a transport whose jitter is always the given fraction of its maximum. */
    HttpTransport transport(double jitter) {
        return new HttpTransport(
                attempts,
                time,
                new RetryBackoff(() -> new Random() {
                    @Override
                    public long nextLong(long bound) {
                        return (long) ((bound - 1) * jitter);
                    }
                }),
                new RouteExecutor(Runnable::run, 1, time));
    }

    CallResult call() {
        return call(transport, calls.call());
    }

    CallResult call(HttpTransport by, HttpCall call) {
        results.clear();
        by.send(call, results::add);
        time.advanceToEnd();
        assertThat(results).as("notified once").hasSize(1);
        assertThat(by.open()).isZero();
        assertThat(by.limits(call.application()).inFlight()).isZero();
        return results.get(0);
    }

    static HttpAnswer answer(int status, String retryAfter) {
        return new HttpAnswer(status, null, new byte[0], null, retryAfter);
    }
}
