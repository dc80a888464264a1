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
package io.github.cameltencent.usersig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.support.ExchangeHelper;

/** Reads a body as short text. */
final class TextBody {

    /** Beyond any ticket and any user id. */
    private static final int LONGEST = 64 * 1024;

    private TextBody() {}

    /** The text, empty where there is no body. */
    static String read(Message message, Refusals refusals) {
        String text;
        try {
            text = text(message);
        } catch (IOException | TypeConversionException e) {
            text = null;
        }
        if (text == null || text.length() > LONGEST) {
            String what = text == null ? "cannot be read as text" : "has more than " + LONGEST + " characters";
            throw refusals.rejected("BODY_INVALID", "The body " + what);
        }
        return text;
    }

    private static String text(Message message) throws IOException {
        Object body = message.getBody();
        if (body == null) {
            return "";
        }
        if (body instanceof StreamCache cache) {
            return cached(message, cache);
        }
        return body instanceof InputStream stream ? stream(message, stream) : message.getBody(String.class);
    }

    private static String cached(Message message, StreamCache cache) throws IOException {
        if (cache.length() > 4L * LONGEST) {
            return "x".repeat(LONGEST + 1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        cache.reset();
        cache.writeTo(bytes);
        cache.reset();
        return bytes.toString(charset(message));
    }

    // a stream can be read only once, so the text takes its place on the message
    private static String stream(Message message, InputStream stream) throws IOException {
        String text = new String(stream.readNBytes(LONGEST + 1), charset(message));
        message.setBody(text);
        return text;
    }

    private static Charset charset(Message message) {
        return Charset.forName(ExchangeHelper.getCharsetName(message.getExchange()));
    }
}
