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

/** Calls whose attempts are scripted, in simulated time. */
abstract class SimulatedCalls {

    static final Verdict ACCEPTED = Verdict.accepted("id", null);
    static final Verdict THROTTLED = Verdict.failed(Outcome.THROTTLED, "1008028", "too often");
    static final Verdict TRANSIENT = Verdict.failed(Outcome.TRANSIENT, "CONNECT_REFUSED", "refused");
    static final Verdict AMBIGUOUS = Verdict.failed(Outcome.AMBIGUOUS, "CONNECTION_LOST", "lost");
    static final Verdict REJECTED = Verdict.failed(Outcome.REJECTED, "1008001", "wrong");
    static final Verdict SIGN_ANEW =
            new Verdict(Outcome.AUTH, "1008003", true, "expired", null, null, true, false, null, null);
    static final Verdict WRONG_KEYS = Verdict.failed(Outcome.AUTH, "1008004", "keys");
    static final Verdict REPEATED =
            new Verdict(Outcome.REJECTED, "10010018", true, "repeated", null, null, false, true, null, null);

    final ManualTime time = new ManualTime();
    final ScriptedAttempts attempts = new ScriptedAttempts(time);
    final HttpTransport transport = transport(1.0);
    final Calls calls = Calls.to(URI.create("http://localhost/"));
    final List<CallResult> results = new ArrayList<>();

    SimulatedCalls() {
        calls.options().setRequestTimeout(30_000);
    }

    /** A transport whose jitter is always that part of its ceiling. */
    HttpTransport transport(double jitter) {
        return new HttpTransport(
                attempts,
                time,
                new Backoff(() -> new Random() {
                    @Override
                    public long nextLong(long bound) {
                        return (long) ((bound - 1) * jitter);
                    }
                }),
                new RouteExecutor(Runnable::run));
    }

    CallResult call() {
        return call(transport, calls.call());
    }

    CallResult call(HttpTransport by, HttpCall call) {
        results.clear();
        by.send(call, results::add);
        time.passAll();
        assertThat(results).as("the call is told its end once").hasSize(1);
        assertThat(by.open()).isZero();
        assertThat(by.scope(call.scope()).inFlight()).isZero();
        return results.get(0);
    }

    static HttpAnswer answer(int status, String retryAfter) {
        return new HttpAnswer(status, null, new byte[0], null, retryAfter);
    }
}
