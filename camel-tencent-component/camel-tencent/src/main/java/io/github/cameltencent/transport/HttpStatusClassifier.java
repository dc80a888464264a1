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

import io.github.cameltencent.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;

/** Classifies an HTTP status other than 2xx. */
public final class HttpStatusClassifier {

    /** How many bytes of the body become the result of the exception. */
    private static final int MAX_DETAIL_BYTES = 4096;

    private HttpStatusClassifier() {}

    /**
     * Returns the result of an attempt whose status is not 2xx.
     *
     * @param sent whether the request was sent; otherwise the answer comes from a proxy
     */
    public static AttemptResult of(HttpAnswer answer, boolean sent, Instant now) {
        int status = answer.status();
        String code = "HTTP_" + status;
        if (!sent) {
            return status == 407
                    ? AttemptResult.failed(
                            Outcome.AUTH,
                            "PROXY_AUTH",
                            "the proxy refused the credentials: check proxyUser and proxyPassword")
                    : AttemptResult.failed(
                            Outcome.TRANSIENT, "PROXY_REFUSED", "the proxy refused to connect: status " + status);
        }
        Duration retryAfter = retryAfter(answer.retryAfter(), now);
        if (status >= 500) {
            return failed(
                    answer, Outcome.AMBIGUOUS, code, "the service failed: the call may have been executed", retryAfter);
        }
        return switch (status) {
            case 429 -> failed(answer, Outcome.THROTTLED, code, "too many calls", retryAfter);
            case 401, 403 ->
                failed(
                        answer,
                        Outcome.AUTH,
                        code,
                        "refused: check the keys, the access point and the local clock",
                        null);
            case 407 ->
                failed(
                        answer,
                        Outcome.AUTH,
                        "PROXY_AUTH",
                        "the proxy refused the credentials: check proxyUser and proxyPassword",
                        null);
            case 408 ->
                // gateways send it also when the service behind them is slow
                failed(answer, Outcome.AMBIGUOUS, code, "the server timed out: the call may have been executed", null);
            default ->
                failed(
                        answer,
                        Outcome.REJECTED,
                        code,
                        status >= 300 && status < 400 ? "redirects are not followed" : "the server refused the request",
                        null);
        };
    }

    /** Parses a Retry-After header, null if it is absent or invalid. */
    static Duration retryAfter(String text, Instant now) {
        if (text == null) {
            return null;
        }
        String value = text.strip();
        if (!value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Math.min(Long.parseLong(value), Integer.MAX_VALUE));
        }
        Instant date = DateUtils.parseStandardDate(value);
        if (date == null) {
            return null;
        }
        Duration until = Duration.between(now, date);
        return until.isNegative() ? Duration.ZERO : until;
    }

    private static AttemptResult failed(
            HttpAnswer answer, Outcome outcome, String code, String message, Duration retryAfter) {
        byte[] body = answer.body();
        String detail = body.length == 0
                ? null
                : new String(body, 0, Math.min(body.length, MAX_DETAIL_BYTES), StandardCharsets.UTF_8);
        return new AttemptResult(outcome, code, true, message, null, retryAfter, false, false, detail, null);
    }
}
