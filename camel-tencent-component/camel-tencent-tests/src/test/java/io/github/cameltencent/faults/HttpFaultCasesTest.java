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
package io.github.cameltencent.faults;

import static io.github.cameltencent.testing.ScriptedReplies.answer;
import static io.github.cameltencent.testing.ScriptedReplies.dribble;
import static io.github.cameltencent.testing.ScriptedReplies.raw;
import static io.github.cameltencent.testing.ScriptedReplies.reset;
import static io.github.cameltencent.testing.ScriptedReplies.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.testing.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cases 1 to 9 for a write of each HTTP service, against a server that answers as a test says. */
class HttpFaultCasesTest {

    private static final String OPTIONS = "&requestTimeout=20000";
    private static final String SHORT = "&responseTimeout=700&requestTimeout=1500&maxRetries=0";
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final ScriptedServer server = ScriptedServer.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    private MarkedOutcome send(MarkedCall call, int port, String options) {
        if (!context.isStarted()) {
            MarkedCall.bind(context, port);
            context.start();
        }
        return SentCall.send(context.createProducerTemplate(), call.uri(port, options), call, MarkedCall.mark(1))
                .await(20_000);
    }

    private void assertAmbiguous(MarkedCall call, String code) {
        assertAmbiguous(call, code, OPTIONS + "&maxRetries=0");
    }

    private void assertAmbiguous(MarkedCall call, String code, String options) {
        int before = server.requests().size();
        MarkedOutcome outcome = send(call, server.port(), options);
        assertThat(outcome.outcome()).as("%s", outcome).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(server.requests()).hasSize(before + 1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case01ARefusedConnectionIsTransient(MarkedCall call) throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        assertThat(send(call, closed, OPTIONS).outcome()).isEqualTo(Outcome.TRANSIENT);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case02ASilentServerIsAmbiguous(MarkedCall call) {
        server.always(silence());
        assertAmbiguous(call, "RESPONSE_TIMEOUT", SHORT);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case02ASlowServerIsBoundedByRequestTimeout(MarkedCall call) {
        server.always(dribble(50));
        assertAmbiguous(call, "REQUEST_TIMEOUT", SHORT);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHAT", "IM"})
    void case03AResetAfterTheRequestIsAmbiguousAndNotRetried(MarkedCall call) {
        server.always(reset());

        MarkedOutcome outcome = send(call, server.port(), OPTIONS);

        assertThat(outcome.outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case04AnAnswerThatIsCutIsAmbiguous(MarkedCall call) {
        for (String cut : List.of(
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ret_code\":0,",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n")) {
            server.then(raw(cut));
            assertAmbiguous(call, "CONNECTION_LOST");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case05AnAnswerThatSaysNothingIsAmbiguous(MarkedCall call) {
        Charset gbk = Charset.forName("GBK");
        Stream.of(
                        "<html>Welcome</html>",
                        "\"\"",
                        "{}",
                        "null",
                        "[]",
                        "{\"ret_code\":",
                        "{\"ret_code\":{},\"ErrorCode\":[],\"Response\":7}",
                        "[".repeat(1000) + "]".repeat(1000),
                        "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .forEach(body -> {
                    server.then(answer(200, body));
                    assertAmbiguous(call, "BAD_ANSWER");
                });
        server.then(answer(200, "{\"err_msg\":\"\u6210\u529f".getBytes(gbk)));
        assertAmbiguous(call, "BAD_ANSWER");
        server.then(answer(200, BOM));
        assertAmbiguous(call, "BAD_ANSWER");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case05CodesAsTextAndAByteOrderMarkAreRead(MarkedCall call) {
        String accepted =
                "{\"ret_code\":\"0\",\"ActionStatus\":\"OK\",\"ErrorCode\":\"0\",\"Response\":{\"RequestId\":\"r\"}}";
        for (String text : List.of(accepted, "\ufeff" + accepted)) {
            server.then(answer(200, text));
            assertThat(send(call, server.port(), OPTIONS).outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case06ABombIsAmbiguous(MarkedCall call) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[11 << 20]);
        }
        assertThat(bomb.size()).isLessThan(11 << 11);
        server.then(answer(200, bomb.toByteArray(), "Content-Encoding: gzip"));

        MarkedOutcome outcome = send(call, server.port(), "&maxRetries=0&responseTimeout=15000&requestTimeout=15000");

        assertThat(outcome.outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(outcome.code()).isEqualTo("ANSWER_TOO_LARGE");
    }

    /** Without a limit, a header without end would fill the memory. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case06EndlessHeadersAreAmbiguous(MarkedCall call) {
        for (String header : List.of("X: " + "x".repeat(40_000), "X: x\r\n".repeat(300))) {
            server.then(raw("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 2\r\n\r\n{}"));
            assertAmbiguous(call, "CONNECTION_LOST");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case08AServerErrorIsAmbiguousAndARefusalIsNotRetried(MarkedCall call) {
        for (int status : new int[] {500, 502, 503, 504}) {
            server.then(answer(status, "oops"));
            assertAmbiguous(call, "HTTP_" + status);
        }
        for (int status : new int[] {400, 401, 403, 404, 413}) {
            int before = server.requests().size();
            server.then(answer(status, "no"));
            MarkedOutcome outcome = send(call, server.port(), OPTIONS);
            assertThat(outcome.outcome()).isIn(Outcome.REJECTED, Outcome.AUTH);
            assertThat(server.requests()).hasSize(before + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void case09ARedirectIsNotFollowed(MarkedCall call) {
        try (ScriptedServer elsewhere = ScriptedServer.start()) {
            for (String location : List.of(
                    "http://127.0.0.1:" + elsewhere.port() + "/",
                    "http://localhost:" + elsewhere.port() + "/",
                    "//127.0.0.1:" + elsewhere.port() + "/",
                    "file:///etc/hostname")) {
                server.then(answer(307, "", "Location: " + location));
                MarkedOutcome outcome = send(call, server.port(), OPTIONS + "&maxRetries=0");
                assertThat(outcome.outcome()).isEqualTo(Outcome.REJECTED);
                assertThat(outcome.code()).isEqualTo("HTTP_307");
            }
            assertThat(elsewhere.connections()).isZero();
        }
    }
}
