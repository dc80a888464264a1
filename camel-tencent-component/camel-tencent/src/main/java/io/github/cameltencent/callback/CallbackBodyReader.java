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
package io.github.cameltencent.callback;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the body of a callback and decompresses it. The limit on its size applies before and after decompression. */
final class CallbackBodyReader {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackBodyReader.class);

    private final int maxBytes;

    CallbackBodyReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Returns the decompressed body.
     *
     * @throws TencentException if it is too large, cannot be read, or has a Content-Encoding other than gzip and identity
     */
    byte[] read(Message message) {
        if (message.getBody() instanceof Map<?, ?> form) {
            return readForm(message, form);
        }
        boolean gzip = isGzip(message.getHeader(Exchange.CONTENT_ENCODING, String.class));
        try (InputStream in = message.getBody(InputStream.class)) {
            byte[] body = in == null ? new byte[0] : readLimited(in);
            // some servers decompress the body, but keep the header
            return gzip && startsLikeGzip(body)
                    ? readLimited(new GZIPInputStream(new ByteArrayInputStream(body)))
                    : body;
        } catch (IOException e) {
            throw refused("BODY_UNREADABLE", "the body of the callback cannot be read");
        }
    }

    private static boolean isGzip(String encoding) {
        if (encoding == null || encoding.isBlank()) {
            return false;
        }
        return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> true;
            case "identity" -> false;
            default ->
                throw refused("ENCODING_UNSUPPORTED", "the Content-Encoding of the callback must be gzip or identity");
        };
    }

    private static boolean startsLikeGzip(byte[] body) {
        return body.length > 1 && (body[0] & 0xff | (body[1] & 0xff) << 8) == GZIPInputStream.GZIP_MAGIC;
    }

    private byte[] readLimited(InputStream in) throws IOException {
        byte[] body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw refused("BODY_TOO_LARGE", "the callback is larger than maxBodySize");
        }
        return body;
    }

    private byte[] readForm(Message message, Map<?, ?> form) {
        byte[] body = FormBodyRestorer.restore(message, form);
        FormBodyRestorer.removeHeaders(message, form);
        if (body == null) {
            throw refused(
                    "BODY_UNREADABLE",
                    "the HTTP server parsed the callback as a form, because of its Content-Type: send it as application/json");
        }
        if (body.length > maxBytes) {
            throw refused("BODY_TOO_LARGE", "the callback is larger than maxBodySize");
        }
        LOG.warn(
                "A callback was sent with the Content-Type of a form, so each + in it was read as a blank: send callbacks as"
                        + " application/json");
        return body;
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message)
                .call("im", "callback")
                .build();
    }
}
