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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import io.github.cameltencent.emulator.engine.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault as seen by a client on its socket, and in the record. */
class EmulatorFaultsTest {

    private static final String PUSH = TpnsClient.toToken("token1", "t", "c");

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private final TencentEmulator emulator = EMULATOR.emulator();
    private final TpnsClient client = TpnsClient.android(emulator);

    private Socket sent() throws IOException {
        Socket socket = new Socket("127.0.0.1", emulator.port());
        socket.setSoTimeout(10_000);
        send(socket);
        return socket;
    }

    private void send(Socket socket) throws IOException {
        String time = Long.toString(Instant.now().getEpochSecond());
        String sign = TpnsClient.sign(client.app, time, PUSH.getBytes(StandardCharsets.UTF_8));
        String request =
                "POST /v3/push/app HTTP/1.1\r\nHost: 127.0.0.1\r\nAccessId: " + client.app.id() + "\r\nTimeStamp: "
                        + time + "\r\nSign: " + sign + "\r\nContent-Length: " + PUSH.length() + "\r\n\r\n" + PUSH;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            assertThat(b).isNotNegative();
            head.append((char) b);
        }
        return head.toString();
    }

    private static int announced(String head) {
        return Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
    }

    private RecordedRequest only() {
        assertThat(emulator.requests()).hasSize(1);
        return emulator.requests().get(0);
    }

    @Test
    void resetBeforeResetsWithoutAccepting() throws IOException {
        emulator.faults().add(Fault.of(FaultKind.RESET_BEFORE).build());
        try (Socket socket = sent()) {
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().read())
                    .withMessageContaining("reset");
        }
        assertThat(only().accepted()).isFalse();
        assertThat(only().ids()).isEmpty();
        assertThat(only().fault()).isEqualTo("reset_before");
    }

    @Test
    void resetAfterResetsAnAcceptedPush() throws IOException {
        emulator.faults().add(Fault.of(FaultKind.RESET_AFTER).build());
        try (Socket socket = sent()) {
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().read())
                    .withMessageContaining("reset");
        }
        assertThat(only().accepted()).isTrue();
        assertThat(only().ids()).hasSize(1);
        assertThat(only().targets()).containsExactly("token1");
        assertThat(only().status()).isZero();
    }

    @Test
    void cutSendsHalfOfTheAnnouncedAnswer() throws IOException {
        emulator.faults().add(Fault.of(FaultKind.CUT).build());
        try (Socket socket = sent()) {
            InputStream in = socket.getInputStream();
            int announced = announced(head(in));
            assertThat(in.readAllBytes()).hasSize(announced / 2);
        }
        assertThat(only().accepted()).isTrue();
    }

    @Test
    void closeIdleAnswersAndClosesLater() throws IOException {
        emulator.faults()
                .add(Fault.of(FaultKind.CLOSE_IDLE)
                        .delay(Duration.ofMillis(1))
                        .count(1)
                        .build());
        try (Socket socket = sent()) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            assertThat(head).doesNotContain("close");
            assertThat(in.readNBytes(announced(head))).isNotEmpty();
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(only().accepted()).isTrue();
    }

    @Test
    void dribbleSendsByteByByteAndKeepsTheConnection() throws IOException {
        emulator.faults()
                .add(Fault.of(FaultKind.DRIBBLE).delay(Duration.ZERO).count(1).build());
        try (Socket socket = sent()) {
            InputStream in = socket.getInputStream();
            String body = new String(in.readNBytes(announced(head(in))), StandardCharsets.UTF_8);
            assertThat(body).contains("push_id");
            send(socket);
            assertThat(head(in)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void garbageIs200WithoutJson() throws IOException {
        emulator.faults().add(Fault.of(FaultKind.GARBAGE).build());
        HttpResponse<String> answer = client.exchange(client.signed("/v3/push/app", PUSH));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<!doctype html>");
        assertThat(only().accepted()).isTrue();
    }

    @Test
    void statusAnswersWithHeadersAndExecutesNothing() throws IOException {
        emulator.faults()
                .add(Fault.of(FaultKind.STATUS)
                        .status(429)
                        .header("Retry-After", "3")
                        .build());
        HttpResponse<String> answer = client.exchange(client.signed("/v3/push/app", PUSH));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("3");
        assertThat(only().accepted()).isFalse();
    }

    @Test
    void statusCanBeSentAfterExecution() throws IOException {
        emulator.faults().addScript("{\"fault\":\"status\",\"status\":502,\"accepted\":true}");
        assertThat(client.exchange(client.signed("/v3/push/app", PUSH)).statusCode())
                .isEqualTo(502);
        assertThat(only().accepted()).isTrue();
    }

    @Test
    void codeAnswersWithTheServicesCodeAndExecutesNothing() throws IOException {
        emulator.faults().add(Fault.of(FaultKind.CODE).code("1008028").count(1).build());
        assertThat(client.push(PUSH).path("ret_code").asInt()).isEqualTo(1008028);
        assertThat(only().accepted()).isFalse();
        assertThat(only().code()).isEqualTo("1008028");
        assertThat(client.push(PUSH).path("ret_code").asInt(-1)).isZero();
    }

    @Test
    void delayAnswersLate() throws IOException {
        emulator.faults()
                .add(Fault.of(FaultKind.DELAY).delay(Duration.ofMillis(60)).build());
        long start = System.nanoTime();
        assertThat(client.push(PUSH).path("ret_code").asInt(-1)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        assertThat(only().fault()).isEqualTo("delay");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderDespiteADelay() throws IOException {
        emulator.faults()
                .add(Fault.of(FaultKind.DELAY)
                        .delay(Duration.ofMillis(50))
                        .count(1)
                        .build());
        try (Socket socket = sent()) {
            send(socket);
            send(socket);
            InputStream in = socket.getInputStream();
            for (int i = 0; i < 3; i++) {
                String body = new String(in.readNBytes(announced(head(in))), StandardCharsets.UTF_8);
                assertThat(body).contains(emulator.requests().get(i).ids().get(0));
            }
        }
        assertThat(emulator.requests()).extracting(RecordedRequest::fault).containsExactly("delay", "", "");
    }

    @Test
    void faultsApplyToMatchingRequestsOnly() throws IOException {
        emulator.faults().addScript("""
                # only tags
                {"match":{"service":"tpns","path":"/v3/device/tag"},"fault":"status","status":500}
                {"match":{"service":"im"},"fault":"status","status":501}
                {"match":{"path":"/v3/statistics/*"},"fault":"status","status":502}
                """);
        assertThat(client.exchange(client.signed("/v3/push/app", PUSH)).statusCode())
                .isEqualTo(200);
        assertThat(client.exchange(client.signed("/v3/device/tag", "{}")).statusCode())
                .isEqualTo(500);
        assertThat(client.exchange(client.signed("/v3/statistics/get_push_record", "{}"))
                        .statusCode())
                .isEqualTo(502);
    }

    @Test
    void aRateSelectsTheSameRequestsInEveryRun() throws IOException {
        List<Boolean> first = run("{\"fault\":\"status\",\"rate\":0.3,\"seed\":7}");
        assertThat(run("{\"fault\":\"status\",\"rate\":0.3,\"seed\":7}")).isEqualTo(first);
        assertThat(run("{\"fault\":\"status\",\"rate\":0.3,\"seed\":8}")).isNotEqualTo(first);
        assertThat(first.stream().filter(met -> met).count()).isBetween(30L, 90L);
    }

    private List<Boolean> run(String script) throws IOException {
        emulator.reset();
        emulator.faults().addScript(script);
        for (int i = 0; i < 200; i++) {
            client.exchange(client.signed("/v3/push/app", PUSH));
        }
        return emulator.requests().stream()
                .map(request -> !request.fault().isEmpty())
                .toList();
    }

    @Test
    void aFaultDoesNotHideWrongCredentials() throws IOException {
        emulator.faults().add(Fault.of(FaultKind.CODE).code("1008028").build());
        TpnsClient wrong = new TpnsClient(client.baseUri, new KeyPair(client.app.id(), "wrong"));
        assertThat(wrong.push(PUSH).path("ret_code").asInt()).isEqualTo(1008003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"fault\":\"explode\"}",
                "{\"rate\":0.5}",
                "{\"fault\":\"status\",\"rate\":0}",
                "{\"fault\":\"status\",\"rate\":1.5}",
                "{\"fault\":\"status\",\"rate\":\"often\"}",
                "{\"fault\":\"status\",\"status\":99}",
                "{\"fault\":\"code\"}",
                "{\"fault\":\"delay\",\"delay\":-1}",
                "{\"fault\":\"delay\",\"count\":0}",
                "{\"fault\":\"delay\",\"typo\":1}",
                "{\"fault\":\"delay\",\"match\":{\"host\":\"x\"}}",
                "{\"fault\":\"status\",\"headers\":{\"A\":\"b\\r\\nc: d\"}}",
            })
    void badScriptsAreRefusedWithTheirLine(String line) {
        Faults faults = new Faults();
        assertThatThrownBy(() -> faults.addScript("{\"fault\":\"delay\"}\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ");
        assertThat(faults.rules()).isEmpty();
    }
}
