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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;

/**
 * Reads a message body as text. Unlike the type converters of Camel it never falls back to {@code toString()}.
 */
public final class BodyText {

    private BodyText() {}

    /**
     * Returns the text, empty if there is no body.
     *
     * @param code the error code for a body that is not text, such as a bean
     * @throws TencentException REJECTED, with that code, {@code BODY_NOT_TEXT}, {@code BODY_TOO_LARGE} or {@code
     *     LONE_SURROGATE}; the message does not quote the body
     */
    public static String read(Exchange exchange, String code) {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            return "";
        }
        String text = RequestBodies.text(exchange, body);
        if (text == null && (body instanceof Number || body instanceof Boolean || body instanceof Character)) {
            text = body.toString();
        }
        if (text == null) {
            byte[] bytes = RequestBodies.content(exchange, RequestBodies.unwrapped(body));
            if (bytes == null) {
                throw refused(
                        code,
                        "a body of " + body.getClass().getName()
                                + " cannot be read as text: use text, bytes, a stream or a file");
            }
            text = ExchangeCharset.decode(exchange, ByteBuffer.wrap(bytes), "BODY_NOT_TEXT", "the body");
        }
        return OutgoingText.of("the body", text);
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
