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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.testing.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published examples and recorded requests of the vendor's Java client are accepted, changed ones are not. */
class CloudVectorsTest {

    private static final SettableClock CLOCK = new SettableClock(0);
    private static final Instant NEVER = Instant.ofEpochSecond(1L << 40);

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(new EmulatorOptions().clock(CLOCK));

    /** A request as sent over the wire. */
    record Vector(String name, String method, String target, Map<String, String> headers, byte[] body, JsonNode node) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<JsonNode> section(String name) throws IOException {
        try (InputStream in = CloudVectorsTest.class.getResourceAsStream("/vectors/cloud-vectors.json")) {
            return TpnsClient.JSON.readTree(in).path(name).valueStream();
        }
    }

    static Stream<Vector> wire() throws IOException {
        return section("wire").map(node -> {
            Map<String, String> headers = new LinkedHashMap<>();
            node.path("headers")
                    .forEach(pair ->
                            headers.put(pair.path(0).asText(), pair.path(1).asText()));
            headers.remove("Content-Length");
            return vector(
                    node, node.path("method").asText(), node.path("target").asText(), headers, body(node, "body"));
        });
    }

    static Stream<Vector> signedWire() throws IOException {
        return wire().filter(vector -> !vector.name.equals("skip-sign"));
    }

    static Stream<Vector> tc3() throws IOException {
        return section("tc3").map(node -> {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Host", node.path("host").asText());
            headers.put("X-TC-Action", "DescribeZones");
            headers.put("X-TC-Version", "2017-03-12");
            headers.put("X-TC-Timestamp", node.path("timestamp").asText());
            headers.put("Authorization", node.path("authorization").asText());
            if (node.path("name").asText().equals("unsigned-payload")) {
                headers.put("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD");
            }
            node.path("signed_header_values").properties().forEach(header -> {
                headers.keySet().removeIf(header.getKey()::equalsIgnoreCase);
                headers.put(header.getKey(), header.getValue().asText());
            });
            String target = node.has("query") ? "/?" + node.path("query").asText() : "/";
            return vector(node, node.path("method").asText(), target, headers, body(node, "payload"));
        });
    }

    static Stream<Vector> v1() throws IOException {
        return section("v1")
                .flatMap(node -> Stream.of("encoded_rfc3986", "encoded_form").map(encoding -> {
                    String encoded = node.path(encoding).asText();
                    boolean get = node.path("method").asText().equals("GET");
                    Map<String, String> headers = new LinkedHashMap<>();
                    headers.put("Host", node.path("host").asText());
                    if (!get) {
                        headers.put("Content-Type", "application/x-www-form-urlencoded");
                    }
                    String path = node.path("path").asText();
                    byte[] body = get ? new byte[0] : encoded.getBytes(StandardCharsets.UTF_8);
                    return vector(node, node.path("method").asText(), get ? path + '?' + encoded : path, headers, body);
                }));
    }

    private static Vector vector(
            JsonNode node, String method, String target, Map<String, String> headers, byte[] body) {
        return new Vector(node.path("name").asText(), method, target, headers, body, node);
    }

    private static byte[] body(JsonNode node, String name) {
        return node.has(name + "_base64")
                ? Base64.getDecoder().decode(node.path(name + "_base64").asText())
                : node.path(name).asText().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode send(Vector vector, byte[] body) throws IOException {
        TencentEmulator emulator = EMULATOR.emulator();
        JsonNode node = vector.node;
        String id = node.path("secret_id")
                .asText(node.path("params").path("SecretId").asText("none"));
        String key = node.path("secret_key").asText("none");
        String token =
                node.path("token").asText(node.path("params").path("Token").asText());
        if (token.isEmpty()) {
            emulator.cloud().addKey(id, key);
        } else {
            emulator.cloud().addTemporaryKey(id, key, token, NEVER);
        }
        CLOCK.set(Instant.ofEpochSecond(timestamp(vector)));
        RawHttp.Response response = RawHttp.send(emulator.port(), vector.method, vector.target, vector.headers, body);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().get("x-tc-requestid"))
                .isEqualTo(EMULATOR.emulator().requests().get(0).requestId());
        if (response.headers().get("content-type").equals("text/event-stream")) {
            return TpnsClient.JSON.createObjectNode();
        }
        return TpnsClient.JSON.readTree(response.body());
    }

    private static long timestamp(Vector vector) {
        JsonNode node = vector.node;
        return node.path("timestamp")
                .asLong(node.path("params").path("Timestamp").asLong(1_795_295_121));
    }

    private static RecordedRequest recorded() {
        assertThat(EMULATOR.emulator().requests()).hasSize(1);
        return EMULATOR.emulator().requests().get(0);
    }

    @ParameterizedTest
    @MethodSource({"wire", "tc3", "v1"})
    void validSignaturesAreAccepted(Vector vector) throws IOException {
        JsonNode answer = send(vector, vector.body);
        assertThat(recorded().verdict()).isIn("signature ok", "unsigned, as allowed");
        assertThat(recorded().accepted() || recorded().code().equals("InvalidAddressId.NotFound"))
                .as("only addresses that nobody allocated are missed: %s", answer)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("signedWire")
    void otherKeysAreRefused(Vector vector) throws IOException {
        ((ObjectNode) vector.node).put("secret_key", "AnotherSecretKey");
        JsonNode answer = send(vector, vector.body);
        assertThat(answer.at("/Response/Error/Code").asText()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(recorded().verdict()).isEqualTo("signature wrong");
    }

    @ParameterizedTest
    @MethodSource({"tc3", "wire", "v1"})
    void theRawQueryIsVerified(Vector vector) throws IOException {
        if (vector.method.equals("GET")) {
            String target = vector.target + (vector.target.contains("?") ? "&x=1" : "?x=1");
            Vector longer = new Vector(vector.name, "GET", target, vector.headers, vector.body, vector.node);
            assertThat(send(longer, vector.body).toString()).containsAnyOf("SignatureFailure", "\"code\":4100");
            assertThat(recorded().verdict()).isEqualTo("signature wrong");
        }
    }

    @ParameterizedTest
    @MethodSource("tc3")
    void anExtraByteInTheBodyIsRefused(Vector vector) throws IOException {
        if (vector.method.equals("POST") && !vector.name.equals("unsigned-payload")) {
            byte[] longer = Arrays.copyOf(vector.body, vector.body.length + 1);
            JsonNode answer = send(vector, longer);
            assertThat(answer.at("/Response/Error/Code").asText()).isEqualTo("AuthFailure.SignatureFailure");
            assertThat(recorded().accepted()).isFalse();
        }
    }
}
