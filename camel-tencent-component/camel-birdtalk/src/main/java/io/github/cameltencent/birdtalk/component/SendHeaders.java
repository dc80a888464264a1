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

import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.exchange.FieldValue;
import java.util.Locale;
import org.apache.camel.Exchange;

/** Reads the receiver and the type of a message from headers, or else from options. */
final class SendHeaders {

    private static final String GROUP = "group";
    private static final String USER = "p2p";

    private SendHeaders() {}

    /** The dialogue to send to. */
    static Dialogue dialogue(Exchange exchange, BirdtalkProducerConfiguration defaults) {
        Long id = FieldValue.header(exchange, BirdtalkConstants.TO_ID).number(1, Long.MAX_VALUE);
        if (id == null) {
            id = defaults.getToId();
        }
        if (id == null) {
            throw new IllegalArgumentException(
                    "No receiver: set the header " + BirdtalkConstants.TO_ID + " or the option toId");
        }
        String type = FieldValue.of(exchange, BirdtalkConstants.CHAT_TYPE, "chatType", defaults.getChatType())
                .text();
        return new Dialogue(type(type), id);
    }

    /** The chat type of a name. */
    static ChatType type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case USER -> ChatType.ChatTypeP2P;
            case GROUP -> ChatType.ChatTypeGroup;
            default -> throw new IllegalArgumentException("The chat type must be p2p or group, not " + name);
        };
    }

    static String name(ChatType type) {
        return type == ChatType.ChatTypeGroup ? GROUP : USER;
    }

    /** The message type. */
    static ChatMsgType msgType(Exchange exchange, String option, MsgChat original) {
        String name = FieldValue.of(exchange, BirdtalkConstants.MSG_TYPE, "msgType", option)
                .text();
        if (name == null) {
            return original == null ? ChatMsgType.TEXT : original.getMsgType();
        }
        try {
            return ChatMsgType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The message type must be TEXT, IMAGE, VOICE, VIDEO, FILE, DELETE, KEY or PLUGIN, not " + name);
        }
    }

    /** The id of the message that is quoted or recalled, 0 for none. */
    static long refMsgId(Exchange exchange) {
        Long id = FieldValue.header(exchange, BirdtalkConstants.REF_MSG_ID).number(0, Long.MAX_VALUE);
        return id == null ? 0 : id;
    }
}
