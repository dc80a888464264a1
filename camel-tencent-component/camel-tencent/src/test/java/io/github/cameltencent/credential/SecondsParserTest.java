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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecondsParserTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "90, 90",
        "' 90 ', 90",
        "-1, -1",
        "999999999999999999, 999999999999999999",
        "90s, 90",
        "90S, 90",
        "2m, 120",
        "3h, 10800",
        "1d, 86400",
        "1d2h3m4s, 93784",
        "1d4s, 86404",
        "PT1H, 3600",
        "pt1h, 3600",
        "P1D, 86400",
        "PT-1S, -1"
    })
    void aDurationIsANumberOfSecondsOrHasUnits(String text, long seconds) {
        assertThat(SecondsParser.parse("expire", text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", " ", "1.5", "1 h", "soon", "4s1d", "90ms", "1000000000000000000", "P", "PT", "PT0.5S", "P1Y"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> SecondsParser.parse("expire", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expire=" + (text == null ? "" : text.strip())
                        + " is not a duration: use a whole number of seconds, or a duration such as 90s, 1h or P1D");
    }
}
