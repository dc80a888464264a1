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
package io.github.cameltencent.sign.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sink writes what the JDK would, however small it is at first. */
class ByteSinkTest {

    private final ByteSink sink = new ByteSink(0);

    private static String text(ByteSink sink) {
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsAppendedFollowsWhatWasThere() {
        sink.literal(new byte[] {'a', 'b'}).character('=').decimal(12).character('&');
        sink.utf8("ä").hex(new byte[] {(byte) 0xff}).json("c").base64(new byte[] {1}, TicketBase64.STANDARD);

        assertThat(text(sink)).isEqualTo("ab=12&äff\"c\"AQ==");
        assertThat(text(sink.truncate(2).character('!'))).isEqualTo("ab!");
        assertThat(sink.clear().length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 1_700_000_000, Long.MAX_VALUE, -1, -10, Long.MIN_VALUE})
    void aNumberIsDecimal(long number) {
        assertThat(text(sink.decimal(number))).isEqualTo(Long.toString(number));
    }

    @Test
    void bytesAreHexadecimal() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertThat(text(sink.hex(all))).isEqualTo(HexFormat.of().formatHex(all));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\u0000",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff",
                "a\u00e4\u6c49\ud83d\ude00z"
            })
    void textIsUtf8(String text) {
        assertThat(sink.utf8(text).toByteArray()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(text(sink.clear().json(text))).isEqualTo(text.equals("\u0000") ? "\"\\u0000\"" : '"' + text + '"');
    }

    @Test
    void aPartOfATextIsAppendedToo() {
        assertThat(text(new ByteSink(0).utf8("abcä-ef", 1, 6))).isEqualTo("bcä-e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udbff", "\udc00", "\udfff", "a\ud83d", "\ude00\ud83d"})
    void anUnpairedSurrogateIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> sink.utf8(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteSink(0).json(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a b` | `\"a b\"`",
                "a\"b | \"a\\\"b\"",
                "a\\b | \"a\\\\b\"",
                "a\u0001b | \"a\\u0001b\"",
                "a\u001fb | \"a\\u001fb\"",
                "a/b | \"a/b\""
            })
    void jsonTextIsQuotedAndEscaped(String text, String json) {
        assertThat(text(sink.json(text))).isEqualTo(json);
    }
}
