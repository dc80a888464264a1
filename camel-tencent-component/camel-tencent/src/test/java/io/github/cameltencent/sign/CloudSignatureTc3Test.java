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
package io.github.cameltencent.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.sign.bytes.ByteSink;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudSignatureTc3Test {

    private static final String ID = "AKIDEXAMPLE0000000000000000000000001";
    private static final String KEY = "ExampleSecretKey0000000000000001";
    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final CanonicalRequest REQUEST =
            CanonicalRequest.post("cvm.tencentcloudapi.com", "{}".getBytes(UTF_8));
    private static final CloudSignatureTc3 SIGNATURE = CloudSignatureTc3.of(ID, KEY);

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsTheVectorsSay(JsonNode vector) {
        CanonicalRequest request = request(vector);
        Instant time = Instant.ofEpochSecond(vector.get("timestamp").asLong());
        String id = vector.get("secret_id").asText();
        String key = vector.get("secret_key").asText();

        assertThat(request.text()).isEqualTo(vector.get("canonical_request").asText());
        assertThat(request.signedHeaders())
                .isEqualTo(vector.get("signed_headers").asText());
        assertThat(new String(new ByteSink(64).hex(request.hash()).array(), UTF_8))
                .isEqualTo(vector.get("hashed_canonical_request").asText());
        assertThat(CloudSignatureTc3.authorization(id, key, request, time))
                .isEqualTo(vector.get("authorization").asText());
        assertThat(CloudSignatureTc3.of(id, key)
                        .authorization(vector.get("service").asText(), request, time))
                .isEqualTo(vector.get("authorization").asText());
    }

    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of(Vectors.cloud().get("tc3"));
    }

    private static CanonicalRequest request(JsonNode vector) {
        byte[] body = vector.has("payload_base64")
                ? Base64.getDecoder().decode(vector.get("payload_base64").asText())
                : vector.get("payload").asText().getBytes(UTF_8);
        JsonNode headers = vector.get("signed_header_values");
        CanonicalRequest request = CanonicalRequest.of(
                        vector.get("method").asText(),
                        vector.get("host").asText(),
                        "/",
                        vector.path("query").asText(),
                        headers.get("content-type").asText(),
                        body)
                .withService(vector.get("service").asText());
        for (var header : headers.properties()) {
            request = request.withHeader(header.getKey(), header.getValue().asText());
        }
        return vector.path("unsigned_payload").asBoolean() ? request.withUnsignedPayload() : request;
    }

    @ParameterizedTest
    @MethodSource("captured")
    void signsAsTheVendorsClientDoesOnTheWire(JsonNode wire) {
        String authorization = header(wire, "Authorization");
        String target = wire.get("target").asText();
        byte[] body = wire.has("body_base64")
                ? Base64.getDecoder().decode(wire.get("body_base64").asText())
                : wire.get("body").asText().getBytes(UTF_8);
        CanonicalRequest request = CanonicalRequest.of(
                wire.get("method").asText(),
                header(wire, "Host"),
                "/",
                target.contains("?") ? target.substring(target.indexOf('?') + 1) : "",
                header(wire, "Content-Type"),
                body);
        if ("UNSIGNED-PAYLOAD".equals(header(wire, "X-TC-Content-SHA256"))) {
            request = request.withUnsignedPayload();
        }

        assertThat(CloudSignatureTc3.authorization(
                        wire.get("secret_id").asText(),
                        wire.get("secret_key").asText(),
                        request,
                        Instant.ofEpochSecond(Long.parseLong(header(wire, "X-TC-Timestamp")))))
                .isEqualTo(authorization);
    }

    static Stream<Named<JsonNode>> captured() {
        return Vectors.of(Vectors.cloud().get("wire"))
                .filter(wire -> String.valueOf(header(wire.getPayload(), "Authorization"))
                        .startsWith("TC3"));
    }

    private static String header(JsonNode wire, String name) {
        for (JsonNode header : wire.get("headers")) {
            if (header.get(0).asText().equalsIgnoreCase(name)) {
                return header.get(1).asText();
            }
        }
        return null;
    }

    @Test
    void theFactoriesMakeTheUsualRequests() {
        byte[] body = {1};
        assertThat(CanonicalRequest.post("h", body).text())
                .startsWith("POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:h\n\ncontent-type;host\n");
        assertThat(CanonicalRequest.get("h", "a=b").text())
                .startsWith(
                        "GET\n/\na=b\ncontent-type:application/x-www-form-urlencoded\nhost:h\n\ncontent-type;host\ne3b0c442");
        assertThat(CanonicalRequest.multipart("h", "abc-1", body).text())
                .startsWith("POST\n/\n\ncontent-type:multipart/form-data; boundary=abc-1\nhost:h\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalRequest.multipart("h", "aBc", body))
                .withMessageContaining("boundary");
    }

    @Test
    void headersMayBeAddedInAnyOrderAndLetterCase() {
        CanonicalRequest one =
                REQUEST.withHeader("X-TC-Version", "2017-03-12").withHeader("x-tc-action", " DescribeZones ");
        CanonicalRequest other =
                REQUEST.withHeader("X-Tc-Action", "describezones").withHeader("x-tc-version", "2017-03-12");

        assertThat(one.text()).isEqualTo(other.text());
        assertThat(one.signedHeaders()).isEqualTo("content-type;host;x-tc-action;x-tc-version");
        assertThat(REQUEST.signedHeaders()).isEqualTo("content-type;host");
    }

    @Test
    void theServiceIsTheFirstLabelOfTheHostUnlessItIsSet() {
        assertThat(REQUEST.service()).isEqualTo("cvm");
        assertThat(CanonicalRequest.post("localhost:8080", new byte[0]).service())
                .isEqualTo("localhost");
        assertThat(CanonicalRequest.post("localhost", new byte[0]).service()).isEqualTo("localhost");
        assertThat(REQUEST.withHeader("x-tc-action", "describe.instances").service())
                .isEqualTo("cvm");
        assertThat(CanonicalRequest.post("localhost:8080", new byte[0])
                        .withService("cvm")
                        .service())
                .isEqualTo("cvm");
        assertThat(SIGNATURE.authorization("vpc", REQUEST, NOW)).contains("/2023-11-14/vpc/tc3_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cvm", "a", "z", "0", "9", "-", "_"})
    void aServiceHasLowerCaseLettersDigitsAndDashes(String service) {
        assertThat(REQUEST.withService(service).service()).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CVM", "c/m", "c:m", "c`m", "c{m", "c\nm", "ä"})
    void anOddServiceIsRefused(String service) {
        assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.withService(service));
        assertThatIllegalArgumentException().isThrownBy(() -> SIGNATURE.authorization(service, REQUEST, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> SIGNATURE.authorization(null, REQUEST, NOW));
    }

    @Test
    void aServiceHasAtMost64Characters() {
        assertThat(REQUEST.withService("s".repeat(64)).service()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.withService("s".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-tc-token", "a", "z", "A", "Z", "0", "9", "-", "_"})
    void aHeaderNameHasLettersDigitsAndDashes(String name) {
        assertThat(REQUEST.withHeader(name, "v").signedHeaders().split(";"))
                .contains(name.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a:b", "a`b", "a{b", "a;b", "a b", "a\nb", "ä"})
    void anOddHeaderNameIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.withHeader(name, "v"));
    }

    @Test
    void noValueCanAddALineToWhatIsSigned() {
        byte[] none = new byte[0];
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalRequest.post("h\nx-tc-action:y", none));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalRequest.get("h", "a=b\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalRequest.of("GET", "h", "/\n", "", "t", none));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalRequest.of("PUT", "h", "/", "", "t", none));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalRequest.of("GET", null, "/", "", "t", none));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalRequest.post("h", null));
        assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.withHeader("a:b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.withHeader("", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.withHeader("a", "b\nc"));
        assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.withHeader("a", null));
        assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.withHeader("a", "x\ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalRequest.get("h", "a=\u007f"));
        assertThat(REQUEST.withHeader("a", " \u00c4\ud83d\ude00 ").text()).contains("\na:\u00e4\ud83d\ude00\n");
    }

    @Test
    void cachedKeysFollowTheDayAndManyServices() {
        CloudSignatureTc3 kept = CloudSignatureTc3.of(ID, KEY);
        for (int i = 0; i < 2000; i++) {
            Instant time = NOW.plusSeconds(i % 3 * 40_000L);
            String service = i % 10 == 0 ? "cvm" : "s" + i % 700; // one key is used again, many are dropped

            assertThat(kept.authorization(service, REQUEST, time))
                    .isEqualTo(CloudSignatureTc3.authorization(ID, KEY, REQUEST.withService(service), time));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31T23:59:59.999Z, 2026-12-31",
        "2027-01-01T00:00:00Z, 2027-01-01",
        "2028-02-29T23:59:59.999Z, 2028-02-29",
        "2028-03-01T00:00:00Z, 2028-03-01"
    })
    void case20TheDateIsThatOfUtcWhateverTheZoneOfTheJvm(Instant time, String date) {
        TimeZone before = TimeZone.getDefault();
        CloudSignatureTc3 kept = CloudSignatureTc3.of(ID, KEY);
        kept.authorization("cvm", REQUEST, time.minusSeconds(1)); // a cached key of the day before
        try {
            for (String zone : new String[] {"UTC", "Asia/Shanghai", "America/Los_Angeles"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));

                assertThat(kept.authorization("cvm", REQUEST, time))
                        .contains(" Credential=" + ID + "/" + date + "/cvm/tc3_request,");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void case22UnusualKeysWork() {
        for (String key : List.of("a)b+c%d&e f", "钥匙", "x".repeat(10_000))) {
            CloudSignatureTc3 signature = CloudSignatureTc3.of(ID, key);
            String header = signature.authorization("cvm", REQUEST, NOW);
            String digits = header.substring(header.length() - 64);

            assertThat(signature.verify("cvm", REQUEST, NOW.getEpochSecond(), digits))
                    .isTrue();
            assertThat(SIGNATURE.verify("cvm", REQUEST, NOW.getEpochSecond(), digits))
                    .isFalse();
        }
    }

    @Test
    void verifiesWhatItSignedAndNothingElse() {
        String header = SIGNATURE.authorization("cvm", REQUEST, NOW);
        String digits = header.substring(header.length() - 64);
        long time = NOW.getEpochSecond();

        assertThat(SIGNATURE.verify("cvm", REQUEST, time, digits)).isTrue();
        assertThat(SIGNATURE.verify("cvm", REQUEST, time, digits.toUpperCase(java.util.Locale.ROOT)))
                .isFalse();
        assertThat(SIGNATURE.verify("cvm", REQUEST, time, "")).isFalse();
        assertThat(SIGNATURE.verify("cvm", REQUEST, time + 1, digits)).isFalse();
        assertThat(SIGNATURE.verify("vpc", REQUEST, time, digits)).isFalse();
        assertThat(SIGNATURE.verify("cvm", REQUEST.withUnsignedPayload(), time, digits))
                .isFalse();
        assertThat(CloudSignatureTc3.of(ID, KEY + "0").verify("cvm", REQUEST, time, digits))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Gu5t9\n", " Gu5t9", "Gu5t9 "})
    void badlyCopiedKeysAreRefusedWithoutNamingThem(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudSignatureTc3.of(ID, key))
                .withMessageContaining("secretKey")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Gu5"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudSignatureTc3.of(key, KEY))
                .withMessageContaining("secretId");
    }

    @Test
    void doesNotShowItsKeyNorTheRequestItsContent() {
        assertThat(SIGNATURE).hasToString("CloudSignatureTc3[secretId=" + ID + "]");
        assertThat(CanonicalRequest.get("h", "Token=secret")).hasToString("CanonicalRequest[GET / content-type;host]");
    }

    @Tag("slow")
    @Test
    void manyThreadsSignAsOne() throws Exception {
        Callable<Set<String>> work = () -> {
            Set<String> signed = new TreeSet<>();
            for (int i = 0; i < 2000; i++) {
                signed.add(SIGNATURE.authorization("s" + i % 5, REQUEST, NOW.plusSeconds(i % 7 * 20_000L)));
            }
            return signed;
        };
        Set<String> serial = work.call();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Set<String>>> all =
                    IntStream.range(0, 16).mapToObj(i -> work).toList();
            for (Future<Set<String>> result : threads.invokeAll(all)) {
                assertThat(result.get()).isEqualTo(serial);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
