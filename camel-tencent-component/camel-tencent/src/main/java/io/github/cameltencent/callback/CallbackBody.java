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

/** Reads the body of a callback, unpacked, within the limit of its size. */
final class CallbackBody {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackBody.class);

    private final int maxBytes;

    CallbackBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The bytes of the body.
     *
     * @throws TencentException when it is too large, or packed otherwise than with gzip, or cannot be read
     */
    byte[] read(Message message) {
        if (message.getBody() instanceof Map<?, ?> form) {
            return form(message, form);
        }
        boolean gzip = isGzip(message.getHeader(Exchange.CONTENT_ENCODING, String.class));
        try (InputStream in = message.getBody(InputStream.class)) {
            byte[] body = in == null ? new byte[0] : limited(in);
            // a server may have unpacked it already, and left the header as it was
            return gzip && isPacked(body) ? limited(new GZIPInputStream(new ByteArrayInputStream(body))) : body;
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
                throw refused(
                        "ENCODING_UNSUPPORTED", "the Content-Encoding of the callback is neither gzip nor identity");
        };
    }

    private static boolean isPacked(byte[] body) {
        return body.length > 1 && (body[0] & 0xff | (body[1] & 0xff) << 8) == GZIPInputStream.GZIP_MAGIC;
    }

    private byte[] limited(InputStream in) throws IOException {
        byte[] body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw refused("BODY_TOO_LARGE", "the callback is larger than maxBodySize");
        }
        return body;
    }

    private byte[] form(Message message, Map<?, ?> form) {
        byte[] body = FormBody.restored(message, form);
        FormBody.removeHeaders(message, form);
        if (body == null) {
            throw refused(
                    "BODY_UNREADABLE",
                    "the callback says to be a form, and was read as one: have it sent as application/json");
        }
        if (body.length > maxBytes) {
            throw refused("BODY_TOO_LARGE", "the callback is larger than maxBodySize");
        }
        LOG.warn("A callback says to be a form, in which a + cannot be told from a blank: have callbacks sent as"
                + " application/json");
        return body;
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message)
                .call("im", "callback")
                .build();
    }
}
