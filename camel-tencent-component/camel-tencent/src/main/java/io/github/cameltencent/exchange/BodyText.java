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
import java.io.File;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;

/**
 * Reads a body as the text that it is. Camel would make text of anything, at worst by {@code toString}, which is nothing to
 * show to people or to sign.
 */
public final class BodyText {

    private BodyText() {}

    /**
     * The text, empty where there is no body.
     *
     * @param code of the refusal of a body that is no text, such as a bean
     * @throws TencentException REJECTED, with that code, {@code BODY_NOT_TEXT}, {@code BODY_TOO_LARGE} or
     *     {@code LONE_SURROGATE}; what it says holds nothing of the body
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
            // a file's converter would have made other bytes of it by the charset of its endpoint
            boolean isFile = body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File;
            byte[] bytes = RequestBodies.content(exchange, isFile ? ((WrappedFile<?>) body).getFile() : body);
            if (bytes == null) {
                throw refused(
                        code,
                        "a body of " + body.getClass().getName() + " is no text: give text, bytes, a stream or a file");
            }
            text = ExchangeText.decode(exchange, ByteBuffer.wrap(bytes), "BODY_NOT_TEXT", "the body");
        }
        return OutgoingText.of("the body", text);
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
