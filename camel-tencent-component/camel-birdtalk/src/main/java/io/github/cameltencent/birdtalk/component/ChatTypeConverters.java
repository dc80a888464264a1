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

import io.github.cameltencent.birdtalk.protocol.MsgChat;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;

/** Converts between the body, which is the content of a chat message, and the complete message. */
@Converter(generateLoader = true)
public final class ChatTypeConverters {

    private ChatTypeConverters() {}

    /** The message that the exchange was created from, with a new text. */
    @Converter(allowNull = true)
    public static MsgChat toMessage(String text, Exchange exchange) {
        return ChatMessageMapper.of(exchange, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The message that the exchange was created from, with new content. */
    @Converter(allowNull = true)
    public static MsgChat toMessage(byte[] content, Exchange exchange) {
        return ChatMessageMapper.of(exchange, content);
    }

    @Converter
    public static String toString(MsgChat message) {
        return message.getData().toStringUtf8();
    }

    @Converter
    public static byte[] toBytes(MsgChat message) {
        return message.getData().toByteArray();
    }
}
