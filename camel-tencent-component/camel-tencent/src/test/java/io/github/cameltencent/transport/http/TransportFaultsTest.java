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
import static org.assertj.core.api.Assertions.within;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCallBuilder;
import io.github.cameltencent.transport.TransportFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outcomes of calls when the network or the server fails. */
@Tag("httpclient")
class TransportFaultsTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final TransportFixture fixture = new TransportFixture();

    @AfterEach
    void close() {
        fixture.close();
        server.close();
    }

    private static void assertOutcome(CallResult result, Outcome outcome, String code) {
        assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(outcome);
        assertThat(result.failure().getCode()).isEqualTo(code);
    }

    @Test
    void anAcceptedAnswerIsReported() {
        CallResult result = fixture.call(HttpCallBuilder.to(server));

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.requestId()).isEqualTo("request-1");
        assertThat(result.possiblyDuplicate()).isFalse();
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0).header("Host")).isEqualTo("localhost:" + server.port());
        assertThat(server.requests().get(0).text()).isEqualTo("{\"audience_type\":\"token\"}");
    }

    @Test
    void aRefusedConnectionIsTransientAndRetried() {
        server.close();

        CallResult result = fixture.call(HttpCallBuilder.to(server).retries(2));

        assertOutcome(result, Outcome.TRANSIENT, "CONNECT_REFUSED");
        assertThat(result.attempts()).isEqualTo(3);
    }

    @Test
    void aNameThatDoesNotExistIsTransient() {
        assertOutcome(
                fixture.call(HttpCallBuilder.to(URI.create("http://no-such-host.invalid/"))
                        .retries(0)),
                Outcome.TRANSIENT,
                "HOST_UNKNOWN");
    }

    @Test
    void aConnectionThatIsNotAcceptedFailsWithinConnectTimeout() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = fillBacklog(full);
            HttpCallBuilder calls = HttpCallBuilder.to(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"))
                    .retries(0);
            long sent = System.nanoTime();

            CallResult result = fixture.call(calls);

            assertOutcome(result, Outcome.TRANSIENT, "CONNECT_TIMEOUT");
            assertThat((System.nanoTime() - sent) / 1e6).isCloseTo(1000, within(200.0));
            waiting.forEach(ScriptedServer::closeQuietly);
        }
    }

    private static List<Socket> fillBacklog(ServerSocket server) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 100);
            } catch (IOException full) {
                return sockets;
            }
        }
        return sockets;
    }

    @Test
    void aSilentServerIsAmbiguous() {
        server.always(ScriptedReplies.silence());
        HttpCallBuilder calls = HttpCallBuilder.to(server);
        calls.options().setResponseTimeout(300);

        CallResult result = fixture.call(calls);

        assertOutcome(result, Outcome.AMBIGUOUS, "RESPONSE_TIMEOUT");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aSlowlySendingServerIsBoundedByRequestTimeout() {
        server.always(ScriptedReplies.dribble(50));
        HttpCallBuilder calls = HttpCallBuilder.to(server);
        calls.options().setRequestTimeout(600);
        long sent = System.nanoTime();

        CallResult result = fixture.call(calls);

        assertOutcome(result, Outcome.AMBIGUOUS, "REQUEST_TIMEOUT");
        assertThat((System.nanoTime() - sent) / 1e6).isCloseTo(600, within(300.0));
    }

    @Test
    void aConnectionResetBeforeTheRequestIsNeverAccepted() {
        server.resettingConnections();

        CallResult result = fixture.call(HttpCallBuilder.to(server).retries(1));

        assertThat(result.outcome()).isIn(Outcome.TRANSIENT, Outcome.AMBIGUOUS);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aConnectionResetAfterTheRequestIsAmbiguousAndNotRetried() {
        server.then(ScriptedReplies.reset());

        CallResult result = fixture.call(HttpCallBuilder.to(server));

        assertOutcome(result, Outcome.AMBIGUOUS, "CONNECTION_LOST");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345678901234567890123456789012345678901234567890",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\naccepted\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\naccepted\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\naccepted",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\naccepted",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
                "HTTP/9.9 200 OK\r\nContent-Length: 8\r\n\r\naccepted",
                "HTTP/1.1 banana\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n"
            })
    void anIncompleteOrInvalidAnswerIsAmbiguous(String answer) {
        server.then(ScriptedReplies.raw(answer));

        CallResult result = fixture.call(HttpCallBuilder.to(server));

        assertOutcome(result, Outcome.AMBIGUOUS, "CONNECTION_LOST");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void randomBytesAreNeverAccepted() {
        Random random = new Random(7);
        HttpCallBuilder calls = HttpCallBuilder.to(server);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            server.then(ScriptedReplies.raw(new String(bytes, StandardCharsets.ISO_8859_1)));

            assertThat(fixture.call(calls).outcome()).isEqualTo(Outcome.AMBIGUOUS);
        }
    }

    @Test
    void anEndlessResponseHeadIsAborted() {
        server.then((request, socket) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                ScriptedServer.write(socket, "x".repeat(65536));
            }
        });

        assertOutcome(fixture.call(HttpCallBuilder.to(server)), Outcome.AMBIGUOUS, "CONNECTION_LOST");
    }

    @Test
    void anAnswerOfTheMaximumSizeIsRead() {
        byte[] large = new byte[HttpAttemptSender.MAX_ANSWER_BYTES];
        server.then(ScriptedReplies.answer(200, large));

        CallResult result = fixture.call(HttpCallBuilder.to(server));

        assertThat(result.answer().body()).hasSize(HttpAttemptSender.MAX_ANSWER_BYTES);
    }

    @Test
    void anAnswerAboveTheMaximumSizeIsAmbiguous() {
        server.then(ScriptedReplies.answer(200, new byte[HttpAttemptSender.MAX_ANSWER_BYTES + 1]));

        assertOutcome(fixture.call(HttpCallBuilder.to(server)), Outcome.AMBIGUOUS, "ANSWER_TOO_LARGE");
    }

    @Test
    void endlessChunksAreAmbiguous() {
        server.then(ScriptedReplies.endlessChunks());

        assertOutcome(fixture.call(HttpCallBuilder.to(server)), Outcome.AMBIGUOUS, "ANSWER_TOO_LARGE");
    }

    @Test
    void aGzipAnswerIsDecompressed() throws IOException {
        server.then(ScriptedReplies.answer(
                200, gzip("accepted".getBytes(StandardCharsets.UTF_8)), "Content-Encoding: gzip"));

        assertThat(fixture.call(HttpCallBuilder.to(server)).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aGzipAnswerThatExceedsTheMaximumSizeIsAmbiguous() throws IOException {
        server.then(ScriptedReplies.answer(
                200, gzip(new byte[HttpAttemptSender.MAX_ANSWER_BYTES + 1]), "Content-Encoding: gzip"));

        assertOutcome(fixture.call(HttpCallBuilder.to(server)), Outcome.AMBIGUOUS, "ANSWER_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity", "no-such-thing"})
    void anAnswerWithAWrongContentEncodingIsReadAsItIs(String encoding) {
        server.then(ScriptedReplies.answer(200, "accepted", "Content-Encoding: " + encoding));

        assertThat(fixture.call(HttpCallBuilder.to(server)).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json; charset=no-such-charset", ";;;=", "\u00ff"})
    void anUnknownContentTypeIsAccepted(String contentType) {
        server.then(ScriptedReplies.answer(200, "accepted", "Content-Type: " + contentType));

        assertThat(fixture.call(HttpCallBuilder.to(server)).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aFailureOfTheReaderIsAmbiguous() {
        server.then(ScriptedReplies.answer(200, "failing reader"));

        assertOutcome(fixture.call(HttpCallBuilder.to(server)), Outcome.AMBIGUOUS, "ANSWER_UNREADABLE");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        try (ScriptedServer elsewhere = ScriptedServer.start()) {
            server.always(ScriptedReplies.answer(status, "", "Location: " + elsewhere.uri()));

            CallResult result = fixture.call(HttpCallBuilder.to(server));

            assertOutcome(result, Outcome.REJECTED, "HTTP_" + status);
            assertThat(elsewhere.connections()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 413, 418})
    void aRefusalIsNotRetried(int status) {
        server.always(ScriptedReplies.answer(
                status, "no", "WWW-Authenticate: Basic realm=\"x\"", "Proxy-Authenticate: Basic realm=\"x\""));

        CallResult result = fixture.call(HttpCallBuilder.to(server).idempotent());

        assertThat(result.outcome())
                .isEqualTo(status == 401 || status == 403 || status == 407 ? Outcome.AUTH : Outcome.REJECTED);
        assertThat(result.failure().getHttpStatus()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void aServerErrorIsAmbiguousAndRetriedOnlyIfIdempotent(int status) {
        server.always(ScriptedReplies.answer(status, "oops"));

        CallResult once = fixture.call(HttpCallBuilder.to(server));
        assertOutcome(once, Outcome.AMBIGUOUS, "HTTP_" + status);
        assertThat(server.requests()).hasSize(1);

        CallResult often = fixture.call(HttpCallBuilder.to(server).idempotent());
        assertOutcome(often, Outcome.AMBIGUOUS, "HTTP_" + status);
        assertThat(often.attempts()).isEqualTo(4);
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void case08AllServerErrorsBeforeASuccessAreRepeated() {
        for (int status : new int[] {500, 502, 504}) {
            server.then(ScriptedReplies.answer(status, "oops"));
        }

        CallResult result = fixture.call(HttpCallBuilder.to(server).idempotent());

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(server.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anIdempotentCallIsRetriedUntilItIsAccepted(int failures) {
        server.then(failures, ScriptedReplies.answer(503, "oops"));
        HttpCallBuilder calls = HttpCallBuilder.to(server).idempotent();

        CallResult result = fixture.call(calls);

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.attempts()).isEqualTo(failures + 1);
        assertThat(server.requests()).hasSize(failures + 1);
        assertThat(server.requests().stream()
                        .map(request -> request.header("Sign"))
                        .distinct())
                .as("each attempt is signed")
                .hasSize(failures + 1);
    }

    @Test
    void aConnectionThatTheServerClosedIsReplacedUnnoticed() {
        server.then(ScriptedReplies.okThenClose());
        assertThat(fixture.call(HttpCallBuilder.to(server).retries(0)).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        org.awaitility.Awaitility.await().until(() -> server.openConnections() == 0);

        CallResult second = fixture.call(HttpCallBuilder.to(server));

        assertThat(second.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionIsReused() {
        for (int i = 0; i < 5; i++) {
            fixture.call(HttpCallBuilder.to(server));
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aRequestWithoutABodyIsSent() {
        CallResult result = fixture.call(HttpCallBuilder.to(server).get());

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(server.requests().get(0).method()).isEqualTo("GET");
        assertThat(server.requests().get(0).header("Content-Length")).isNull();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
