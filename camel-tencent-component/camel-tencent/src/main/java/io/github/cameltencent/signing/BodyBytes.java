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
 * Converts the body of a message to bytes and replaces it by them, so that exactly the signed bytes are sent, with any
 * charset and in each attempt.
 */
final class BodyBytes {

    /** The maximum size, the same as that of the component's endpoints. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    private BodyBytes() {}

    static byte[] toBytes(Message message, String service, String operation) {
        Object body = message.getBody();
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof CharSequence text && !Texts.isWellFormed(text)) {
            throw refusal(
                    service,
                    operation,
                    "LONE_SURROGATE",
                    "The body contains an unpaired surrogate, as if it was cut inside a character");
        }
        byte[] bytes;
        try {
            bytes = read(message, body);
        } catch (IOException | TypeConversionException e) {
            bytes = null;
        }
        if (bytes == null) {
            throw refusal(
                    service, operation, "BODY_INVALID", "The body cannot be converted to bytes: marshal it before");
        }
        if (bytes.length > MAX_BYTES) {
            throw refusal(service, operation, "BODY_TOO_LARGE", "The body has more than " + MAX_BYTES + " bytes");
        }
        message.setBody(bytes);
        return bytes;
    }

    // camel-http would compress the body after it was signed
    static void requireSentAsIs(Exchange exchange, String service) {
        String encoding = exchange.getMessage().getHeader(Exchange.CONTENT_ENCODING, String.class);
        boolean skipped = exchange.getProperty(Exchange.SKIP_GZIP_ENCODING, false, Boolean.class);
        if ("gzip".equalsIgnoreCase(encoding) && !skipped) {
            throw refusal(
                    service,
                    "sign",
                    "CONTENT_ENCODING",
                    "The header Content-Encoding would compress the body after it was signed: remove it, or sign in the HTTP client by httpClientConfigurer");
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
                return in == null ? null : in.readNBytes(MAX_BYTES + 1);
            }
        }
        return message.getBody(byte[].class);
    }

    private static byte[] cached(StreamCache cache) throws IOException {
        if (cache.length() > MAX_BYTES) {
            return new byte[MAX_BYTES + 1];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        cache.reset();
        cache.writeTo(bytes);
        cache.reset();
        return bytes.toByteArray();
    }

    private static TencentException refusal(String service, String operation, String code, String message) {
        return SigningSupport.refusal(Outcome.REJECTED, service, operation, code, message);
    }
}
