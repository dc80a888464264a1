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
package io.github.cameltencent.transport.http;

import io.github.cameltencent.transport.HttpAnswer;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * An answer that was received completely, before decompression.
 *
 * @param body the bytes as received
 * @param maxBytes the maximum size of the decompressed body
 */
record ReceivedAnswer(HttpResponse head, byte[] body, int maxBytes) {

    /** The maximum size that an I/O thread may parse. */
    private static final int SMALL_BYTES = 64 * 1024;

    /** Returns whether the answer must not be parsed on an I/O thread. */
    boolean isLarge() {
        return body.length > SMALL_BYTES || isGzip();
    }

    /**
     * Returns the answer with its decompressed body.
     *
     * @throws IOException if the decompressed body is too large
     */
    HttpAnswer decompress() throws IOException {
        byte[] decompressed = isGzip() && body.length > 0 ? GzipDecoder.decompress(body, maxBytes) : body;
        String date = value("Date");
        Instant time = date == null ? null : DateUtils.parseStandardDate(date);
        return new HttpAnswer(
                head.getCode(), mimeType(value("Content-Type")), decompressed, time, value("Retry-After"));
    }

    private boolean isGzip() {
        String encoding = value("Content-Encoding");
        return encoding != null && encoding.strip().toLowerCase(Locale.ROOT).endsWith("gzip");
    }

    static String mimeType(String contentType) {
        if (contentType == null) {
            return null;
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
    }

    private String value(String name) {
        Header header = head.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
