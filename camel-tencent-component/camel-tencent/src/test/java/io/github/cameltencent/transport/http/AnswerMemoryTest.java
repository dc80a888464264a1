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
import io.github.cameltencent.transport.Calls;
import io.github.cameltencent.transport.Rig;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that are received share a bound; past it reading stops, and no outcome changes. */
@Tag("httpclient")
class AnswerMemoryTest {

    private static final int STEP = AnswerMemory.STEP_BYTES;

    private final List<String> updates = new ArrayList<>();

    private AnswerMemory.Share share(AnswerMemory memory) {
        return memory.share();
    }

    private void request(AnswerMemory.Share share, String name) throws IOException {
        share.request(increment -> updates.add(name));
    }

    @Test
    void readingGoesOnWhenAnotherAnswerReturnsItsMemory() throws IOException {
        AnswerMemory memory = new AnswerMemory(2 * STEP);
        AnswerMemory.Share oldest = share(memory);
        AnswerMemory.Share second = share(memory);
        request(oldest, "oldest");
        request(second, "second");
        request(second, "second again");
        assertThat(updates).containsExactly("oldest", "second");

        oldest.release();

        assertThat(updates).containsExactly("oldest", "second", "second again");
        second.release();
        assertThat(memory.used()).isZero();
    }

    @Test
    void theOldestAnswerIsNeverStopped() throws IOException {
        AnswerMemory memory = new AnswerMemory(STEP);
        AnswerMemory.Share oldest = share(memory);
        AnswerMemory.Share second = share(memory);
        request(oldest, "oldest");
        request(second, "second");
        request(oldest, "oldest again");
        assertThat(updates).containsExactly("oldest", "oldest again");

        oldest.release();

        assertThat(updates).endsWith("second");
    }

    @Test
    void aStoppedAnswerThatAsksAgainIsResumedOnce() throws IOException {
        AnswerMemory memory = new AnswerMemory(STEP);
        AnswerMemory.Share oldest = share(memory);
        AnswerMemory.Share second = share(memory);
        request(oldest, "oldest");
        request(second, "second");
        request(second, "second again");

        oldest.release();

        assertThat(updates).containsExactly("oldest", "second again");
        second.release();
        assertThat(memory.used()).isZero();
    }

    @Test
    void whatIsReleasedGetsNoMore() throws IOException {
        AnswerMemory memory = new AnswerMemory(STEP);
        AnswerMemory.Share cut = share(memory);
        request(cut, "cut");
        cut.release();
        cut.release();
        request(cut, "cut");

        assertThat(updates).containsExactly("cut");
        assertThat(memory.used()).isZero();
    }

    /** 20 answers of 4 MB begin together, where there is memory for two steps: each is stopped but the oldest. */
    @Test
    void manyLargeAnswersAreReceivedOneAfterTheOther() {
        int answers = 20;
        CountDownLatch allBegun = new CountDownLatch(answers);
        AnswerMemory memory = new AnswerMemory(2L * STEP);
        try (ScriptedServer server = ScriptedServer.start();
                Rig rig = new Rig(
                        Rig.PLAIN,
                        SystemDefaultDnsResolver.INSTANCE,
                        (client, clock, executor) -> new HttpAttempts(() -> client, true, clock, executor, memory))) {
            server.always((request, socket) -> {
                allBegun.countDown();
                allBegun.await();
                writeLarge(socket);
                return true;
            });
            Calls calls = Calls.to(server);
            calls.options().setRequestTimeout(60_000);
            calls.options().setResponseTimeout(60_000);
            List<CompletableFuture<CallResult>> begun = new ArrayList<>();
            for (int i = 0; i < answers; i++) {
                begun.add(rig.begin(calls.call()));
            }

            for (CompletableFuture<CallResult> call : begun) {
                CallResult result = call.join();
                assertThat(result.outcome()).isEqualTo(Outcome.AMBIGUOUS); // what the reader says of unknown text
                assertThat(result.failure().getCode()).isEqualTo("SAID_AMBIGUOUS");
                assertThat(result.answer().body()).hasSize(4_000_000);
            }
            await().until(() -> memory.used() == 0);
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
