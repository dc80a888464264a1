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
package io.github.cameltencent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer says about itself in the messages of exceptions. */
class HttpAnswerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static HttpAnswer answer(String contentType, Instant date) {
        return new HttpAnswer(200, contentType, "h\u00e9".getBytes(StandardCharsets.UTF_8), date, null);
    }

    @ParameterizedTest
    @CsvSource({
        "-3600, ' The local clock is 3600 s ahead of the server''s.'",
        "-60, ' The local clock is 60 s ahead of the server''s.'",
        "-59, ''",
        "0, ''",
        "59, ''",
        "60, ' The local clock is 60 s behind the server''s.'",
        "3600, ' The local clock is 3600 s behind the server''s.'"
    })
    void aDifferenceOfAMinuteBetweenTheClocksIsMentioned(long serverAhead, String hint) {
        HttpAnswer answer = answer(null, NOW.plus(Duration.ofSeconds(serverAhead)));

        assertThat(answer.clockHint(NOW)).isEqualTo(hint);
    }

    @Test
    void withoutADateNothingIsKnownOfTheClock() {
        assertThat(answer(null, null).clockHint(NOW)).isEmpty();
    }

    @Test
    void theBodyIsDescribedByItsLengthAndType() {
        assertThat(answer("text/html", null)).returns("3 bytes of text/html", HttpAnswer::description);
        assertThat(answer(null, null))
                .returns("3 bytes of unknown type", HttpAnswer::description)
                .returns("h\u00e9", HttpAnswer::text)
                .hasToString("HTTP 200, 3 bytes");
    }
}
