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

import io.github.cameltencent.fuzz.FuzzTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/**
 * The emulator answers whatever a client sends. The first line of an input says how it is sent: signed for a service, to
 * the control API, as a script of faults, or as the bytes of the connection.
 */
class EmulatorFuzzTest extends FuzzTest {

    private static final int MAX_BODY = 1 << 15;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final CloudClient cloud = new CloudClient(emulator);
    private final String userSig = ImClient.ticket(
            EmulatorOptions.IM.id(),
            EmulatorOptions.IM.key(),
            "administrator",
            Instant.now().getEpochSecond(),
            86_400);
    private int inputs;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Override
    protected List<String> words() {
        return List.of(
                "tpns push/app\n",
                "im openim/sendmsg\n",
                "cloud cvm 2017-03-12 DescribeInstances\n",
                "faults\n",
                "raw\n",
                "control PUT faults\n",
                "token_list",
                "\"account_list\":[",
                "\"tag_rules\":",
                "\"message\":{",
                "send_time",
                "\"To_Account\":[",
                "\"MsgBody\":[{\"MsgType\":\"TIMTextElem\"}]",
                "\"MsgRandom\":",
                "\"GroupId\":",
                "\"Limit\":",
                "\"Filters\":",
                "HTTP/1.1\r\n",
                "Content-Length: ",
                "Transfer-Encoding: chunked\r\n",
                "Host: localhost\r\n",
                "\"fault\":\"delay\"",
                "\"rate\":",
                "\"match\":{");
    }

    @Override
    protected int tries() {
        return 1_500;
    }

    @Override
    protected String read(byte[] input) throws Exception {
        if (++inputs % 500 == 0) {
            emulator.reset();
        }
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        String[] how = new String(input, 0, line, StandardCharsets.ISO_8859_1).split(" ", -1);
        // a body that is too large for its service is refused and the connection closed before all of it was sent
        byte[] body = line < input.length
                ? Arrays.copyOfRange(input, line + 1, Math.min(input.length, line + MAX_BODY))
                : new byte[0];
        try {
            return switch (how[0]) {
                case "tpns" -> sent(how[0], "POST", "/v3/" + clean(how, 1), tpns(body), body);
                case "im" ->
                    sent(
                            how[0],
                            "POST",
                            "/v4/" + clean(how, 1) + "?sdkappid=" + EmulatorOptions.IM.id()
                                    + "&identifier=administrator&usersig=" + userSig + "&random=1&contenttype=json",
                            Map.of(),
                            body);
                case "cloud" ->
                    "cloud "
                            + cloud.send(cloud.tc3(clean(how, 1), clean(how, 2), clean(how, 3), body))
                                    .status();
                case "control" -> sent(how[0], clean(how, 1), "/_emulator/" + clean(how, 2), Map.of(), body);
                case "faults" -> faults(body);
                default -> raw(body);
            };
        } finally {
            emulator.faults().clear();
        }
    }

    private String sent(String how, String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        RawHttp.Response response = RawHttp.send(emulator.port(), method, target, headers, body);
        assertThat(response.status()).isBetween(200, 499);
        String text = response.text().replaceAll("[0-9]{7,}|[^A-Za-z0-9 ]", "");
        return how + response.status() + text.substring(0, Math.min(60, text.length()));
    }

    private static Map<String, String> tpns(byte[] body) {
        String now = Long.toString(Instant.now().getEpochSecond());
        return Map.of(
                "AccessId", EmulatorOptions.TPNS_ANDROID.id(),
                "TimeStamp", now,
                "Sign", TpnsClient.sign(EmulatorOptions.TPNS_ANDROID, now, body));
    }

    private String faults(byte[] body) {
        try {
            emulator.faults().addScript(new String(body, StandardCharsets.UTF_8));
            return "a script";
        } catch (IllegalArgumentException e) {
            return "no script";
        }
    }

    /** An answer, or the end of the connection: a client that says no more must not be kept waiting. */
    private String raw(byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
            socket.setSoTimeout(900);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            byte[] start = socket.getInputStream().readNBytes(12);
            return "raw " + new String(start, StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return "raw reset"; // refused before all was read
        }
    }

    /** A part of the first line that cannot end it. */
    private static String clean(String[] how, int index) {
        String part = index < how.length ? how[index].replaceAll("[^A-Za-z0-9/_.?=&%-]", "") : "";
        return part.substring(0, Math.min(1_000, part.length()));
    }
}
