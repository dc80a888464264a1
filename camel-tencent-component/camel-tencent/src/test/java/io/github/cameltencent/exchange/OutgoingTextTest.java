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

import io.github.cameltencent.TencentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outgoing text is well-formed. */
class OutgoingTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "\ud83d\ude00", "a\ud83d\ude00b", "\u4f60\u597d", "a\ufeffb"})
    void wellFormedTextIsUnchanged(String text) {
        assertThat(OutgoingText.of("the body", text)).isEqualTo(text);
        assertThat(OutgoingText.json("the body", text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\ud83d", "Order sent \ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\ud83dx\ude00"})
    void aLoneSurrogateIsRefused(String text) {
        assertThatThrownBy(() -> OutgoingText.of("the body", text))
                .isInstanceOfSatisfying(TencentException.class, OutgoingTextTest::isLone)
                .hasMessageContaining("the body")
                .hasMessageNotContaining("Order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\uD83D\\n\"}",
                "{\"a\":\"\\ude00\"}",
                "{\"a\":\"\\ud83d\\ud83d\\ude00\"}",
                "{\"a\":\"\\ud83d \\ude00\"}",
                "\\ud83d"
            })
    void anEscapedLoneSurrogateIsRefused(String json) {
        assertThatThrownBy(() -> OutgoingText.json("the body", json))
                .isInstanceOfSatisfying(TencentException.class, OutgoingTextTest::isLone);
        assertThatThrownBy(() -> OutgoingText.utf8("the body", json))
                .isInstanceOfSatisfying(TencentException.class, OutgoingTextTest::isLone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\\ud83d\\ude00\"}",
                "{\"a\":\"\\\\ud83d\"}",
                "{\"a\":\"\\\\\\ud83d\\uDE00\"}",
                "{\"a\":\"\\u4f60\\n\"}",
                "\\u12",
                "\\"
            })
    void otherEscapesAreUnchanged(String json) {
        assertThat(OutgoingText.json("the body", json)).isEqualTo(json);
    }

    @Test
    void aByteOrderMarkIsRemoved() {
        assertThat(OutgoingText.of("the body", "\ufeffalpha")).isEqualTo("alpha");
        assertThat(OutgoingText.of("the body", "\ufeff\ufeffalpha")).isEqualTo("\ufeffalpha");
        assertThat(OutgoingText.json("the body", "\ufeff{}")).isEqualTo("{}");
    }

    private static void isLone(TencentException e) {
        assertThat(e.getCode()).isEqualTo("LONE_SURROGATE");
    }
}
