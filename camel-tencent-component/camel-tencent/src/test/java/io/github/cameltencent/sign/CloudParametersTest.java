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
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudParametersTest {

    @ParameterizedTest
    @MethodSource("vectors")
    void flattensAsTheVendorsClientDoes(JsonNode vector) {
        Map<String, String> flat = new TreeMap<>();
        vector.get("flat")
                .properties()
                .forEach(each -> flat.put(each.getKey(), each.getValue().asText()));
        String json = vector.get("json").asText();
        if (json.contains("[null")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> flatten(vector.get("json").asText()))
                    .withMessageContaining("G.0 is null");
            json = json.replace(",\"G\":[null,\"x\"]", "");
            flat.remove("G.1");
        }

        assertThat(flatten(json)).isEqualTo(flat);
    }

    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of(Vectors.cloud().get("flatten"));
    }

    @Test
    void numbersKeepAllDigits() {
        assertThat(flatten("{\"A\":1.0,\"B\":1e3,\"C\":123456789012345678901234567890,\"D\":-0,\"E\":0.10}"))
                .containsExactly(
                        Map.entry("A", "1.0"),
                        Map.entry("B", "1e3"),
                        Map.entry("C", "123456789012345678901234567890"),
                        Map.entry("D", "-0"),
                        Map.entry("E", "0.10"));
    }

    @Test
    void theOrderIsThatOfTheJson() {
        assertThat(flatten("{\"Z\":1,\"A\":[2,3],\"M\":{\"B\":4}}").keySet()).containsExactly("Z", "A.0", "A.1", "M.B");
    }

    @Test
    void anEmptyArrayHasNoParameters() {
        assertThat(flatten("")).isEmpty();
        assertThat(flatten("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"A\":1}"})
    void moreParametersCanBeAdded(String json) {
        Map<String, String> flat = flatten(json);

        flat.put("Version", "2017-03-12");

        assertThat(flat).containsEntry("Version", "2017-03-12");
    }

    @Test
    void anEmptyArrayOrObjectIsLeftOutUnlessItIsRefused() {
        for (String empty : new String[] {"[]", "{}", "{\"B\":null}"}) {
            String json = "{\"Zone\":\"z\",\"Filters\":" + empty + "}";
            assertThat(flatten(json)).containsExactly(Map.entry("Zone", "z"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> flattenStrict(json))
                    .withMessageStartingWith("Filters");
        }
        assertThat(flattenStrict("{\"Zone\":\"z\",\"Limit\":null,\"Ids\":[1]}"))
                .containsExactly(Map.entry("Zone", "z"), Map.entry("Ids.0", "1"));
    }

    private static Map<String, String> flattenStrict(String json) {
        return CloudParameters.flattenStrict(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"A\":[\"x\",null]}", "{\"A\":[[]]}", "{\"A\":[{}]}", "{\"A\":[{\"B\":null}]}"})
    void nothingInsideAnArrayIsRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> flatten(json)).withMessageContaining("inside an array");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "\"secret",
                "{\"A\":secret}",
                "{\"A\":1",
                "{\"A\":1}}",
                "{} {}",
                "{\"A\":1,\"A\":2}",
                "{\"A.B\":1,\"A\":{\"B\":2}}",
                "{\"A\":NaN}",
                "{\"A\":1,}",
                "null",
                " "
            })
    void anythingButAnObjectWithUniqueNamesIsRefusedWithoutQuotingIt(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flatten(json))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("secret").hasNoCause());
    }

    @Test
    void depthAndCountAreBounded() {
        assertThat(flatten("{\"A\":" + "[".repeat(60) + "1" + "]".repeat(60) + "}"))
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flatten("{\"A\":" + "[".repeat(100_000)))
                .withMessageContaining("64");
        ArrayNode many = Vectors.JSON.createArrayNode();
        for (int i = 0; i <= 100_000; i++) {
            many.add(i);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flatten("{\"A\":" + many + "}"))
                .withMessageContaining("too many");
        String longName = "x".repeat(40_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flatten("{\"" + longName + "\":[" + "1,".repeat(300) + "1]}"))
                .withMessageContaining("too many");
    }

    @Test
    void thereMayBeTenMebiCharactersOfNamesAndValues() {
        String half = "x".repeat(5 * 1024 * 1024 - 1);
        String members = "{\"A\":\"" + half + "\",\"B\":\"" + half;

        assertThat(flatten(members + "\"}")).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flatten(members + "x\"}"))
                .withMessageContaining("too many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "a=%١٢", "a=1&a=2", "a=1&%61=2", "a&a", "a=%ff", "a=%ed%a0%80"})
    void brokenParametersAreRefused(String encoded) {
        assertThatIllegalArgumentException().isThrownBy(() -> FormParameters.decode(encoded));
    }

    @Test
    void parametersAreDecodedOnce() {
        assertThat(FormParameters.decode("a=%2541+b&&c&d=&e==%e6%9c%AA未%20😀"))
                .containsExactly(
                        Map.entry("a", "%41 b"), Map.entry("c", ""), Map.entry("d", ""), Map.entry("e", "=未未 😀"));
        assertThat(FormParameters.decode("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&a=1 | a=1",
                "a=1& | a=1",
                "=1 | =1",
                "a=+ | 'a= '",
                "a=+b+ | 'a= b '",
                "a=%2B | a=+",
                "a=%80x%C2 | -",
                "a=%C2%80+\u0080 | 'a=\u0080 \u0080'",
                "a=+\ud83d\ude00 | 'a= \ud83d\ude00'",
                "a=\ud83d\ude00%20 | 'a=\ud83d\ude00 '",
                "a=+\ud83d | -"
            })
    void aParameterIsDecodedOrRefused(String encoded, String decoded) {
        if ("-".equals(decoded)) {
            assertThatIllegalArgumentException().isThrownBy(() -> FormParameters.decode(encoded));
        } else {
            int equals = decoded.indexOf('=');
            assertThat(FormParameters.decode(encoded))
                    .containsExactly(Map.entry(decoded.substring(0, equals), decoded.substring(equals + 1)));
        }
    }

    @Test
    void aHundredThousandParametersAreDecoded() {
        String most = IntStream.range(0, 100_000).mapToObj(i -> "p" + i + "=").collect(Collectors.joining("&"));

        assertThat(FormParameters.decode(most)).hasSize(100_000);
        assertThatIllegalArgumentException().isThrownBy(() -> FormParameters.decode(most + "&more="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "azAZ09-._~ | azAZ09-._~",
                "a b | a%20b",
                "a+b | a%2Bb",
                "a/:@[`{ | a%2F%3A%40%5B%60%7B",
                "\u00e4 | %C3%A4",
                "\ud83d\ude00 | %F0%9F%98%80"
            })
    void allButUnreservedCharactersAreEncoded(String text, String encoded) {
        assertThat(FormParameters.encode(text)).isEqualTo(encoded);
        assertThat(FormParameters.encode(Map.of("a", text))).isEqualTo("a=" + encoded);
    }

    private static Map<String, String> flatten(String json) {
        return CloudParameters.flatten(json.getBytes(UTF_8));
    }
}
