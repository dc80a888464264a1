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
package io.github.cameltencent.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltencent.TencentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversion of header values of many types; toString() is never used. */
class FieldValueTest {

    private static final String NAME = "CamelTencentToAccount";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);

    @AfterEach
    void stop() {
        context.stop();
    }

    private enum Colour {
        RED
    }

    private record Bean(String secret) {}

    private FieldValue header(Object value) {
        exchange.getMessage().setHeader(NAME, value);
        return FieldValue.header(exchange, NAME);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("alpha", "alpha"),
                Arguments.of("alpha".getBytes(StandardCharsets.UTF_8), "alpha"),
                Arguments.of("\u4f60\u597d".getBytes(StandardCharsets.UTF_8), "\u4f60\u597d"),
                Arguments.of("alpha".toCharArray(), "alpha"),
                Arguments.of(new StringBuilder("alpha"), "alpha"),
                Arguments.of(ByteBuffer.wrap(new byte[] {'a', 'b'}), "ab"),
                Arguments.of("\ufeffalpha", "alpha"),
                Arguments.of("\ufeffalpha".getBytes(StandardCharsets.UTF_8), "alpha"),
                Arguments.of("", ""),
                Arguments.of('a', "a"),
                Arguments.of(42, "42"),
                Arguments.of(9007199254740993L, "9007199254740993"),
                Arguments.of(new BigDecimal("1E+3"), "1000"),
                Arguments.of(true, "true"),
                Arguments.of(Colour.RED, "RED"),
                Arguments.of(
                        UUID.fromString("00000000-0000-0000-0000-000000000001"),
                        "00000000-0000-0000-0000-000000000001"),
                Arguments.of(new TextNode("alpha"), "alpha"),
                Arguments.of(new IntNode(7), "7"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsReadFromManyTypes(Object value, String text) {
        assertThat(header(value).text()).isEqualTo(text);
    }

    static Stream<Arguments> noTexts() {
        return Stream.<Object>of(
                        Map.of("a", "b"),
                        List.of("one"),
                        new String[] {"one"},
                        new long[] {1},
                        new Bean("secret"),
                        Optional.of("secret"),
                        new Object(),
                        new byte[] {(byte) 0xff, (byte) 0xfe, 'x'},
                        JsonNodeFactory.instance.nullNode(),
                        JsonNodeFactory.instance.objectNode())
                .map(each -> () -> new Object[] {each});
    }

    @ParameterizedTest
    @MethodSource("noTexts")
    void aValueThatIsNotTextIsRefused(Object value) {
        assertThatThrownBy(() -> header(value).text())
                .isInstanceOfSatisfying(
                        TencentException.class, e -> assertThat(e.getCode()).isEqualTo("FIELD_INVALID"))
                .hasMessageContaining(NAME)
                .hasMessageNotContaining("secret");
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of(List.of("a", "b"), List.of("a", "b")),
                Arguments.of(Collections.singleton("a"), List.of("a")),
                Arguments.of(new String[] {"a", "b"}, List.of("a", "b")),
                Arguments.of(new Object[] {"a".getBytes(StandardCharsets.UTF_8), 2L}, List.of("a", "2")),
                Arguments.of(new char[][] {{'a'}, {'b'}}, List.of("a", "b")),
                Arguments.of(new long[] {1, 4294967296L}, List.of("1", "4294967296")),
                Arguments.of(new int[] {1, 2}, List.of("1", "2")),
                Arguments.of("[\"a\",\"b\"]", List.of("a", "b")),
                Arguments.of(" [\"a\", 2]", List.of("a", "2")),
                Arguments.of("[\"a\"]".getBytes(StandardCharsets.UTF_8), List.of("a")),
                Arguments.of(JsonNodeFactory.instance.arrayNode().add("a").add(2), List.of("a", "2")),
                Arguments.of("a,b", List.of("a,b")),
                Arguments.of("alpha".getBytes(StandardCharsets.UTF_8), List.of("alpha")),
                Arguments.of("alpha".toCharArray(), List.of("alpha")),
                Arguments.of(42L, List.of("42")),
                Arguments.of(List.of(), List.of()),
                Arguments.of("[]", List.of()),
                Arguments.of("  ", List.of()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listsAreReadFromManyTypes(Object value, List<String> texts) {
        assertThat(header(value).texts()).isEqualTo(texts);
    }

    static Stream<Arguments> noLists() {
        return Stream.<Object>of(
                        Arrays.asList("alpha", null),
                        new String[] {"alpha", null},
                        "[\"alpha\",null]",
                        "[\"alpha\",null]".getBytes(StandardCharsets.UTF_8),
                        JsonNodeFactory.instance.arrayNode().add("a").addNull(),
                        List.of("alpha", ""),
                        List.of("alpha", List.of("beta")),
                        List.of(Map.of("a", "b")),
                        Set.of(new Bean("secret")),
                        Map.of("a", "b"),
                        new Bean("secret"),
                        "[alpha, beta]",
                        "[\"alpha\"] beta",
                        "[{\"a\":1}]")
                .map(each -> () -> new Object[] {each});
    }

    @ParameterizedTest
    @MethodSource("noLists")
    void aListWithAnInvalidElementIsRefused(Object value) {
        assertThatThrownBy(() -> header(value).texts())
                .isInstanceOfSatisfying(
                        TencentException.class, e -> assertThat(e.getCode()).isEqualTo("FIELD_INVALID"))
                .hasMessageContaining(NAME)
                .hasMessageNotContaining("secret");
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(7, 7L),
                Arguments.of((short) 7, 7L),
                Arguments.of(7.0, 7L),
                Arguments.of(new BigInteger("7"), 7L),
                Arguments.of("7", 7L),
                Arguments.of(" 7 ", 7L),
                Arguments.of("7".getBytes(StandardCharsets.UTF_8), 7L),
                Arguments.of(new char[] {'7'}, 7L),
                Arguments.of("0", 0L),
                Arguments.of("604800", 604800L));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersAreReadFromTextAndBack(Object value, long number) {
        assertThat(header(value).number(0, 604_800)).isEqualTo(number);
    }

    static Stream<Arguments> noNumbers() {
        return Stream.<Object>of(
                        4294967297L,
                        "4294967297",
                        new BigInteger("18446744073709551617"),
                        "18446744073709551617",
                        "1h",
                        "PT1H",
                        "",
                        "1.5",
                        1.5,
                        Double.NaN,
                        700_000,
                        -1,
                        "9".repeat(100),
                        "1e999999999",
                        true,
                        List.of(1),
                        new int[] {1},
                        new Bean("secret"))
                .map(each -> () -> new Object[] {each});
    }

    @ParameterizedTest
    @MethodSource("noNumbers")
    void aNumberOutOfRangeIsRefused(Object value) {
        assertThatThrownBy(() -> header(value).number(0, 604_800))
                .isInstanceOfSatisfying(
                        TencentException.class, e -> assertThat(e.getCode()).isEqualTo("FIELD_INVALID"))
                .hasMessageContaining(NAME)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aMissingHeaderHasNoValue() {
        assertThat(header(null).text()).isNull();
        assertThat(header(null).texts()).isEmpty();
        assertThat(header(null).number(0, 1)).isNull();
        assertThat(header(null).plain()).isNull();
    }

    @Test
    void bytesAreDecodedWithTheCharsetOfTheExchange() {
        exchange.setProperty(Exchange.CHARSET_NAME, "GBK");
        byte[] hello = "\u4f60\u597d".getBytes(Charset.forName("GBK"));

        assertThat(header(hello).text()).isEqualTo("\u4f60\u597d");
        assertThat(header(List.of(hello)).texts()).containsExactly("\u4f60\u597d");
    }

    @Test
    void aLoneSurrogateInAFieldIsRefused() {
        for (Object cut : List.of("a\ud83d", List.of("a\ud83d"), new char[] {'a', '\ud83d'}, "[\"a\\ud83d\"]")) {
            assertThatThrownBy(() -> header(cut).texts())
                    .isInstanceOfSatisfying(
                            TencentException.class, e -> assertThat(e.getCode()).isEqualTo("LONE_SURROGATE"))
                    .hasMessageContaining(NAME);
        }
    }

    @Test
    void aCustomTypeIsReadByItsConverter() {
        context.getTypeConverterRegistry()
                .addTypeConverter(String.class, Bean.class, new org.apache.camel.support.TypeConverterSupport() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
                        return (T) ((Bean) value).secret();
                    }
                });
        assertThat(header(new Bean("alpha")).text()).isEqualTo("alpha");
    }

    @Test
    void theHeaderOverridesTheOption() {
        assertThat(FieldValue.of(exchange, NAME, "toAccount", "beta").text()).isEqualTo("beta");
        exchange.getMessage().setHeader(NAME, "alpha");
        assertThat(FieldValue.of(exchange, NAME, "toAccount", "beta").text()).isEqualTo("alpha");
    }
}
