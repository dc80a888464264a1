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
import java.util.List;
import java.util.Random;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TpnsSignatureTest {

    private static final String ID = "1500001048";
    private static final String KEY = "1452fcebae9f3115ba794fb0fff2fd73";
    private static final TpnsSignature SIGNATURE = TpnsSignature.of(ID, KEY);

    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of(Vectors.tpns().get("sign"));
    }

    static Stream<Named<JsonNode>> capturedRequests() {
        return Vectors.of(Vectors.tpns().get("captured_requests"))
                .filter(vector -> vector.getPayload().at("/request/headers").has("Sign"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsTheManualAndTheVendorsLibrary(JsonNode vector) {
        byte[] body = vector.get("body").asText().getBytes(UTF_8);
        assertThat(body).hasSize(vector.get("body_length_bytes").asInt());

        assertThat(TpnsSignature.sign(
                        vector.get("access_id").asText(),
                        vector.get("secret_key").asText(),
                        vector.get("timestamp").asLong(),
                        body))
                .isEqualTo(vector.get("sign").asText());
    }

    @ParameterizedTest
    @MethodSource("capturedRequests")
    void theRequestsOfTheVendorsLibraryVerify(JsonNode vector) {
        JsonNode headers = vector.at("/request/headers");
        TpnsSignature signature = TpnsSignature.of(
                vector.get("access_id").asText(), vector.get("secret_key").asText());
        byte[] body = vector.at("/request/body").asText().getBytes(UTF_8);
        String time = headers.get("TimeStamp").asText();
        String sign = headers.get("Sign").asText();

        assertThat(signature.verify(time, body, sign)).isTrue();
        assertThat(signature.sign(Long.parseLong(time), body)).isEqualTo(sign);
    }

    @Test
    void fiveMebibytesAreSigned() {
        byte[] body = new byte[5 << 20];
        new Random(1).nextBytes(body);
        String sign = SIGNATURE.sign(1700000000L, body);

        assertThat(SIGNATURE.verify("1700000000", body, sign)).isTrue();
        body[body.length - 1]++;
        assertThat(SIGNATURE.verify("1700000000", body, sign)).isFalse();
    }

    @Test
    void whateverDiffersIsRefused() {
        byte[] body = "{}".getBytes(UTF_8);
        String sign = SIGNATURE.sign(1700000000L, body);

        assertThat(SIGNATURE.verify("1700000001", body, sign)).isFalse();
        assertThat(SIGNATURE.verify("01700000000", body, sign)).isFalse();
        assertThat(SIGNATURE.verify("1700000000", "{} ".getBytes(UTF_8), sign)).isFalse();
        assertThat(SIGNATURE.verify("1700000000", body, sign.toLowerCase(java.util.Locale.ROOT)))
                .isFalse();
        assertThat(SIGNATURE.verify("1700000000", body, sign + "=")).isFalse();
        assertThat(SIGNATURE.verify("1700000000", body, "")).isFalse();
        assertThat(TpnsSignature.of(ID, KEY + "0").verify("1700000000", body, sign))
                .isFalse();
        assertThat(TpnsSignature.of("1500001049", KEY).verify("1700000000", body, sign))
                .isFalse();
    }

    @Test
    void whatIsMissingIsRefused() {
        byte[] body = "{}".getBytes(UTF_8);
        String sign = SIGNATURE.sign(1700000000L, body);

        assertThat(SIGNATURE.verify(null, body, sign)).isFalse();
        assertThat(SIGNATURE.verify("1700000000", null, sign)).isFalse();
        assertThat(SIGNATURE.verify("1700000000", body, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1452fceb\n", " 1452fceb", "1452fceb ", "1452\r\nfceb"})
    void badlyCopiedKeysAreRefusedWithoutNamingThem(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TpnsSignature.of(ID, key))
                .withMessageContaining("secretKey")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("1452"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TpnsSignature.of(key, KEY))
                .withMessageContaining("accessId");
    }

    @Test
    void case22UnusualKeysWork() {
        byte[] body = "{}".getBytes(UTF_8);
        for (String key : List.of("a)b+c%d&e f", "钥匙", "x".repeat(10_000))) {
            TpnsSignature signature = TpnsSignature.of(ID, key);
            String sign = signature.sign(1700000000L, body);

            assertThat(signature.verify("1700000000", body, sign)).isTrue();
            assertThat(SIGNATURE.verify("1700000000", body, sign)).isFalse();
        }
    }

    @Test
    void doesNotShowItsKey() {
        assertThat(SIGNATURE).hasToString("TpnsSignature[accessId=1500001048]");
    }

    @Tag("slow")
    @Test
    void manyThreadsSignAsOne() throws Exception {
        Callable<List<String>> work = () -> IntStream.range(0, 10_000)
                .mapToObj(i -> SIGNATURE.sign(1700000000L + i, new byte[i % 300]))
                .toList();
        List<String> serial = work.call();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            for (Future<List<String>> result :
                    threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> work).toList())) {
                assertThat(result.get()).isEqualTo(serial);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
