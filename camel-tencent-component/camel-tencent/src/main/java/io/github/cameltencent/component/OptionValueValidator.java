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
package io.github.cameltencent.component;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * Checks the text of options that are numbers or durations. Camel would convert an invalid duration to 0, and refuse an
 * invalid number without naming the option.
 */
final class OptionValueValidator {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern UNITS =
            Pattern.compile("(\\d+d)?(\\d+h)?(\\d+m(?!s))?(\\d+s)?(\\d+ms)?", Pattern.CASE_INSENSITIVE);

    private OptionValueValidator() {}

    /**
     * Checks the parameters of an endpoint.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void check(PropertyConfigurer configurer, Map<String, Object> parameters) {
        parameters.forEach((name, value) -> check(configurer, name, value));
    }

    /**
     * Checks one option; bean references, placeholders and values other than text are accepted.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void check(PropertyConfigurer configurer, String name, Object value) {
        if (!(value instanceof String text)
                || text.startsWith("#")
                || text.startsWith("{{")
                || !(configurer instanceof PropertyConfigurerGetter types)) {
            return;
        }
        Class<?> type = types.getOptionType(name.replace("-", ""), true);
        String stripped = text.strip();
        if (type == int.class || type == Integer.class || type == Long.class) {
            require(
                    INTEGER.matcher(stripped).matches() || isDuration(type, name, stripped),
                    name,
                    text,
                    "a whole number");
        } else if (type == double.class || type == Double.class) {
            require(DECIMAL.matcher(stripped).matches(), name, text, "a number");
        } else if (type == long.class || type == Duration.class) {
            require(
                    INTEGER.matcher(stripped).matches() || isDuration(stripped),
                    name,
                    text,
                    "a number of milliseconds, or a duration such as 500ms, 10s or PT1M");
        }
    }

    /** Some durations are declared as int, in milliseconds. */
    private static boolean isDuration(Class<?> type, String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        return type == int.class
                && (lower.endsWith("timeout") || lower.endsWith("window") || lower.endsWith("duration"))
                && isDuration(text);
    }

    private static boolean isDuration(String text) {
        if (text.regionMatches(true, 0, "P", 0, 1)) {
            try {
                Duration.parse(text);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
        return !text.isEmpty() && UNITS.matcher(text).matches();
    }

    private static void require(boolean valid, String name, String text, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(name + "=" + text + ": it must be " + expected);
        }
    }
}
