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
package io.github.cameltencent.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Makes the bytes of a generic call out of a message body. What is returned is what is signed and what is sent. */
public final class RequestBodies {

    /** A stream or a file may have as many bytes. */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RequestBodies() {}

    /**
     * Text goes as UTF-8 whatever the exchange's charset; bytes, streams and files as they are; anything else as JSON;
     * nothing becomes an empty object.
     *
     * @throws TencentException REJECTED when the body cannot be read, cannot be made JSON, or is too large
     */
    public static byte[] json(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        byte[] bytes = content(exchange, body);
        if (bytes == null && body != null) {
            bytes = written(body);
        }
        return bytes == null || bytes.length == 0 ? EMPTY : bytes;
    }

    /**
     * The bytes of a text, an array, a stream or a file; null for anything else.
     *
     * @throws TencentException REJECTED when they cannot be read, or are too many
     */
    public static byte[] content(Exchange exchange, Object body) {
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof WrappedFile<?> || body instanceof File || body instanceof Path) {
            return file(exchange, body);
        }
        if (body instanceof InputStream stream) {
            return read(stream);
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
            return read(stream(exchange, cache));
        }
        return null;
    }

    private static byte[] written(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw refused("BODY_NOT_JSON", "a body of " + body.getClass().getName() + " cannot be made JSON");
        }
    }

    private static byte[] file(Exchange exchange, Object body) {
        try (InputStream stream = open(exchange, body)) {
            if (stream == null) {
                throw refused("BODY_UNREADABLE", "the file in the body has no content");
            }
            return read(stream);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static InputStream open(Exchange exchange, Object body) throws IOException {
        if (body instanceof Path path) {
            return Files.newInputStream(path);
        }
        return body instanceof File file
                ? Files.newInputStream(file.toPath())
                : stream(exchange, body); // knows the charset of a file endpoint
    }

    private static InputStream stream(Exchange exchange, Object body) {
        return exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, body);
    }

    private static byte[] read(InputStream stream) {
        try {
            if (stream instanceof StreamCache cache) {
                cache.reset();
            }
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused("BODY_TOO_LARGE", "the body has more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static TencentException unreadable(IOException e) {
        // not its text, which names the file
        return refused(
                "BODY_UNREADABLE", "the body could not be read: " + e.getClass().getSimpleName());
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
