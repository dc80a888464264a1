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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u007e", "\u00a0", "\u00e4", "\ud83d\ude00", "a\ud83d\ude00\ud83d\ude00z"})
    void plainTextIsWellFormed(String text) {
        assertThat(Texts.isPlain(text)).isTrue();
        assertThat(Texts.isWellFormed(text)).isTrue();
        assertThat(Texts.requirePlain("user id", text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "a\ud83dz", "\ud83d\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void anUnpairedSurrogateIsNotWellFormed(String text) {
        assertThat(Texts.isWellFormed(text)).isFalse();
        assertThat(Texts.isPlain(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Texts.requirePlain("user id", text))
                .withMessageContaining("unpaired surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\nb", "\u001f", "\u007f", "\u009f"})
    void aControlCharacterIsNotPlain(String text) {
        assertThat(Texts.isPlain(text)).isFalse();
        assertThat(Texts.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a, 1", "\u00a1, 2", "\u07ff, 2", "\u0800, 3", "\ud83d\ude00, 4"})
    void plainTextHasUpTo1024BytesOfUtf8(String character, int bytes) {
        String most = character.repeat(1024 / bytes) + "a".repeat(1024 % bytes);

        assertThat(Texts.requireUserId(most)).isSameAs(most);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Texts.requireUserId(most + "a"))
                .withMessage("The user id is longer than 1024 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_400_000_000L, 0xffff_ffffL})
    void anSdkAppIdHas32Bits(long sdkAppId) {
        assertThat(Texts.requireSdkAppId(sdkAppId)).isEqualTo(sdkAppId);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 0x1_0000_0000L})
    void anyOtherNumberIsRefused(long sdkAppId) {
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.requireSdkAppId(sdkAppId));
    }

    @Test
    void oneByteOrderMarkIsRemoved() {
        assertThat(Texts.withoutByteOrderMark("\ufeff\ufeffa")).isEqualTo("\ufeffa");
        assertThat(Texts.withoutByteOrderMark("a")).isEqualTo("a");
        assertThat(Texts.withoutByteOrderMark("")).isEmpty();
    }
}
