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
package io.github.cameltencent.birdtalk.frame;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgQuery;
import io.github.cameltencent.birdtalk.protocol.QueryDataType;
import io.github.cameltencent.birdtalk.protocol.SynType;
import java.util.List;
import java.util.stream.Collectors;

/** Builds the frames of one user for messages, receipts and queries. */
public final class MessageFrames {

    private final long ownId;
    private final String clientId;

    public MessageFrames(long ownId, String clientId) {
        this.ownId = FrameRules.positive(ownId, "the own user id");
        this.clientId = clientId;
    }

    /**
     * A message to a user or a group.
     *
     * @param sendId a number of this client's counter, by which the message is found in the history
     * @param refMsgId the quoted message, 0 for none
     */
    public ChatFrame message(long now, long sendId, Dialogue to, ChatMsgType kind, byte[] data, long refMsgId) {
        if (kind == ChatMsgType.DELETE && (refMsgId <= 0 || data.length > 0)) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.BODY, "A recall needs the id of a message and has no content");
        }
        return ChatFrame.of(
                now,
                MsgPlain.newBuilder()
                        .setChatData(MsgChat.newBuilder()
                                .setMsgId(sendId)
                                .setSendId(sendId)
                                .setUserId(ownId)
                                .setFromId(ownId)
                                .setToId(to.id())
                                .setTm(now)
                                .setDevId(clientId)
                                .setMsgType(kind)
                                .setData(ByteString.copyFrom(data))
                                .setRefMessageId(refMsgId)
                                .setChatType(to.type())));
    }

    /** Recalls a message: it is deleted from the history, and users who are online are notified. */
    public ChatFrame recall(long now, long sendId, Dialogue in, long msgId) {
        return message(now, sendId, in, ChatMsgType.DELETE, new byte[0], msgId);
    }

    /**
     * A receipt for one message.
     *
     * @param readAt when it was read, 0 if it was not
     */
    public ChatFrame receipt(long now, MsgChat received, long receivedAt, long readAt) {
        if (received.getChatType() != ChatType.ChatTypeP2P
                || received.getToId() != ownId
                || received.getFromId() == ownId) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.RECEIPT,
                    "Receipts exist only for messages from another user to the account");
        }
        return ChatFrame.of(
                now,
                MsgPlain.newBuilder()
                        .setChatReply(receipt(received.getFromId(), receivedAt, readAt)
                                .setMsgId(FrameRules.positive(received.getMsgId(), "the message id"))
                                .setSendId(received.getSendId())));
    }

    /** A receipt for several messages of one sender. */
    public ChatFrame receipts(long now, long senderId, List<Long> msgIds, long receivedAt, long readAt) {
        if (msgIds.isEmpty()) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.RECEIPT, "A receipt needs at least one message id");
        }
        String ids = msgIds.stream()
                .map(id -> Long.toString(FrameRules.positive(id, "the message id")))
                .collect(Collectors.joining(","));
        return ChatFrame.of(
                now,
                MsgPlain.newBuilder()
                        .setChatReply(receipt(senderId, receivedAt, readAt).putParams("batch", ids)));
    }

    // receipts without parameters crash the server
    private MsgChatReply.Builder receipt(long senderId, long receivedAt, long readAt) {
        return MsgChatReply.newBuilder()
                .setUserId(senderId)
                .setFromId(ownId)
                .setRecvOk(receivedAt)
                .setReadOk(readAt)
                .setExtraMsg("ok")
                .putParams("gid", "0");
    }

    /** A query for messages: of all dialogues with users, of the dialogue with one user, or of a group. */
    public ChatFrame history(long now, ChatType type, long peerOrGroup, SynType direction, long littleId, long bigId) {
        MsgQuery.Builder query = query(type, direction, littleId, bigId);
        if (type == ChatType.ChatTypeGroup) {
            query.setGroupId(FrameRules.positive(peerOrGroup, "the id of the group"));
        } else {
            query.setUserId(peerOrGroup);
        }
        return ChatFrame.of(now, MsgPlain.newBuilder().setCommonQuery(query));
    }

    /** A query for receipts of own messages. Where an upper bound applies, 0 is not allowed. */
    public ChatFrame receiptStates(long now, SynType direction, long littleId, long bigId) {
        if (direction != SynType.SynTypeForward) {
            FrameRules.positive(bigId, "the highest message id");
        }
        MsgQuery.Builder query = query(ChatType.ChatTypeP2P, direction, littleId, bigId)
                .setQueryType(QueryDataType.QueryDataTypeChatReply);
        return ChatFrame.of(now, MsgPlain.newBuilder().setCommonQuery(query));
    }

    private static MsgQuery.Builder query(ChatType type, SynType direction, long littleId, long bigId) {
        return MsgQuery.newBuilder()
                .setChatType(type)
                .setSynType(direction)
                .setLittleId(littleId)
                .setBigId(bigId);
    }
}
