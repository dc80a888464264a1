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
package io.github.cameltencent.signing;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.sign.bytes.Texts;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;

/**
 * Turns a body into the bytes that go out, and puts them in its place: what is signed is what is sent, whatever charset
 * the exchange has, and as often as it is sent.
 */
final class BodyBytes {

    /** What the component's own endpoints take at most, too. */
    static final int LONGEST = 10 * 1024 * 1024;

    private BodyBytes() {}

    static byte[] fix(Message message, String service, String operation) {
        Object body = message.getBody();
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof CharSequence text && !Texts.isWellFormed(text)) {
            throw refusal(service, operation, "LONE_SURROGATE", "The body was cut inside a character");
        }
        byte[] bytes;
        try {
            bytes = read(message, body);
        } catch (IOException | TypeConversionException e) {
            bytes = null;
        }
        if (bytes == null) {
            throw refusal(service, operation, "BODY_INVALID", "The body cannot be read as bytes: marshal it before");
        }
        if (bytes.length > LONGEST) {
            throw refusal(service, operation, "BODY_TOO_LARGE", "The body has more than " + LONGEST + " bytes");
        }
        message.setBody(bytes);
        return bytes;
    }

    // camel-http compresses after the signer, and the signature would be for other bytes than those sent
    static void requireSentAsIs(Exchange exchange, String service) {
        String encoding = exchange.getMessage().getHeader(Exchange.CONTENT_ENCODING, String.class);
        boolean skipped = exchange.getProperty(Exchange.SKIP_GZIP_ENCODING, false, Boolean.class);
        if ("gzip".equalsIgnoreCase(encoding) && !skipped) {
            throw refusal(
                    service,
                    "sign",
                    "CONTENT_ENCODING",
                    "The header Content-Encoding asks for compression after signing: remove it, or sign on the wire by httpClientConfigurer");
        }
    }

    private static byte[] read(Message message, Object body) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof CharSequence text) {
            return Texts.withoutByteOrderMark(text.toString()).getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof StreamCache cache) {
            return cached(cache);
        }
        if (body instanceof InputStream || body instanceof File || body instanceof WrappedFile) {
            try (InputStream in = message.getBody(InputStream.class)) {
                return in == null ? null : in.readNBytes(LONGEST + 1);
            }
        }
        return message.getBody(byte[].class);
    }

    private static byte[] cached(StreamCache cache) throws IOException {
        if (cache.length() > LONGEST) {
            return new byte[LONGEST + 1];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        cache.reset();
        cache.writeTo(bytes);
        cache.reset();
        return bytes.toByteArray();
    }

    private static TencentException refusal(String service, String operation, String code, String message) {
        return TencentBean.refusal(Outcome.REJECTED, service, operation, code, message);
    }
}
