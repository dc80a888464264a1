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
import io.github.cameltencent.birdtalk.account.ChatEvent;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Messages of the chat as Camel's. */
public final class ChatMessages {

    /** The exchange property that holds the whole message. */
    private static final String WHOLE = "CamelBirdtalkMessage";

    private ChatMessages() {}

    static void fill(Exchange exchange, MsgChat chat) {
        Message message = exchange.getMessage();
        message.setHeader(BirdtalkConstants.EVENT, ChatEvent.MESSAGE.word());
        message.setHeader(BirdtalkConstants.MSG_ID, chat.getMsgId());
        message.setHeader(BirdtalkConstants.FROM_ID, chat.getFromId());
        message.setHeader(BirdtalkConstants.TO_ID, chat.getToId());
        message.setHeader(BirdtalkConstants.CHAT_TYPE, ChatWords.name(chat.getChatType()));
        message.setHeader(BirdtalkConstants.MSG_TYPE, kind(chat));
        message.setHeader(BirdtalkConstants.SEND_ID, chat.getSendId());
        message.setHeader(BirdtalkConstants.TIME, chat.getTm());
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, chat.getTm());
        if (chat.getRefMessageId() != 0) {
            message.setHeader(BirdtalkConstants.REF_MSG_ID, chat.getRefMessageId());
        }
        exchange.setProperty(WHOLE, chat);
        boolean text = chat.getMsgType() == ChatMsgType.TEXT;
        message.setBody(text ? chat.getData().toStringUtf8() : chat.getData().toByteArray());
    }

    private static String kind(MsgChat chat) {
        return chat.getMsgType() == ChatMsgType.UNRECOGNIZED
                ? Integer.toString(chat.getMsgTypeValue())
                : chat.getMsgType().name();
    }

    /**
     * The whole message that an exchange was made of, with another content if the body was changed; null if it was made of
     * none.
     */
    public static MsgChat of(Exchange exchange, byte[] content) {
        MsgChat whole = exchange == null ? null : exchange.getProperty(WHOLE, MsgChat.class);
        return whole == null
                ? null
                : whole.toBuilder().setData(ByteString.copyFrom(content)).build();
    }
}
