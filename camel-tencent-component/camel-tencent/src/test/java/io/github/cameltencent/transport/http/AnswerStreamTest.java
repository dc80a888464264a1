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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentAmbiguousException;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.AnswerStream;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.HttpCallBuilder;
import io.github.cameltencent.transport.StreamTimeouts;
import io.github.cameltencent.transport.TransportFixture;
import io.github.cameltencent.transport.limit.RateLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streamed answers: opened with the response head, back-pressure, timeouts, and an end in every case. */
class AnswerStreamTest {

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nX-TC-RequestId: r-1\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n";

    private final TransportFixture fixture = new TransportFixture();
    private final ScriptedServer server = ScriptedServer.start();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Semaphore more = new Semaphore(0);

    @AfterEach
    void close() {
        latch.countDown();
        more.release(1000);
        server.close();
        fixture.close();
    }

    @Test
    void dataIsReadableAsSoonAsItArrives() throws Exception {
        server.then((request, socket) -> {
            OutputStream out = write(socket, HEAD);
            write(out, "data: 1\n\n");
            more.acquire();
            write(out, "data: 2\n\n");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        });

        CallResult result = fixture.call(call(5000, 10_000));
        AnswerStream stream = (AnswerStream) result.content();

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(stream.header("X-TC-RequestId")).isEqualTo("r-1");
        assertThat(new String(stream.readNBytes(9), StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n");
        more.release();
        assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("data: 2\n\n");
    }

    @Test
    void theConnectionIsReusedAfterTheEndOfTheStream() throws Exception {
        server.always((request, socket) -> {
            OutputStream out = write(socket, HEAD);
            write(out, "data: 1\n\n");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        });

        for (int i = 0; i < 5; i++) {
            AnswerStream stream =
                    (AnswerStream) fixture.call(call(5000, 10_000)).content();
            assertThat(stream.readAllBytes()).hasSize(9);
            await().until(() -> fixture.transport().limits("stream").inFlight() == 0);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aStreamKeepsItsSlotUntilItsEnd() throws Exception {
        server.then((request, socket) -> {
            OutputStream out = write(socket, HEAD);
            more.acquire();
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        });

        AnswerStream stream = (AnswerStream) fixture.call(call(5000, 10_000)).content();

        assertThat(fixture.transport().limits("stream").inFlight()).isEqualTo(1);
        more.release();
        assertThat(stream.readAllBytes()).isEmpty();
        await().until(() -> fixture.transport().limits("stream").inFlight() == 0);
    }

    @Test
    void anAbortedStreamReturnsTheDataReceivedAndThenFailsAsAmbiguous() throws Exception {
        server.then((request, socket) -> {
            write(write(socket, HEAD), "data: 1\n\n");
            more.acquire();
            return false;
        });

        AnswerStream stream = (AnswerStream) fixture.call(call(5000, 10_000)).content();

        assertThat(stream.readNBytes(9)).hasSize(9);
        more.release();
        assertThatThrownBy(stream::read)
                .isInstanceOfSatisfying(TencentAmbiguousException.class, e -> assertThat(e.getCode())
                        .isEqualTo("STREAM_CUT"));
    }

    @Test
    void anIdleStreamEndsAfterTheIdleTimeout() throws Exception {
        server.then(silent());

        AnswerStream stream = (AnswerStream) fixture.call(call(300, 10_000)).content();

        assertThatThrownBy(stream::read).isInstanceOfSatisfying(TencentException.class, e -> assertThat(e.getCode())
                .isEqualTo("STREAM_IDLE"));
    }

    @Test
    void anEndlessStreamEndsAfterTheMaximumDuration() throws Exception {
        server.then((request, socket) -> {
            OutputStream out = write(socket, HEAD);
            try {
                while (!latch.await(20, TimeUnit.MILLISECONDS)) {
                    write(out, ": still here\n");
                }
            } catch (IOException e) {
                latch.countDown();
            }
            return false;
        });

        AnswerStream stream = (AnswerStream) fixture.call(call(5000, 400)).content();

        assertThatThrownBy(stream::readAllBytes)
                .isInstanceOfSatisfying(
                        TencentException.class, e -> assertThat(e.getCode()).isEqualTo("STREAM_TOO_LONG"));
        assertThat(latch.await(5, TimeUnit.SECONDS))
                .as("the server sees that the connection is closed")
                .isTrue();
    }

    @Test
    void closingTheStreamClosesTheConnection() throws Exception {
        server.then((request, socket) -> {
            OutputStream out = write(socket, HEAD);
            more.acquire();
            try {
                write(out, ": a bit that nobody reads\n");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } catch (IOException e) {
                // a reset counts as closed
            }
            latch.countDown();
            return false;
        });

        AnswerStream stream = (AnswerStream) fixture.call(call(5000, 10_000)).content();
        stream.close();
        more.release();

        assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(fixture.transport().limits("stream").inFlight()).isZero();
    }

    @Test
    void aSlowReaderAppliesBackPressureToTheServer() throws Exception {
        AtomicInteger written = new AtomicInteger();
        server.then((request, socket) -> {
            OutputStream out = write(socket, HEAD);
            byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 4096; i++) {
                out.write(chunk);
                written.incrementAndGet();
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        });

        AnswerStream stream = (AnswerStream) fixture.call(call(20_000, 60_000)).content();
        int[] before = {-1};
        await().pollInterval(300, TimeUnit.MILLISECONDS).until(() -> {
            int now = written.get();
            boolean stuck = now == before[0];
            before[0] = now;
            return stuck && now > 0;
        });

        assertThat(written.get())
                .as("of 4096 chunks, only those that fit into the buffers")
                .isLessThan(2048);
        assertThat(stream.readAllBytes()).hasSize(4096 * 0x4000);
    }

    @Test
    void aSlowReaderDoesNotTriggerTheIdleTimeout() throws Exception {
        server.then((request, socket) -> {
            OutputStream out = write(socket, HEAD);
            for (int i = 0; i < 64; i++) {
                write(out, "x".repeat(0x4000));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        });

        AnswerStream stream = (AnswerStream) fixture.call(call(300, 60_000)).content();
        assertThat(stream.read()).isEqualTo('x');
        java.time.Instant until = java.time.Instant.now().plusMillis(1000);
        await().until(() -> java.time.Instant.now().isAfter(until));

        assertThat(stream.readAllBytes()).hasSize(64 * 0x4000 - 1);
    }

    @Test
    void stoppingTheTransportEndsOpenStreams() throws Exception {
        server.then(silent());

        AnswerStream stream = (AnswerStream) fixture.call(call(20_000, 60_000)).content();
        fixture.transport().stop(0);

        assertThatThrownBy(stream::read).isInstanceOfSatisfying(TencentException.class, e -> assertThat(e.getCode())
                .isEqualTo("STOPPED"));
    }

    @Test
    void anAnswerOfAnotherContentTypeIsNotStreamed() {
        server.then(ScriptedReplies.ok());

        CallResult result = fixture.call(call(5000, 10_000));

        assertThat(result.answer().stream()).isNull();
        assertThat(result.answer().body()).isNotEmpty();
    }

    private ScriptedServer.Reply silent() {
        return (request, socket) -> {
            write(socket, HEAD);
            latch.await();
            return false;
        };
    }

    private HttpCall call(int idleMillis, long maxMillis) {
        HttpCall plain = HttpCallBuilder.to(server).call();
        return new HttpCall(
                "cloud",
                "hunyuan/ChatCompletions",
                "stream",
                RateLimit.NONE,
                plain.options(),
                false,
                false,
                plain.signer(),
                answer -> AttemptResult.accepted(null, answer.stream()),
                new StreamTimeouts(idleMillis, maxMillis));
    }

    private static OutputStream write(Socket socket, String head) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return out;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
