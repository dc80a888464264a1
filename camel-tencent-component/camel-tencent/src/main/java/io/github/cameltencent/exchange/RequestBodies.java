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
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.InputStreamCache;

/** Converts a message body to the bytes that are signed and sent. */
public final class RequestBodies {

    /** The maximum size of a stream or a file. */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    private static final int CHUNK = 8 * 1024;

    private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(IsoTimeModule.module()).build();

    private RequestBodies() {}

    /**
     * Returns a JSON body in UTF-8. Bytes, streams and files are text in the charset of the exchange: in UTF-8 they are
     * unchanged, also with a byte order mark. Anything that is not text is converted to JSON; no body is an empty object.
     *
     * @throws TencentException REJECTED if the body cannot be read, is not text ({@code BODY_NOT_TEXT}), contains half of a
     *     surrogate pair ({@code LONE_SURROGATE}), cannot be converted to JSON, or is too large
     */
    public static byte[] json(Exchange exchange) {
        Object body = unwrapped(exchange.getMessage().getBody());
        byte[] bytes = content(exchange, body);
        if (bytes == null) {
            bytes = body == null ? EMPTY : toJson(body);
        } else if (!isText(body)) {
            bytes = utf8(exchange, bytes);
        }
        return bytes.length == 0 ? EMPTY : bytes;
    }

    /** Like {@link #json(Exchange)}, without a byte order mark, for calls that take the JSON apart. */
    public static byte[] jsonWithoutMark(Exchange exchange) {
        byte[] bytes = json(exchange);
        return Arrays.mismatch(bytes, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length
                ? Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length)
                : bytes;
    }

    /**
     * Returns the bytes of JSON text that was read from the body; a UTF-8 byte array is returned unchanged.
     *
     * @throws TencentException REJECTED, {@code LONE_SURROGATE}
     */
    public static byte[] json(Exchange exchange, String text) {
        String checked = OutgoingText.json("the body", text);
        return exchange.getMessage().getBody() instanceof byte[] bytes && ExchangeCharset.isUtf8(exchange)
                ? bytes
                : checked.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the local file in a body from a file endpoint, whose type converter would transcode it. */
    static Object unwrapped(Object body) {
        return body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file ? file : body;
    }

    private static byte[] utf8(Exchange exchange, byte[] bytes) {
        String text = OutgoingText.json(
                "the body", ExchangeCharset.decode(exchange, ByteBuffer.wrap(bytes), "BODY_NOT_TEXT", "the body"));
        return ExchangeCharset.isUtf8(exchange) ? bytes : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether a body or parameter is text. */
    public static boolean isText(Object body) {
        return body instanceof CharSequence || body instanceof char[] || body instanceof Reader;
    }

    /**
     * Returns the bytes of a text, an array, a stream or a file; null for anything else. If a stream is the body, it is
     * replaced by a stream cache, so that a redelivery can read it again.
     *
     * @throws TencentException REJECTED if they cannot be read or are too many
     */
    public static byte[] content(Exchange exchange, Object body) {
        String text = text(exchange, body);
        if (text != null) {
            return OutgoingText.json("the body", text).getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof WrappedFile<?> || body instanceof File || body instanceof Path) {
            return file(exchange, body);
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
            byte[] bytes = read(cache instanceof InputStream stream ? stream : stream(exchange, cache));
            cache.reset();
            return bytes;
        }
        return body instanceof InputStream stream ? readOnce(exchange, stream) : null;
    }

    /** Returns the text of a body or parameter that is text; null for anything else. */
    public static String text(Exchange exchange, Object body) {
        if (body instanceof CharSequence text) {
            return text.toString();
        }
        if (body instanceof char[] text) {
            return new String(text);
        }
        return body instanceof Reader reader ? readOnce(exchange, reader) : null;
    }

    private static byte[] toJson(Object body) {
        try {
            return OutgoingText.utf8("the body", JSON.writeValueAsString(body));
        } catch (InvalidDefinitionException e) {
            Class<?> type = e.getType() == null ? body.getClass() : e.getType().getRawClass();
            throw notJson(body, type == body.getClass() ? "" : ": it contains a " + type.getName());
        } catch (JsonProcessingException e) {
            throw notJson(body, "");
        }
    }

    private static TencentException notJson(Object body, String why) {
        return refused(
                "BODY_NOT_JSON", "a body of " + body.getClass().getName() + " cannot be converted to JSON" + why);
    }

    private static byte[] readOnce(Exchange exchange, InputStream stream) {
        byte[] bytes = StreamContentCache.get(exchange, stream, byte[].class);
        try {
            if (bytes == null) {
                bytes = stream.readNBytes(MAX_BYTES + 1);
                StreamContentCache.put(exchange, stream, bytes, bytes.length);
            }
        } catch (IOException e) {
            throw unreadable(stream, e);
        }
        boolean isBody = exchange.getMessage().getBody() == stream;
        if (bytes.length > MAX_BYTES) {
            if (isBody) { // puts the bytes read back in front of the rest
                exchange.getMessage().setBody(new SequenceInputStream(new ByteArrayInputStream(bytes), stream));
            }
            throw tooLarge();
        }
        if (isBody) { // for the following steps, also if the call fails
            exchange.getMessage().setBody(new InputStreamCache(bytes));
        }
        return bytes;
    }

    private static String readOnce(Exchange exchange, Reader reader) {
        try {
            String cached = StreamContentCache.get(exchange, reader, String.class);
            if (cached != null) {
                return cached;
            }
            if (reader instanceof StreamCache cache) {
                cache.reset();
            }
            StringWriter text = new StringWriter();
            char[] chunk = new char[CHUNK];
            for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
                text.write(chunk, 0, read);
                if (text.getBuffer().length() > MAX_BYTES) {
                    throw tooLarge();
                }
            }
            StreamContentCache.put(
                    exchange, reader, text.toString(), text.getBuffer().length());
            if (exchange.getMessage().getBody() == reader) {
                exchange.getMessage().setBody(text.toString());
            }
            return text.toString();
        } catch (IOException e) {
            throw unreadable(reader, e);
        }
    }

    private static byte[] file(Exchange exchange, Object body) {
        try (InputStream stream = open(exchange, body)) {
            if (stream == null) {
                throw refused("BODY_UNREADABLE", "the file in the body has no content");
            }
            return read(stream);
        } catch (IOException e) {
            throw unreadable(body, e);
        }
    }

    private static InputStream open(Exchange exchange, Object body) throws IOException {
        if (body instanceof Path path) {
            return Files.newInputStream(path);
        }
        return body instanceof File file
                ? Files.newInputStream(file.toPath())
                : stream(exchange, body); // respects the charset of a file endpoint
    }

    private static InputStream stream(Exchange exchange, Object body) {
        return exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, body);
    }

    private static byte[] read(InputStream stream) {
        try {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(stream, e);
        }
    }

    private static TencentException tooLarge() {
        return refused("BODY_TOO_LARGE", "the body has more than " + MAX_BYTES + " bytes");
    }

    private static TencentException unreadable(Object body, IOException e) {
        // without its message, which contains the file name
        return refused(
                "BODY_UNREADABLE",
                "a body of " + body.getClass().getName() + " could not be read: "
                        + e.getClass().getSimpleName());
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
