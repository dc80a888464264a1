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
package io.github.cameltencent.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.component.TencentComponentConfigurer;
import io.github.cameltencent.component.TencentEndpointConfigurer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spi.PropertyConfigurer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of numbers and durations has one meaning, or is refused with the name of the option. */
class OptionValuesTest {

    private final PropertyConfigurer endpoint = new TencentEndpointConfigurer();
    private final PropertyConfigurer component = new TencentComponentConfigurer();

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "badge, 5,5",
                "badge,5 ,5",
                "badge,+5,5",
                "badge,-2,-2",
                "maxRetries,\t2,2",
                "callbackWindow, 60s,60s",
                "callbackWindow,60000,60000",
                "requestTimeout,5 s,",
                "requestTimeout, PT1M ,PT1M",
                "requestTimeout,+500,500",
                "requestTimeout,4294967297,4294967297"
            })
    void blanksAndAPlusAroundANumberMeanNothing(String option, String text, String value) {
        if (value == null) {
            assertThatThrownBy(() -> OptionValues.checked(endpoint, option, text))
                    .hasMessageContaining(option + "=" + text);
        } else {
            assertThat(OptionValues.checked(endpoint, option, text)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "badge, 4294967297, a whole number below 2147483648",
        "badge, -2147483649, a whole number below 2147483648",
        "badge, 5s, a whole number below 2147483648",
        "badge, 1.0, a whole number below 2147483648",
        "pageSize, 4294967297, a whole number below 2147483648",
        "maxRetries, '', a whole number below 2147483648",
        "callbackWindow, 4294967297, 'a number of milliseconds, or a duration such as 500ms, 10s or PT1M'",
        "callbackWindow, 365d, 'a number of milliseconds, or a duration such as 500ms, 10s or PT1M'",
        "callbackWindow, PT9999H, 'a number of milliseconds, or a duration such as 500ms, 10s or PT1M'",
        "requestTimeout, abc, 'a number of milliseconds, or a duration such as 500ms, 10s or PT1M'",
        "requestTimeout, 10 s, 'a number of milliseconds, or a duration such as 500ms, 10s or PT1M'",
        "sdkAppId, 14oo, a whole number"
    })
    void otherTextIsRefusedWithTheNameOfTheOption(String option, String text, String expected) {
        assertThatThrownBy(() -> OptionValues.checked(endpoint, option, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(option + "=" + text + ": it must be " + expected);
    }

    @Test
    void optionsOfTheComponentAreReadAlike() {
        assertThat(OptionValues.checked(component, "max-idle-time", "20000 ")).isEqualTo("20000");
        assertThatThrownBy(() -> OptionValues.checked(component, "max-connections", "4294967297"))
                .hasMessageStartingWith("max-connections=4294967297: it must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".title", "title."})
    void aNameWithAnEmptyPartIsRefused(String name) {
        Map<String, Object> parameters = new HashMap<>(Map.of(name, "x"));
        assertThatThrownBy(() -> OptionValues.check(endpoint, parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no option '" + name + "': a part between dots is empty");
    }

    @Test
    void referencesPlaceholdersAndOtherTypesAreLeftAlone() {
        for (Object value : new Object[] {"#bean:five", "{{badge}}", 5, Duration.ofSeconds(1)}) {
            assertThat(OptionValues.checked(endpoint, "badge", value)).isSameAs(value);
        }
        assertThat(OptionValues.checked(endpoint, "title", " T ")).isEqualTo(" T ");
    }
}
