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
package io.github.cameltencent.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that cannot be valid is refused with the way out, and never quoted. */
class SecretValidatorTest {

    private static final String PLACEHOLDER = "is an unresolved placeholder";
    private static final String PEM = "is PEM text";
    private static final String RAW = "is written as RAW(...)";
    private static final String QUOTES = "is in quotes";
    private static final String AROUND = "is surrounded by white space";
    private static final String SPACE = "contains a space";
    private static final String LINE_BREAK = "contains a line break";
    private static final String INVISIBLE = "contains an invisible character";

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  ",
                "abc",
                "ab+c/d==",
                "{{}}",
                "${}",
                "RAW()",
                "RAW{}",
                "\"\"",
                "''",
                "{{a",
                "a}}",
                "${a",
                "RAW(a",
                "RAW{a",
                "RAW\u00e9",
                "'a",
                "a'",
                "\"a",
                "BEGIN",
                "a-----BEGIN",
                "\u6c49\u5b57",
                "\ud83d\ude00"
            })
    void aWellFormedSecretIsReturned(String text) {
        assertThat(SecretValidator.require("The endpoint", "secretKey", text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{{a}}|" + PLACEHOLDER,
                " {{a}} |" + PLACEHOLDER,
                "${a}|" + PLACEHOLDER,
                "-----BEGIN PRIVATE KEY-----|" + PEM,
                " -----BEGIN|" + PEM,
                "RAW(a)|" + RAW,
                "RAW{a}|" + RAW,
                " RAW{a}|" + RAW,
                "\"a\"|" + QUOTES,
                "'''a'''|" + QUOTES,
                " abc|" + AROUND,
                "abc\t|" + AROUND,
                "\u00a0abc|" + AROUND,
                "abc\u3000|" + AROUND,
                "abc\u2007|" + AROUND,
                "a b|" + SPACE,
                "a\u00a0b|" + SPACE,
                "a\u3000b|" + SPACE,
                "a\u0000b|" + LINE_BREAK,
                "a\u2028b|" + LINE_BREAK,
                "a\u2029b|" + LINE_BREAK,
                "a\u200bb|" + INVISIBLE,
                "\ufeffab|" + INVISIBLE,
                "ab\u200d|" + INVISIBLE,
                "a\ud800b|" + INVISIBLE,
                "a\ue000b|" + INVISIBLE,
                "a\ud83d\ude00\u200bb|" + INVISIBLE,
                "a\udb40\udc01b|" + INVISIBLE,
                "a\u0378b|" + INVISIBLE
            },
            delimiter = '|')
    void aMalformedSecretIsRefusedWithTheReason(String text, String why) {
        assertThatThrownBy(() -> SecretValidator.require("The endpoint", "secretKey", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The endpoint has a secretKey that cannot be valid: it " + why)
                .hasMessageNotContaining(text);
        assertThat(SecretValidator.isUsable(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb"})
    void aLineBreakWithinASecretIsRefused(String text) {
        assertThatThrownBy(() -> SecretValidator.require("The endpoint", "secretKey", text))
                .hasMessageContaining(LINE_BREAK);
    }

    @Test
    void theMessageHasTheRightArticle() {
        assertThatThrownBy(() -> SecretValidator.require("Application a", "accessId", "a b"))
                .hasMessageStartingWith("Application a has an accessId that");
    }

    @Test
    void aSecretIsUsableIfItIsPresentAndWellFormed() {
        assertThat(SecretValidator.isUsable("abc")).isTrue();
        assertThat(SecretValidator.isUsable("a\ud83d\ude00")).isTrue();
        assertThat(SecretValidator.isUsable(null)).isFalse();
        assertThat(SecretValidator.isUsable("")).isFalse();
        assertThat(SecretValidator.isUsable(" ")).isFalse();
    }

    @Test
    void anyTextButAPlaceholderIsResolved() {
        for (String text : new String[] {null, "", "a b", "'a'", "{{}}"}) {
            assertThat(SecretValidator.requireResolved("The endpoint", "adminUserId", text))
                    .isSameAs(text);
        }
        for (String text : new String[] {"{{a}}", "${a}", " {{a}} "}) {
            assertThatThrownBy(() -> SecretValidator.requireResolved("The endpoint", "adminUserId", text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(PLACEHOLDER)
                    .hasMessageNotContaining(text);
        }
    }
}
