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

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * The HTTP response of a call, received completely unless it is streamed.
 *
 * @param date the header {@code Date}, null for none
 * @param retryAfter the header {@code Retry-After}, unparsed; null for none
 * @param stream the body of a streamed answer, whose {@code body} is empty; null for others
 */
public record HttpAnswer(
        int status, String contentType, byte[] body, Instant date, String retryAfter, AnswerStream stream)
        implements Serializable {

    /** From this clock skew on, the message of a refused signature mentions it. */
    private static final Duration NOTABLE_SKEW = Duration.ofSeconds(60);

    /** Creates an answer that is not streamed. */
    public HttpAnswer(int status, String contentType, byte[] body, Instant date, String retryAfter) {
        this(status, contentType, body, date, retryAfter, null);
    }

    /** Returns the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns length and type of the body, for messages. */
    public String description() {
        return body.length + " bytes of " + (contentType == null ? "unknown type" : contentType);
    }

    /** Returns how far the local clock is ahead of the server's; zero for less than a minute, or if it is not known. */
    public Duration notableSkew(Instant received) {
        Duration ahead = date == null ? Duration.ZERO : Duration.between(date, received);
        return ahead.abs().compareTo(NOTABLE_SKEW) < 0 ? Duration.ZERO : ahead;
    }

    /** Returns a sentence about a wrong local clock, which explains a refused signature; empty if the clocks agree. */
    public String clockHint(Instant received) {
        Duration ahead = notableSkew(received);
        return ahead.isZero()
                ? ""
                : " The local clock is " + ahead.abs().toSeconds() + " s "
                        + (ahead.isNegative() ? "behind" : "ahead of") + " the server's.";
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
