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
package io.github.cameltencent.examples.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * Status line and headers of an answer.
 *
 * @param status 0 if this is not HTTP
 */
record HttpHead(int status, String text) {

    private static final int MAX_BYTES = 16_384;

    /** Reads up to the empty line, so that what follows in a tunnel is left for TLS. */
    static HttpHead read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MAX_BYTES && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        String text = head.toString();
        boolean http = text.matches("(?s)HTTP/1\\.[01] \\d{3}\\b.*");
        return new HttpHead(http ? Integer.parseInt(text.substring(9, 12)) : 0, text);
    }

    /** Returns the server's time, if the answer has it. */
    Optional<Instant> date() {
        return text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("date:"))
                .findFirst()
                .flatMap(line -> parse(line.substring(5).strip()));
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static byte[] bytes(String head) {
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }
}
