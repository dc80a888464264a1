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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded requests of the vendor's Java client are accepted byte by byte, changed ones are not. */
class TpnsVectorsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final KeyPair APP = new KeyPair("1500001048", "1452fcebae9f3115ba794fb0fff2fd73");

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(
            new EmulatorOptions().tpnsAndroid(APP).clock(Clock.fixed(NOW, ZoneOffset.UTC)));

    private final TpnsClient client = new TpnsClient(EMULATOR.emulator().baseUri(), APP);

    record Vector(String id, String path, JsonNode headers, String body) {
        @Override
        public String toString() {
            return id;
        }
    }

    private static JsonNode vectors() throws IOException {
        try (InputStream in = TpnsVectorsTest.class.getResourceAsStream("/vectors/tpns-vectors.json")) {
            return TpnsClient.JSON.readTree(in);
        }
    }

    static Stream<Vector> captured() throws IOException {
        return vectors().path("captured_requests").valueStream().map(node -> {
            JsonNode request = node.path("request");
            return new Vector(
                    node.path("id").asText(),
                    request.path("path").asText(),
                    request.path("headers"),
                    request.path("body").asText());
        });
    }

    static Stream<Vector> signed() throws IOException {
        return captured().filter(vector -> vector.headers.has("Sign"));
    }

    private JsonNode send(Vector vector, String body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(client.baseUri + vector.path)).POST(BodyPublishers.ofString(body));
        vector.headers
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return TpnsClient.JSON.readTree(client.exchange(request).body());
    }

    @ParameterizedTest
    @MethodSource("captured")
    void capturedRequestsAreVerified(Vector vector) throws IOException {
        send(vector, vector.body);
        assertThat(EMULATOR.emulator().requests()).singleElement().satisfies(request -> {
            assertThat(request.verified()).isTrue();
            assertThat(request.code()).isNotIn("1008003", "1008035");
            assertThat(request.application()).isEqualTo(APP.id());
            assertThat(request.body()).isEqualTo(vector.body);
        });
    }

    @ParameterizedTest
    @MethodSource("signed")
    void anExtraByteInvalidatesTheSignature(Vector vector) throws IOException {
        JsonNode answer = send(vector, vector.body + "\n");
        assertThat(answer.path("ret_code").asInt(answer.path("retCode").asInt()))
                .isEqualTo(1008003);
        assertThat(EMULATOR.emulator().requests()).singleElement().satisfies(request -> {
            assertThat(request.verdict()).isEqualTo("signature wrong");
            assertThat(request.accepted()).isFalse();
        });
    }

    @Test
    void theCapturedPushIsAccepted() throws IOException {
        Vector push = captured()
                .filter(vector -> vector.id.equals("push-sign"))
                .findFirst()
                .orElseThrow();
        JsonNode answer = send(push, push.body);
        assertThat(answer.path("ret_code").asInt(-1)).isZero();
        assertThat(answer.path("push_id").asText()).matches("\\d{19}");
        assertThat(EMULATOR.emulator().requests().get(0).targets())
                .isEqualTo(List.of("05da87c0ae0a1b2c3d4e5f60718293a4b5c6"));
        assertThat(EMULATOR.emulator().requests().get(0).ids())
                .isEqualTo(List.of(answer.path("push_id").asText()));
    }

    @Test
    void theCapturedUploadIsAccepted() throws IOException {
        Vector upload = captured()
                .filter(vector -> vector.id.equals("upload"))
                .findFirst()
                .orElseThrow();
        JsonNode answer = send(upload, upload.body);
        assertThat(answer.path("retCode").asInt(-1)).isZero();
        assertThat(answer.path("uploadId").asLong()).isPositive();
    }

    static Stream<JsonNode> signatures() throws IOException {
        return vectors().path("sign").valueStream();
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void publishedSignaturesAreRight(JsonNode vector) throws IOException {
        long time = vector.path("timestamp").asLong();
        EmulatorOptions options =
                new EmulatorOptions().tpnsAndroid(APP).clock(Clock.fixed(Instant.ofEpochSecond(time), ZoneOffset.UTC));
        try (TencentEmulator then = TencentEmulator.start(options)) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(then.baseUri() + "/v3/push/app"))
                    .header("AccessId", vector.path("access_id").asText())
                    .header("TimeStamp", vector.path("timestamp").asText())
                    .header("Sign", vector.path("sign").asText())
                    .POST(BodyPublishers.ofString(vector.path("body").asText()));
            client.exchange(request);
            assertThat(then.requests().get(0).verdict()).isEqualTo("signature ok");
        }
    }
}
