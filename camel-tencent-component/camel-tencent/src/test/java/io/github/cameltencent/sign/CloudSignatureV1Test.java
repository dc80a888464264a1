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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudSignatureV1Test {

    private static final String KEY = "ExampleSecretKey0000000000000001";
    private static final CloudSignatureV1 SIGNATURE = CloudSignatureV1.of(KEY, CloudSignatureV1.HMAC_SHA256);

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsTheVectorsSay(JsonNode vector) {
        Map<String, String> parameters = parameters(vector);
        String key = vector.get("secret_key").asText();
        String algorithm = vector.get("algorithm").asText();
        String method = vector.get("method").asText();
        String host = vector.get("host").asText();
        String path = vector.get("path").asText();

        String signature = CloudSignatureV1.sign(key, algorithm, method, host, path, parameters);

        assertThat(signature).isEqualTo(vector.get("signature").asText());
        parameters.put("Signature", signature);
        CloudSignatureV1 kept = CloudSignatureV1.of(key, algorithm);
        assertThat(kept.sign(method, host, path, new HashMap<>(parameters))).isEqualTo(signature);
        assertThat(kept.verify(method, host, path, parameters, signature)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isSentAsTheVectorsSay(JsonNode vector) {
        Map<String, String> raw = parameters(vector);
        raw.put("Signature", vector.get("signature").asText());
        Map<String, String> sent = new LinkedHashMap<>();
        vector.get("sorted_keys").forEach(name -> sent.put(name.asText(), raw.get(name.asText())));
        sent.put("Signature", raw.get("Signature"));

        assertThat(FormParameters.encode(sent))
                .isEqualTo(vector.get("encoded_rfc3986").asText());
        assertThat(FormParameters.decode(vector.get("encoded_rfc3986").asText()))
                .isEqualTo(raw);
        assertThat(FormParameters.decode(vector.get("encoded_form").asText())).isEqualTo(raw);
    }

    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of(Vectors.cloud().get("v1"));
    }

    private static Map<String, String> parameters(JsonNode vector) {
        Map<String, String> parameters = new LinkedHashMap<>();
        vector.get("params")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("captured")
    void signsAsTheVendorsClientDoesOnTheWire(JsonNode wire) {
        String target = wire.get("target").asText();
        boolean get = wire.get("method").asText().equals("GET");
        Map<String, String> parameters = FormParameters.decode(
                get ? target.substring(2) : wire.get("body").asText());
        String algorithm = CloudSignatureV1.algorithmFor(parameters.get("SignatureMethod"));

        assertThat(CloudSignatureV1.sign(
                        wire.get("secret_key").asText(),
                        algorithm,
                        wire.get("method").asText(),
                        "cvm.tencentcloudapi.com",
                        "/",
                        parameters))
                .isEqualTo(parameters.get("Signature"));
    }

    static Stream<Named<JsonNode>> captured() {
        return Vectors.of(Vectors.cloud().get("wire"))
                .filter(wire -> wire.getPayload().get("target").asText().contains("Signature=")
                        || wire.getPayload().path("body").asText().contains("Signature="));
    }

    @Test
    void thereAreCapturedRequestsOfEachKind() {
        assertThat(captured()).hasSize(9);
        assertThat(CloudSignatureTc3Test.captured()).hasSize(15);
    }

    @Test
    void anythingButHmacSha256MeansHmacSha1() {
        assertThat(CloudSignatureV1.algorithmFor("HmacSHA256")).isEqualTo("HmacSHA256");
        assertThat(CloudSignatureV1.algorithmFor("HmacSHA1")).isEqualTo("HmacSHA1");
        assertThat(CloudSignatureV1.algorithmFor("hmacsha256")).isEqualTo("HmacSHA1");
        assertThat(CloudSignatureV1.algorithmFor(null)).isEqualTo("HmacSHA1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacMD5", "", "SHA256", "TC3-HMAC-SHA256"})
    void anotherAlgorithmIsRefused(String algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudSignatureV1.of(KEY, algorithm))
                .withMessageContaining("HmacSHA256");
    }

    @Test
    void invalidParametersAreRefused() {
        Map<String, String> withNull = new HashMap<>();
        withNull.put("A", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIGNATURE.sign("GET", "h", "/", withNull))
                .withMessageContaining("A is null");
        assertThatIllegalArgumentException().isThrownBy(() -> FormParameters.encode(withNull));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIGNATURE.sign("GET", "h", "/", Map.of("A", "x\ud83d")))
                .withMessageContaining("surrogate");
        assertThatIllegalArgumentException().isThrownBy(() -> FormParameters.encode(Map.of("A", "x\ud83d")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIGNATURE.sign("GET", "h", "/", Map.of("A_B", "1", "A.B", "2")))
                .withMessageContaining("twice");
    }

    @Test
    void anUnderscoreInANameIsSignedAsADot() {
        String signature = SIGNATURE.sign("GET", "h", "/", Map.of("a.b", "1", ".c", "2"));

        assertThat(SIGNATURE.sign("GET", "h", "/", Map.of("a_b", "1", "_c", "2")))
                .isEqualTo(signature);
        assertThat(SIGNATURE.sign("GET", "h", "/", Map.of("a.b", "1", "_c", "2")))
                .isEqualTo(signature);
    }

    @Test
    void eachPartCounts() {
        Map<String, String> parameters = Map.of("Action", "A", "Nonce", "1");
        String signature = SIGNATURE.sign("GET", "h", "/", parameters);

        assertThat(SIGNATURE.verify("GET", "h", "/", parameters, signature)).isTrue();
        assertThat(SIGNATURE.verify("POST", "h", "/", parameters, signature)).isFalse();
        assertThat(SIGNATURE.verify("GET", "h:80", "/", parameters, signature)).isFalse();
        assertThat(SIGNATURE.verify("GET", "h", "/v2/index.php", parameters, signature))
                .isFalse();
        assertThat(SIGNATURE.verify("GET", "h", "/", Map.of("Action", "A", "Nonce", "2"), signature))
                .isFalse();
        assertThat(SIGNATURE.verify("GET", "h", "/", parameters, "")).isFalse();
        assertThat(CloudSignatureV1.of(KEY, "HmacSHA1").verify("GET", "h", "/", parameters, signature))
                .isFalse();
    }

    @Test
    void case21NoNonceIsRepeatedInAMillionByManyThreads() throws Exception {
        IntSupplier nonces = CloudSignatureV1.nonces(new Random(21));
        Callable<int[]> work = () -> IntStream.generate(nonces).limit(15_625).toArray();
        IntStream all = IntStream.empty();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Callable<int[]>> works =
                    IntStream.range(0, 64).mapToObj(i -> work).toList();
            for (Future<int[]> some : threads.invokeAll(works)) {
                all = IntStream.concat(all, IntStream.of(some.get()));
            }
        } finally {
            threads.shutdownNow();
        }

        int[] distinct = all.distinct().toArray();
        assertThat(distinct).hasSize(1_000_000);
        assertThat(IntStream.of(distinct).min().orElse(0)).isPositive();
    }

    @Test
    void case21NoncesStayPositive() {
        RandomGenerator highest = new Random() {
            @Override
            public int nextInt(int bound) {
                return bound - 1;
            }
        };
        IntSupplier nonces = CloudSignatureV1.nonces(highest);

        assertThat(IntStream.generate(nonces).limit(3)).containsExactly(Integer.MAX_VALUE, 1, 2);
    }

    @Test
    void doesNotShowItsKey() {
        assertThat(SIGNATURE).hasToString("CloudSignatureV1[HmacSHA256]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudSignatureV1.of("Gu5t9 ", "HmacSHA1"))
                .withMessageContaining("secretKey")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Gu5"));
    }
}
