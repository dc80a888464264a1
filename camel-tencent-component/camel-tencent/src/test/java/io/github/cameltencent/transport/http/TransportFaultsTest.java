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
import io.github.cameltencent.testing.Replies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.Calls;
import io.github.cameltencent.transport.Rig;
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

/** What becomes of a call when the network or the server goes wrong. */
@Tag("httpclient")
class TransportFaultsTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
        server.close();
    }

    private static void assertOutcome(CallResult result, Outcome outcome, String code) {
        assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(outcome);
        assertThat(result.failure().getCode()).isEqualTo(code);
    }

    @Test
    void anAnswerIsTold() {
        CallResult result = rig.call(Calls.to(server));

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.requestId()).isEqualTo("request-1");
        assertThat(result.possiblyDuplicate()).isFalse();
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0).header("Host")).isEqualTo("localhost:" + server.port());
        assertThat(server.requests().get(0).text()).isEqualTo("{\"audience_type\":\"token\"}");
    }

    @Test
    void aRefusedConnectionIsTransientAndRepeated() {
        server.close();

        CallResult result = rig.call(Calls.to(server).retries(2));

        assertOutcome(result, Outcome.TRANSIENT, "CONNECT_REFUSED");
        assertThat(result.attempts()).isEqualTo(3);
    }

    @Test
    void aNameThatDoesNotExistIsTransient() {
        assertOutcome(
                rig.call(Calls.to(URI.create("http://no-such-host.invalid/")).retries(0)),
                Outcome.TRANSIENT,
                "HOST_UNKNOWN");
    }

    @Test
    void aConnectionThatNobodyAcceptsFailsWithinConnectTimeout() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = fillBacklog(full);
            Calls calls = Calls.to(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"))
                    .retries(0);
            long begun = System.nanoTime();

            CallResult result = rig.call(calls);

            assertOutcome(result, Outcome.TRANSIENT, "CONNECT_TIMEOUT");
            assertThat((System.nanoTime() - begun) / 1e6).isCloseTo(1000, within(200.0));
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
        server.always(Replies.silence());
        Calls calls = Calls.to(server);
        calls.options().setResponseTimeout(300);

        CallResult result = rig.call(calls);

        assertOutcome(result, Outcome.AMBIGUOUS, "RESPONSE_TIMEOUT");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aServerThatDribblesIsBoundedByRequestTimeout() {
        server.always(Replies.dribble(50));
        Calls calls = Calls.to(server);
        calls.options().setRequestTimeout(600);
        long begun = System.nanoTime();

        CallResult result = rig.call(calls);

        assertOutcome(result, Outcome.AMBIGUOUS, "REQUEST_TIMEOUT");
        assertThat((System.nanoTime() - begun) / 1e6).isCloseTo(600, within(300.0));
    }

    @Test
    void aConnectionThatIsResetBeforeTheRequestIsNeverReportedAsAccepted() {
        server.resettingConnections();

        CallResult result = rig.call(Calls.to(server).retries(1));

        assertThat(result.outcome()).isIn(Outcome.TRANSIENT, Outcome.AMBIGUOUS);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aResetAfterTheRequestIsAmbiguousAndNotRepeatedBlindly() {
        server.then(Replies.reset());

        CallResult result = rig.call(Calls.to(server));

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
    void anAnswerThatIsCutOrNoHttpIsAmbiguous(String answer) {
        server.then(Replies.raw(answer));

        CallResult result = rig.call(Calls.to(server));

        assertOutcome(result, Outcome.AMBIGUOUS, "CONNECTION_LOST");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void randomBytesAreNeverAccepted() {
        Random random = new Random(7);
        Calls calls = Calls.to(server);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            server.then(Replies.raw(new String(bytes, StandardCharsets.ISO_8859_1)));

            assertThat(rig.call(calls).outcome()).isEqualTo(Outcome.AMBIGUOUS);
        }
    }

    @Test
    void aHeadWithoutEndIsCutBeforeItFillsTheMemory() {
        server.then((request, socket) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                ScriptedServer.write(socket, "x".repeat(65536));
            }
        });

        assertOutcome(rig.call(Calls.to(server)), Outcome.AMBIGUOUS, "CONNECTION_LOST");
    }

    @Test
    void anAnswerOfTheLargestSizeIsRead() {
        byte[] large = new byte[HttpAttempts.MAX_ANSWER_BYTES];
        server.then(Replies.answer(200, large));

        CallResult result = rig.call(Calls.to(server));

        assertThat(result.answer().body()).hasSize(HttpAttempts.MAX_ANSWER_BYTES);
    }

    @Test
    void anAnswerOfOneByteMoreIsRefusedAndAmbiguous() {
        server.then(Replies.answer(200, new byte[HttpAttempts.MAX_ANSWER_BYTES + 1]));

        assertOutcome(rig.call(Calls.to(server)), Outcome.AMBIGUOUS, "ANSWER_TOO_LARGE");
    }

    @Test
    void chunksWithoutEndAreRefusedAndAmbiguous() {
        server.then(Replies.endlessChunks());

        assertOutcome(rig.call(Calls.to(server)), Outcome.AMBIGUOUS, "ANSWER_TOO_LARGE");
    }

    @Test
    void aPackedAnswerIsUnpacked() throws IOException {
        server.then(Replies.answer(200, gzip("accepted".getBytes(StandardCharsets.UTF_8)), "Content-Encoding: gzip"));

        assertThat(rig.call(Calls.to(server)).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aPackedAnswerThatUnpacksToTooMuchIsRefused() throws IOException {
        server.then(Replies.answer(200, gzip(new byte[HttpAttempts.MAX_ANSWER_BYTES + 1]), "Content-Encoding: gzip"));

        assertOutcome(rig.call(Calls.to(server)), Outcome.AMBIGUOUS, "ANSWER_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity", "no-such-thing"})
    void anAnswerThatOnlySaysThatItIsPackedIsReadAsItIs(String encoding) {
        server.then(Replies.answer(200, "accepted", "Content-Encoding: " + encoding));

        assertThat(rig.call(Calls.to(server)).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json; charset=no-such-charset", ";;;=", "\u00ff"})
    void aStrangeContentTypeDoesNotLoseTheAnswer(String contentType) {
        server.then(Replies.answer(200, "accepted", "Content-Type: " + contentType));

        assertThat(rig.call(Calls.to(server)).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aReaderThatFailsIsAmbiguous() {
        server.then(Replies.answer(200, "failing reader"));

        assertOutcome(rig.call(Calls.to(server)), Outcome.AMBIGUOUS, "ANSWER_UNREADABLE");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        try (ScriptedServer elsewhere = ScriptedServer.start()) {
            server.always(Replies.answer(status, "", "Location: " + elsewhere.uri()));

            CallResult result = rig.call(Calls.to(server));

            assertOutcome(result, Outcome.REJECTED, "HTTP_" + status);
            assertThat(elsewhere.connections()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 413, 418})
    void aRefusalIsNotRepeated(int status) {
        server.always(Replies.answer(
                status, "no", "WWW-Authenticate: Basic realm=\"x\"", "Proxy-Authenticate: Basic realm=\"x\""));

        CallResult result = rig.call(Calls.to(server).idempotent());

        assertThat(result.outcome())
                .isEqualTo(status == 401 || status == 403 || status == 407 ? Outcome.AUTH : Outcome.REJECTED);
        assertThat(result.failure().getHttpStatus()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void anErrorOfTheServerIsAmbiguousAndRepeatedOnlyWhereThatIsSafe(int status) {
        server.always(Replies.answer(status, "oops"));

        CallResult once = rig.call(Calls.to(server));
        assertOutcome(once, Outcome.AMBIGUOUS, "HTTP_" + status);
        assertThat(server.requests()).hasSize(1);

        CallResult often = rig.call(Calls.to(server).idempotent());
        assertOutcome(often, Outcome.AMBIGUOUS, "HTTP_" + status);
        assertThat(often.attempts()).isEqualTo(4);
        assertThat(server.requests()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anIdempotentCallIsRepeatedUntilItIsAccepted(int failures) {
        server.then(failures, Replies.answer(503, "oops"));
        Calls calls = Calls.to(server).idempotent();

        CallResult result = rig.call(calls);

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.attempts()).isEqualTo(failures + 1);
        assertThat(server.requests()).hasSize(failures + 1);
        assertThat(server.requests().stream()
                        .map(request -> request.header("Sign"))
                        .distinct())
                .as("each attempt is signed anew")
                .hasSize(failures + 1);
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsNotNoticed() {
        server.then(Replies.okThenClose());
        assertThat(rig.call(Calls.to(server).retries(0)).outcome()).isEqualTo(Outcome.ACCEPTED);
        org.awaitility.Awaitility.await().until(() -> server.openConnections() == 0);

        CallResult second = rig.call(Calls.to(server));

        assertThat(second.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionIsUsedAgain() {
        for (int i = 0; i < 5; i++) {
            rig.call(Calls.to(server));
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aRequestWithoutABodyCanBeMadeToo() {
        CallResult result = rig.call(Calls.to(server).get());

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
