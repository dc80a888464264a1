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

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.account.ChatEventType;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Converts chat messages to exchanges and back. */
public final class ChatMessageMapper {

    /** The exchange property with the complete message. */
    private static final String MESSAGE_PROPERTY = "CamelBirdtalkMessage";

    private ChatMessageMapper() {}

    static void fill(Exchange exchange, MsgChat chat) {
        Message message = exchange.getMessage();
        message.setHeader(BirdtalkConstants.EVENT, ChatEventType.MESSAGE.optionName());
        message.setHeader(BirdtalkConstants.MSG_ID, chat.getMsgId());
        message.setHeader(BirdtalkConstants.FROM_ID, chat.getFromId());
        message.setHeader(BirdtalkConstants.TO_ID, chat.getToId());
        message.setHeader(BirdtalkConstants.CHAT_TYPE, SendHeaders.name(chat.getChatType()));
        message.setHeader(BirdtalkConstants.MSG_TYPE, kind(chat));
        message.setHeader(BirdtalkConstants.SEND_ID, chat.getSendId());
        message.setHeader(BirdtalkConstants.TIME, chat.getTm());
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, chat.getTm());
        if (chat.getRefMessageId() != 0) {
            message.setHeader(BirdtalkConstants.REF_MSG_ID, chat.getRefMessageId());
        }
        exchange.setProperty(MESSAGE_PROPERTY, chat);
        boolean text = chat.getMsgType() == ChatMsgType.TEXT;
        message.setBody(text ? chat.getData().toStringUtf8() : chat.getData().toByteArray());
    }

    private static String kind(MsgChat chat) {
        return chat.getMsgType() == ChatMsgType.UNRECOGNIZED
                ? Integer.toString(chat.getMsgTypeValue())
                : chat.getMsgType().name();
    }

    /**
     * The message that an exchange was created from, with new content; null if it was created from something else.
     */
    public static MsgChat of(Exchange exchange, byte[] content) {
        MsgChat original = exchange == null ? null : exchange.getProperty(MESSAGE_PROPERTY, MsgChat.class);
        return original == null
                ? null
                : original.toBuilder().setData(ByteString.copyFrom(content)).build();
    }
}
