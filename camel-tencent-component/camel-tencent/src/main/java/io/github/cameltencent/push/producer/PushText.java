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
package io.github.cameltencent.push.producer;

import io.github.cameltencent.push.InvalidPush;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;

/**
 * The text of a body that is one. Camel would make text of anything, at worst by toString, which is nothing to show on
 * phones.
 */
final class PushText {

    private static final int MAX_BODY = 10 * 1024 * 1024;

    private PushText() {}

    /**
     * The text, null for no body.
     *
     * @throws InvalidPush when it is none or cannot be read; what it says holds nothing of the body
     */
    static String of(Object body, Exchange exchange) {
        if (body == null || body instanceof String) {
            return (String) body;
        }
        try {
            String text = read(body, exchange);
            if (text != null) {
                return text;
            }
        } catch (IOException | InvalidPayloadException | TypeConversionException | CamelExecutionException e) {
            // Without the cause: Camel's quotes the body.
            throw new InvalidPush(
                    "BODY_UNREADABLE",
                    "a body of " + body.getClass().getName() + " could not be read: "
                            + e.getClass().getSimpleName());
        }
        throw new InvalidPush(
                "BODY_UNREADABLE",
                "a body of " + body.getClass().getName()
                        + " is no push: use a PushMessage, a Map, a JsonNode, text, bytes, a stream or a file");
    }

    private static String read(Object body, Exchange exchange) throws IOException, InvalidPayloadException {
        if (body instanceof byte[] bytes) {
            return decode(bytes, exchange);
        }
        if (body instanceof InputStream) {
            return drain(exchange.getMessage().getBody(InputStream.class), exchange);
        }
        if (body instanceof File file) {
            return drain(Files.newInputStream(file.toPath()), exchange);
        }
        if (body instanceof Path path) {
            return drain(Files.newInputStream(path), exchange);
        }
        if (body instanceof CharSequence || body instanceof Number || body instanceof Boolean) {
            return body.toString();
        }
        // A file of a route has a charset of its own, which its converter knows.
        return body instanceof Reader || body instanceof StreamCache || body instanceof WrappedFile<?>
                ? exchange.getMessage().getMandatoryBody(String.class)
                : null;
    }

    private static String drain(InputStream stream, Exchange exchange) throws IOException {
        try (InputStream in = stream) {
            byte[] bytes = in.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                throw new InvalidPush("BODY_TOO_LARGE", "the body has more than 10 MiB: a push has 4 KiB");
            }
            return decode(bytes, exchange);
        }
    }

    private static String decode(byte[] bytes, Exchange exchange) {
        Charset charset = charset(exchange);
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidPush(
                    "BODY_NOT_TEXT",
                    "the body is not text in " + charset.name()
                            + ": set the property CamelCharsetName to the charset that it is in");
        }
    }

    private static Charset charset(Exchange exchange) {
        try {
            String name = ExchangeHelper.getCharsetName(exchange, false);
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidPush(
                    "BODY_UNREADABLE", "there is no such charset as CamelCharsetName names: use one such as UTF-8");
        }
    }
}
