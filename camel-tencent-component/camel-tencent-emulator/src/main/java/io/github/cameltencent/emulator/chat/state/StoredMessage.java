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
package io.github.cameltencent.emulator.chat.state;

import io.github.cameltencent.birdtalk.protocol.ChatMsgStatus;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;

/** A stored message: the fields that the server keeps. */
public final class StoredMessage {

    public final long id;
    public final MsgChat kept;
    public final long time;
    public boolean recalled;
    public long received;
    public long read;

    public StoredMessage(long id, MsgChat from, long time) {
        this.id = id;
        this.time = time;
        this.kept = MsgChat.newBuilder()
                .setMsgId(id)
                .setFromId(from.getFromId())
                .setToId(from.getToId())
                .setSendId(from.getSendId())
                .setMsgType(from.getMsgType())
                .setData(from.getData())
                .setRefMessageId(from.getRefMessageId())
                .setChatType(from.getChatType())
                .setTm(time)
                .setSendReply(time)
                .build();
    }

    /** The message as an entry of a user's history. */
    public MsgChat entry(long ownId) {
        MsgChat.Builder entry = kept.toBuilder().setUserId(ownId);
        if (recalled) {
            entry.setStatus(ChatMsgStatus.DELETED);
        }
        if (kept.getFromId() == ownId) {
            entry.setRecvReply(received).setReadReply(read);
        }
        return entry.build();
    }

    /** The state of a sent message; empty for a received one. */
    public MsgChatReply state(long ownId) {
        if (kept.getFromId() != ownId) {
            return MsgChatReply.getDefaultInstance();
        }
        return MsgChatReply.newBuilder()
                .setMsgId(id)
                .setSendId(kept.getSendId())
                .setSendOk(time)
                .setRecvOk(received)
                .setReadOk(read)
                .setUserId(ownId)
                .setFromId(kept.getToId())
                .build();
    }
}
