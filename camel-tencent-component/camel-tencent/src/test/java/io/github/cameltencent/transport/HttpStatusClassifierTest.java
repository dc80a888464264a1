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

import io.github.cameltencent.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpStatusClassifierTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "100, REJECTED, HTTP_100, the server refused",
        "299, REJECTED, HTTP_299, the server refused",
        "300, REJECTED, HTTP_300, redirects are not followed",
        "302, REJECTED, HTTP_302, redirects are not followed",
        "399, REJECTED, HTTP_399, redirects are not followed",
        "400, REJECTED, HTTP_400, the server refused",
        "401, AUTH, HTTP_401, check the keys",
        "403, AUTH, HTTP_403, check the keys",
        "404, REJECTED, HTTP_404, the server refused",
        "407, AUTH, PROXY_AUTH, proxyUser",
        "408, AMBIGUOUS, HTTP_408, may have been executed",
        "429, THROTTLED, HTTP_429, too many calls",
        "499, REJECTED, HTTP_499, the server refused",
        "500, AMBIGUOUS, HTTP_500, may have been executed",
        "503, AMBIGUOUS, HTTP_503, may have been executed"
    })
    void aStatusOfTheServiceHasItsOutcome(int status, Outcome outcome, String code, String message) {
        AttemptResult result = HttpStatusClassifier.of(answer(status, null, "why"), true, NOW);
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.message()).contains(message);
        assertThat(result.detail()).isEqualTo("why");
    }

    @ParameterizedTest
    @CsvSource({"407, AUTH, PROXY_AUTH", "403, TRANSIENT, PROXY_REFUSED", "502, TRANSIENT, PROXY_REFUSED"})
    void beforeTheRequestWasSentAStatusIsTheProxys(int status, Outcome outcome, String code) {
        AttemptResult result = HttpStatusClassifier.of(answer(status, "3", "why"), false, NOW);
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.retryAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9, 9",
        "' 3 ', 3",
        "3600, 3600",
        "999999999999999999, 2147483647",
        "1000000000000000000,",
        "-1,",
        "3s,",
        "/,",
        ":,",
        "1/,",
        "1:,",
        "'',",
        "٣,",
        "soon,",
        "'Sat, 28 Nov 2026 12:00:30 GMT', 30",
        "'Sat, 28 Nov 2026 11:00:00 GMT', 0"
    })
    void retryAfterIsReadInBothForms(String header, Long seconds) {
        Duration expected = seconds == null ? null : Duration.ofSeconds(seconds);
        assertThat(HttpStatusClassifier.retryAfter(header, NOW)).isEqualTo(expected);
        assertThat(HttpStatusClassifier.of(answer(503, header, ""), true, NOW).retryAfter())
                .isEqualTo(expected);
    }

    @Test
    void aLongBodyIsCutAndAnEmptyOneIsNone() {
        assertThat(HttpStatusClassifier.retryAfter(null, NOW)).isNull();
        assertThat(HttpStatusClassifier.of(answer(400, null, ""), true, NOW).detail())
                .isNull();
        assertThat(HttpStatusClassifier.of(answer(400, null, "x".repeat(5_000)), true, NOW)
                        .detail())
                .isEqualTo("x".repeat(4_096));
    }

    private static HttpAnswer answer(int status, String retryAfter, String body) {
        return new HttpAnswer(status, null, body.getBytes(StandardCharsets.UTF_8), null, retryAfter);
    }
}
