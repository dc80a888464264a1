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
package io.github.cameltencent.birdtalk.session;

import static io.github.cameltencent.birdtalk.session.FileClient.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.ChatVectors;
import io.github.cameltencent.birdtalk.crypto.DownloadToken;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.SettableClock;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored files over HTTP, by their names and by signed links. */
class ChatFileLinksTest {

    private static final long NOW = 1_718_700_000;
    private static final String NAME = "20240618_5w0mwb1kgj8o.txt";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SettableClock CLOCK = new SettableClock(NOW);
    private static TencentEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = TencentEmulator.start(new EmulatorOptions().clock(CLOCK));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @AfterEach
    void reset() {
        emulator.reset();
        CLOCK.set(Instant.ofEpochSecond(NOW));
    }

    static List<JsonNode> fileToken() {
        return ChatVectors.of("file_token");
    }

    @ParameterizedTest
    @MethodSource("fileToken")
    void linksOfTheVectorsOpenUntilTheyEnd(JsonNode vector) throws Exception {
        byte[] file = bytes(40);
        byte[] key = ChatVectors.hex(vector, "aes_key_hex");
        emulator.chat().putFile(vector.get("file_name").asText(), file);
        emulator.chat().addKey(10001, key, "AES-CTR");
        String link = link(ChatKey.printOf(key), vector.get("token").asText());
        assertThat(get(link).body()).isEqualTo(file);
        long end = vector.get("expires").asLong();
        CLOCK.set(Instant.ofEpochSecond(end));
        assertThat(get(link).statusCode()).isEqualTo(200);
        CLOCK.set(Instant.ofEpochSecond(end + 1));
        assertThat(get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void theKeyThatASessionAgreedOnSignsLinks() throws Exception {
        byte[] file = bytes(40);
        emulator.chat().putFile(NAME, file);
        for (ChatCipher cipher : ChatCipher.values()) {
            try (SessionDriver session = new SessionDriver(
                    emulator.chatUri(),
                    ChatLogin.byId(10001, EmulatorOptions.CHAT_ALPHA.key().toCharArray()),
                    null,
                    cipher)) {
                ChatKey key =
                        session.settle().seen(SessionAction.KeyAgreed.class).key();
                String token = DownloadToken.of(key, Instant.ofEpochSecond(NOW + 60), NAME, new SecureRandom());
                assertThat(get(link(key.print(), token)).body()).isEqualTo(file);
                emulator.chat().forgetKeys();
                assertThat(get(link(key.print(), token)).statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void invalidLinksFindNothing() throws Exception {
        emulator.chat().putFile(NAME, bytes(40));
        ChatKey key = new ChatKey(bytes(32), ChatCipher.AES_CTR);
        emulator.chat().addKey(10001, key.copyBytes(), "AES-CTR");
        String good = DownloadToken.of(key, Instant.ofEpochSecond(NOW + 60), NAME, new SecureRandom());
        assertThat(get(link(key.print(), good)).statusCode()).isEqualTo(200);
        String changed = good.charAt(20) == 'A' ? "B" : "A";
        String noFile = DownloadToken.of(key, Instant.ofEpochSecond(NOW + 60), "none", new SecureRandom());
        for (String link : List.of(
                link(key.print() + 1, good),
                link(key.print(), good.substring(0, 20) + changed + good.substring(21)),
                link(key.print(), good + "="),
                link(key.print(), good.substring(0, 8)),
                link(key.print(), "*"),
                link(key.print(), ""),
                link(key.print(), noFile),
                "/filestore/download?u=x&sign=" + good,
                "/filestore/download?sign=" + good,
                "/filestore/download",
                "/filestore/%zz",
                "/filestore/")) {
            assertThat(raw(link)).as(link).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void theNameAloneIsEnough() throws Exception {
        byte[] file = bytes(3_000_000);
        emulator.chat().putFile("20240618_x y\u6587.bin", file);
        HttpResponse<byte[]> found = get("/filestore/20240618_x%20y%E6%96%87.bin");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(file);
        assertThat(get("/filestore/other.bin").statusCode()).isEqualTo(404);
    }

    @Test
    void requestsAreRecordedWithoutSignatures() throws Exception {
        emulator.chat().putFile(NAME, bytes(40));
        ChatKey key = new ChatKey(bytes(32), ChatCipher.AES_CTR);
        emulator.chat().addKey(10001, key.copyBytes(), "AES-CTR");
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"chat\",\"path\":\"/filestore/*\"},\"fault\":\"status\","
                        + "\"status\":503,\"count\":1}");
        String token = DownloadToken.of(key, Instant.ofEpochSecond(NOW + 60), NAME, new SecureRandom());
        assertThat(get(link(key.print(), token)).statusCode()).isEqualTo(503);
        assertThat(get(link(key.print(), token)).statusCode()).isEqualTo(200);
        RecordedRequest last = emulator.requests().get(1);
        assertThat(last.service()).isEqualTo("chat");
        assertThat(last.verdict()).isEqualTo("link ok");
        assertThat(last.query()).isEqualTo("u=…&sign=…");
    }

    private static String link(long print, String token) {
        return "/filestore/download?u=" + print + "&sign=" + token;
    }

    private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(emulator.baseUri() + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The first line of the response. Written by hand, since no HTTP client sends some of these paths. */
    private static String raw(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, ISO_8859_1);
        }
    }
}
