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
package io.github.cameltencent.birdtalk.component;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.exchange.BodyText;
import io.github.cameltencent.exchange.RequestBodies;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;

/**
 * Reads the content of a chat message from a body. A message of type TEXT takes any body that is text, and bytes in the
 * charset of the exchange; other types take bytes as they are.
 */
final class MessageContent {

    private MessageContent() {}

    /**
     * The content, never empty.
     *
     * @throws TencentException REJECTED: {@code CONTENT_MISSING}, {@code BODY_UNREADABLE}, {@code BODY_NOT_TEXT},
     *     {@code BODY_TOO_LARGE} or {@code LONE_SURROGATE}
     */
    static byte[] of(Exchange exchange, ChatMsgType type) {
        Object body = exchange.getMessage().getBody();
        byte[] content;
        if (body instanceof MsgChat original) {
            content = original.getData().toByteArray();
        } else if (type == ChatMsgType.TEXT || isText(body)) {
            content = BodyText.read(exchange, "BODY_UNREADABLE").getBytes(StandardCharsets.UTF_8);
        } else {
            content = RequestBodies.content(exchange, body);
        }
        if (content == null) {
            throw refused(
                    "BODY_UNREADABLE",
                    "a body of " + body.getClass().getName() + " cannot be sent: use text, bytes, a stream or a file");
        }
        if (content.length == 0) {
            throw refused("CONTENT_MISSING", "the message is empty: set a body");
        }
        return content;
    }

    private static boolean isText(Object body) {
        return body == null
                || body instanceof CharSequence
                || body instanceof char[]
                || body instanceof Reader
                || body instanceof Number
                || body instanceof Boolean
                || body instanceof Character;
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
