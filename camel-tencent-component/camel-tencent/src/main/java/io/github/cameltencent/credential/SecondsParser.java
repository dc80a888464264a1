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

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses options that are in seconds. Camel's own conversion would read a number as milliseconds and turn {@code 1h}
 * into a number of milliseconds.
 */
public final class SecondsParser {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?", Pattern.CASE_INSENSITIVE);

    private SecondsParser() {}

    /**
     * Parses a number of seconds, units in descending order ({@code 1d12h}, {@code 90s}), or an ISO-8601 duration
     * ({@code PT1H}, {@code P1D}).
     *
     * @param option the name of the option in the message
     * @throws IllegalArgumentException for any other text, and for a fraction of a second
     */
    public static long parse(String option, String text) {
        String stripped = text == null ? "" : text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            return Long.parseLong(stripped);
        }
        if (stripped.regionMatches(true, 0, "P", 0, 1)) {
            return iso(option, stripped);
        }
        Matcher units = UNITS.matcher(stripped);
        if (stripped.isEmpty() || !units.matches()) {
            throw refusal(option, stripped);
        }
        return part(units, 1) * 86_400 + part(units, 2) * 3600 + part(units, 3) * 60 + part(units, 4);
    }

    private static long iso(String option, String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeException e) {
            throw refusal(option, text);
        }
        if (duration.getNano() != 0) {
            throw refusal(option, text);
        }
        return duration.toSeconds();
    }

    private static long part(Matcher units, int group) {
        String digits = units.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static IllegalArgumentException refusal(String option, String text) {
        return new IllegalArgumentException(option + "=" + text
                + " is not a duration: use a whole number of seconds, or a duration such as 90s, 1h or P1D");
    }
}
