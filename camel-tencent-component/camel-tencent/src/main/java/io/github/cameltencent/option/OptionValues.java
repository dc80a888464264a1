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

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.TimeUtils;

/**
 * Checks the text of options that are numbers or durations, and removes blanks around it and a plus before it. Camel
 * would convert such text and invalid durations to 0, cut numbers to 32 bits, and refuse others without naming the option.
 */
public final class OptionValues {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern UNITS = Pattern.compile(
            "(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m(?!s))?(\\d{1,9}s)?(\\d{1,12}ms)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DURATION_NAME =
            Pattern.compile("(timeout|window|duration|delay|interval|heartbeat)$", Pattern.CASE_INSENSITIVE);
    private static final String DURATION = "a number of milliseconds, or a duration such as 500ms, 10s or PT1M";

    private OptionValues() {}

    /**
     * Checks the parameters of an endpoint, and replaces those that have blanks or a plus around a number.
     *
     * @throws IllegalArgumentException naming the option
     */
    public static void check(PropertyConfigurer configurer, Map<String, Object> parameters) {
        parameters.keySet().forEach(OptionValues::requireName);
        parameters.replaceAll((name, value) -> checked(configurer, name, value));
    }

    /** Camel binds a name with dots part by part, and fails with an exception about an index if one is empty. */
    private static void requireName(String name) {
        if (("." + name + ".").contains("..")) {
            throw new IllegalArgumentException("There is no option '" + name + "': a part between dots is empty");
        }
    }

    /**
     * Checks one option; bean references, placeholders and values other than text are accepted.
     *
     * @return the value to configure
     * @throws IllegalArgumentException naming the option
     */
    public static Object checked(PropertyConfigurer configurer, String name, Object value) {
        if (!(value instanceof String text)
                || text.startsWith("#")
                || text.startsWith("{{")
                || !(configurer instanceof PropertyConfigurerGetter types)) {
            return value;
        }
        Class<?> type = types.getOptionType(name.replace("-", ""), true);
        String stripped = text.strip();
        if (type == int.class || type == Integer.class) {
            boolean duration = type == int.class && isDurationName(name);
            require(
                    isInt(stripped) || duration && isDuration(stripped, Integer.MAX_VALUE),
                    name,
                    text,
                    duration ? DURATION : "a whole number below 2147483648");
        } else if (type == Long.class) {
            require(INTEGER.matcher(stripped).matches(), name, text, "a whole number");
        } else if (type == double.class || type == Double.class) {
            require(DECIMAL.matcher(stripped).matches(), name, text, "a number");
        } else if (type == long.class || type == Duration.class) {
            require(INTEGER.matcher(stripped).matches() || isDuration(stripped, Long.MAX_VALUE), name, text, DURATION);
        } else {
            return value;
        }
        return stripped.startsWith("+") ? stripped.substring(1) : stripped;
    }

    private static boolean isInt(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return false;
        }
        long number = Long.parseLong(text);
        return number == (int) number;
    }

    /** Some durations are declared as int, in milliseconds. */
    private static boolean isDurationName(String name) {
        return DURATION_NAME.matcher(name).find();
    }

    private static boolean isDuration(String text, long maxMillis) {
        if (text.regionMatches(true, 0, "P", 0, 1)) {
            try {
                return Duration.parse(text).toMillis() <= maxMillis;
            } catch (DateTimeException | ArithmeticException e) {
                return false;
            }
        }
        return !text.isEmpty() && UNITS.matcher(text).matches() && TimeUtils.toMilliSeconds(text) <= maxMillis;
    }

    private static void require(boolean valid, String name, String text, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(name + "=" + text + ": it must be " + expected);
        }
    }
}
