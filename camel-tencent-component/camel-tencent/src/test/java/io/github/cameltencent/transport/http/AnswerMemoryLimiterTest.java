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
package io.github.cameltencent.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCallBuilder;
import io.github.cameltencent.transport.TransportFixture;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers share a memory limit; beyond it reading pauses, and no outcome changes. */
@Tag("httpclient")
class AnswerMemoryLimiterTest {

    private static final int STEP = AnswerMemoryLimiter.STEP_BYTES;

    private final List<String> updates = new ArrayList<>();

    private AnswerMemoryLimiter.Reservation reserve(AnswerMemoryLimiter limiter) {
        return limiter.reservation();
    }

    private void request(AnswerMemoryLimiter.Reservation reservation, String name) throws IOException {
        reservation.request(increment -> updates.add(name));
    }

    @Test
    void readingResumesWhenAnotherAnswerReleasesItsMemory() throws IOException {
        AnswerMemoryLimiter limiter = new AnswerMemoryLimiter(2 * STEP);
        AnswerMemoryLimiter.Reservation oldest = reserve(limiter);
        AnswerMemoryLimiter.Reservation second = reserve(limiter);
        request(oldest, "oldest");
        request(second, "second");
        request(second, "second again");
        assertThat(updates).containsExactly("oldest", "second");

        oldest.release();

        assertThat(updates).containsExactly("oldest", "second", "second again");
        second.release();
        assertThat(limiter.reserved()).isZero();
    }

    @Test
    void theOldestAnswerIsNeverPaused() throws IOException {
        AnswerMemoryLimiter limiter = new AnswerMemoryLimiter(STEP);
        AnswerMemoryLimiter.Reservation oldest = reserve(limiter);
        AnswerMemoryLimiter.Reservation second = reserve(limiter);
        request(oldest, "oldest");
        request(second, "second");
        request(oldest, "oldest again");
        assertThat(updates).containsExactly("oldest", "oldest again");

        oldest.release();

        assertThat(updates).endsWith("second");
    }

    @Test
    void aReleasedReservationDoesNotGrow() throws IOException {
        AnswerMemoryLimiter limiter = new AnswerMemoryLimiter(STEP);
        AnswerMemoryLimiter.Reservation released = reserve(limiter);
        request(released, "cut");
        released.release();
        released.release();
        request(released, "cut");

        assertThat(updates).containsExactly("cut");
        assertThat(limiter.reserved()).isZero();
    }

    /** 20 concurrent answers of 4 MB with memory for two steps: all but the oldest are paused. */
    @Test
    void manyLargeAnswersAreAllReceived() {
        int answers = 20;
        CountDownLatch allBegun = new CountDownLatch(answers);
        AnswerMemoryLimiter limiter = new AnswerMemoryLimiter(2L * STEP);
        try (ScriptedServer server = ScriptedServer.start();
                TransportFixture fixture = new TransportFixture(
                        TransportFixture.PLAIN,
                        SystemDefaultDnsResolver.INSTANCE,
                        (client, clock, executor) ->
                                new HttpAttemptSender(() -> client, true, clock, executor, limiter))) {
            server.always((request, socket) -> {
                allBegun.countDown();
                allBegun.await();
                writeLarge(socket);
                return true;
            });
            HttpCallBuilder calls = HttpCallBuilder.to(server);
            calls.options().setRequestTimeout(60_000);
            calls.options().setResponseTimeout(60_000);
            List<CompletableFuture<CallResult>> sent = new ArrayList<>();
            for (int i = 0; i < answers; i++) {
                sent.add(fixture.send(calls.call()));
            }

            for (CompletableFuture<CallResult> call : sent) {
                CallResult result = call.join();
                assertThat(result.outcome()).isEqualTo(Outcome.AMBIGUOUS); // the default of the test reader
                assertThat(result.failure().getCode()).isEqualTo("CODE_AMBIGUOUS");
                assertThat(result.answer().body()).hasSize(4_000_000);
            }
            await().until(() -> limiter.reserved() == 0);
        }
    }

    private static void writeLarge(Socket socket) throws IOException {
        ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        String chunk = "x".repeat(40_000);
        for (int i = 0; i < 100; i++) {
            ScriptedServer.write(socket, "9c40\r\n" + chunk + "\r\n");
        }
        ScriptedServer.write(socket, "0\r\n\r\n");
    }
}
