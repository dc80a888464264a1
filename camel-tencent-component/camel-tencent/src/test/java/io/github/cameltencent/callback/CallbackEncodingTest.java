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
package io.github.cameltencent.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.sign.ImCallbackSignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed bodies: gzip is decompressed within maxBodySize, any other encoding is refused. */
class CallbackEncodingTest extends CallbackTestSupport {

    private static final String BODY = "{\"CallbackCommand\":\"Push.AllMemberPush\",\"a\":\"\u4f60\"}";

    private HttpResponse<String> post(String encoding, byte[] body) throws Exception {
        String time = Long.toString(Instant.now().getEpochSecond());
        String query = "?SdkAppid=" + APP + "&CallbackCommand=Push.AllMemberPush&RequestTime=" + time + "&Sign="
                + ImCallbackSignature.sign(TOKEN, time);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url() + query))
                                .timeout(Duration.ofSeconds(20))
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", encoding)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void gzipIsDecompressed(String server) throws Exception {
        route(server, "", exchange -> exchange.getMessage().setBody("{\"ErrorCode\":1}"));

        HttpResponse<String> answer = post("gzip", gzip(utf8(BODY)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"ErrorCode\":1");
        assertThat(routed).hasSize(1);
        assertThat(routed.get(0).getMessage().getBody(String.class)).isEqualTo(BODY);
        assertThat(routed.get(0).getMessage().getHeaders()).doesNotContainKeys("Content-Encoding", "Content-Length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void aDecompressionBombIsRefused(String server) throws Exception {
        route(server, "", exchange -> {});
        byte[] bomb = gzip(new byte[64 * 1024 * 1024]);

        HttpResponse<String> answer = post("gzip", bomb);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("BODY_TOO_LARGE");
        assertThat(routed).isEmpty();
    }

    @Test
    void aBodyMayBeAsLargeAsMaxBodySizeAndNoLarger() throws Exception {
        route("netty-http", "&maxBodySize=" + utf8(BODY).length, exchange -> {});

        assertThat(post("identity", utf8(BODY + " ")).statusCode()).isEqualTo(413);
        assertThat(post("identity", utf8(BODY)).statusCode()).isEqualTo(200);
        assertThat(routed).hasSize(1);
    }

    @Test
    void aDecompressedBodyMayBeAsLargeAsMaxBodySizeAndNoLarger() throws Exception {
        String filled = "{\"CallbackCommand\":\"Push.AllMemberPush\",\"a\":\"" + "x".repeat(1000) + "\"}";
        route("netty-http", "&maxBodySize=" + filled.length(), exchange -> {});

        assertThat(post("gzip", gzip(utf8(filled + " "))).statusCode()).isEqualTo(413);
        assertThat(post("gzip", gzip(utf8(filled))).statusCode()).isEqualTo(200);
        assertThat(routed).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void anyOtherEncodingIsRefused(String server) throws Exception {
        route(server, "", exchange -> {});

        for (String encoding : new String[] {"deflate", "br", "zstd"}) {
            HttpResponse<String> answer = post(encoding, utf8(BODY));
            assertThat(answer.statusCode()).as(encoding).isEqualTo(415);
            assertThat(answer.body()).contains("ENCODING_UNSUPPORTED");
        }
        assertThat(routed).isEmpty();
    }

    @Test
    void severalEncodingsAreRefused() throws Exception { // jetty refuses these itself
        route("netty-http", "", exchange -> {});

        assertThat(post("gzip, gzip", gzip(gzip(utf8(BODY)))).statusCode()).isEqualTo(415);
        assertThat(routed).isEmpty();
    }

    @Test
    void truncatedGzipIsRefused() throws Exception {
        route("netty-http", "", exchange -> {});
        byte[] compressed = gzip(utf8(BODY));

        HttpResponse<String> answer = post("gzip", Arrays.copyOf(compressed, compressed.length - 9));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("BODY_UNREADABLE");
        assertThat(routed).isEmpty();
    }
}
