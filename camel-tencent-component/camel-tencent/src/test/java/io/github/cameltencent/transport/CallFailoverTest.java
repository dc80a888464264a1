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
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls succeed while the primary host fails, over a real client and real sockets. */
class CallFailoverTest {

    private static final int CALLS = 1_000;

    private final ScriptedServer primary = ScriptedServer.start();
    private final ScriptedServer backup = ScriptedServer.start();
    private final AtomicLong nanos = new AtomicLong();
    private final HostCircuitBreakers hosts = new HostCircuitBreakers(nanos::get);
    private final TransportFixture fixture = new TransportFixture();

    @AfterEach
    void stop() {
        fixture.close();
        primary.close();
        backup.close();
    }

    /** Signs for the selected host, like the signers of the services. */
    private RequestSigner signer(URI first, URI second) {
        HostFailover failover = hosts.failover(first, second);
        return new RequestSigner() {
            @Override
            public SignedRequest sign(Instant now) {
                return failover.sign(base -> {
                    Map<String, String> headers = new LinkedHashMap<>();
                    headers.put("Content-Type", "application/json");
                    headers.put("Sign", "for " + base.getAuthority());
                    return new SignedRequest("POST", base, headers, RequestBody.of("{}".getBytes()));
                });
            }

            @Override
            public void ended(SignedRequest request, AttemptResult result) {
                failover.ended(result);
            }

            @Override
            public boolean failsOver() {
                return failover.failsOver();
            }
        };
    }

    private CompletableFuture<CallResult> begin(boolean idempotent) {
        HttpCallBuilder calls = HttpCallBuilder.to(primary);
        calls.options().setMaxInFlight(64);
        calls.options().setRequestTimeout(20_000);
        calls.options().setAcquireTimeout(30_000);
        if (idempotent) {
            calls.idempotent();
        }
        return fixture.send(calls.call(signer(primary.uri(), backup.uri())));
    }

    private long accepted(boolean idempotent) {
        List<CompletableFuture<CallResult>> ends =
                IntStream.range(0, CALLS).mapToObj(any -> begin(idempotent)).toList();
        return ends.stream()
                .map(end -> end.orTimeout(60, TimeUnit.SECONDS).join())
                .filter(result -> result.outcome() == Outcome.ACCEPTED)
                .count();
    }

    @Test
    void aThousandIdempotentCallsSucceedWhileThePrimaryAnswersWith500() {
        primary.always(ScriptedReplies.answer(500, "broken"));
        assertThat(accepted(true)).isEqualTo(CALLS);
        assertThat(backup.requests()).hasSize(CALLS);
        assertThat(primary.requests())
                .as("calls in flight when the circuit opened")
                .hasSizeLessThan(150);
    }

    @Test
    void aThousandCallsSucceedWhileThePrimaryRefusesConnections() {
        primary.close();
        assertThat(accepted(false)).isEqualTo(CALLS);
    }

    @Test
    void onlyFiveOfAThousandSequentialCallsAreAmbiguous() {
        primary.always(ScriptedReplies.answer(502, "broken"));
        long accepted = 0;
        for (int i = 0; i < CALLS; i++) {
            accepted += begin(false).join().outcome() == Outcome.ACCEPTED ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(CALLS - 5);
    }

    @Test
    void requestsAreSignedForTheHostThatReceivesThem() {
        primary.always(ScriptedReplies.answer(500, "broken"));
        accepted(true);
        for (ScriptedServer server : List.of(primary, backup)) {
            assertThat(server.requests()).allSatisfy(request -> assertThat(request.header("Sign"))
                    .isEqualTo("for " + request.header("Host")));
        }
    }

    @Test
    void callsReturnToThePrimaryAfterItsRecovery() {
        primary.always(ScriptedReplies.answer(500, "broken"));
        for (int i = 0; i < 5; i++) {
            begin(true).join();
        }
        int failed = primary.requests().size();
        assertThat(begin(true).join().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(primary.requests()).hasSize(failed);
        primary.always(ScriptedReplies.ok());
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(7));
        int before = backup.requests().size();
        for (int i = 0; i < 10; i++) {
            assertThat(begin(true).join().outcome()).isEqualTo(Outcome.ACCEPTED);
        }
        assertThat(backup.requests()).hasSize(before);
        assertThat(primary.requests()).hasSize(failed + 10);
    }
}
