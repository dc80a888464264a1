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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericCodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "0 | 0",
                "-0 | 0",
                "60018 | 60018",
                "\"60018\" | 60018",
                "\" 007 \" | 7",
                "2147483647 | 2147483647",
                "-2147483648 | -2147483648",
                "2147483648 |",
                "9999999999 |",
                "99999999999 |",
                "0.0 |",
                "1e3 |",
                "\"\" |",
                "\"+1\" |",
                "\"OK\" |",
                "true |",
                "null |",
                "{} |",
                "[0] |"
            })
    void aCodeIsAnIntegerOf32BitsAsNumberOrText(String json, String code) throws JsonProcessingException {
        assertThat(NumericCode.of(new ObjectMapper().readTree(json))).isEqualTo(code);
    }
}
