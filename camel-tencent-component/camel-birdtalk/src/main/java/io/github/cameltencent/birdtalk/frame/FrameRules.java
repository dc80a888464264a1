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

import io.github.cameltencent.birdtalk.crypto.KeyExchangeException;
import io.github.cameltencent.birdtalk.crypto.P256;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrameException.Rule;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgPlainOrBuilder;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;

/** Checks frames against what the server refuses, never answers, or crashes on. */
public final class FrameRules {

    /** The server closes connections that send larger messages. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    private static final int MIN_PEM_LENGTH = 65;

    private FrameRules() {}

    static void checkOrdinary(MsgPlainOrBuilder body) {
        if (body.hasKeyEx() && body.getKeyEx().getStage() != 1) {
            throw new ForbiddenFrameException(
                    Rule.KEY_EXCHANGE, "Only stage 1 of a key exchange may be sent without an answer before it");
        }
        if (body.hasGroupOp() && body.getGroupOp().getOperation() == GroupOperationType.GroupJoinRequest) {
            throw new ForbiddenFrameException(Rule.OPERATION, "A group must be searched for before it is joined");
        }
    }

    static void checkJoin(GroupInfo group, MsgPlainOrBuilder body) {
        if (!body.hasGroupOp()
                || body.getGroupOp().getOperation() != GroupOperationType.GroupJoinRequest
                || body.getGroupOp().getGroup().getGroupId() != group.getGroupId()) {
            throw new ForbiddenFrameException(
                    Rule.OPERATION, "The request to join is not for the group that was searched for");
        }
        String how = group.getParamsOrDefault("jointype", "");
        if (!how.equals("direct")) {
            throw new ForbiddenFrameException(
                    Rule.OPERATION,
                    "The chat server does not support requests to join this group, only groups that are"
                            + " joined directly can; ask a member for an invitation");
        }
    }

    static void check(MsgPlain body) {
        TextRules.check(body);
        switch (body.getMessageCase()) {
            case KEYEX -> check(body.getKeyEx());
            case CHATDATA -> check(body.getChatData());
            case CHATREPLY -> check(body.getChatReply());
            case FRIENDOP -> {
                if (body.getFriendOp().getOperation() == UserOperationType.ApproveFriend) {
                    throw new ForbiddenFrameException(
                            Rule.OPERATION, "The chat server does not support answers to friend requests");
                }
            }
            case GROUPOP -> check(body.getGroupOp().getOperation());
            case HELLO, HEARTBEAT, COMMONQUERY, UPLOADREQ, DOWNLOADREQ, USEROP -> {
                // no further rules
            }
            default ->
                throw new ForbiddenFrameException(
                        Rule.BODY, "Clients do not send messages of type " + body.getMessageCase());
        }
    }

    static void checkSize(Msg msg) {
        if (msg.getSerializedSize() > MAX_BYTES) {
            throw new ForbiddenFrameException(
                    Rule.SIZE,
                    "The chat server accepts at most " + MAX_BYTES + " bytes in one message; this one has "
                            + msg.getSerializedSize());
        }
    }

    private static void check(MsgKeyExchange exchange) {
        if (exchange.getRsaPrint() != 0) {
            throw new ForbiddenFrameException(Rule.KEY_EXCHANGE, "The chat server does not support RSA");
        }
        if (exchange.getStage() == 1) {
            checkPublicKey(exchange.getPubKey().toByteArray());
        }
    }

    private static void checkPublicKey(byte[] pem) {
        try {
            if (pem.length < MIN_PEM_LENGTH) {
                throw new ForbiddenFrameException(Rule.KEY_EXCHANGE, "The public key is too short");
            }
            P256.point(pem);
        } catch (KeyExchangeException e) {
            throw new ForbiddenFrameException(Rule.KEY_EXCHANGE, "The public key is not on P-256");
        }
    }

    private static void check(MsgChat chat) {
        positive(chat.getSendId(), "the send id");
        positive(chat.getFromId(), "the own user id");
        positive(chat.getToId(), "the id of the receiver");
        if (chat.getMsgId() != chat.getSendId()) {
            throw new ForbiddenFrameException(Rule.ID, "The message id must be the send id");
        }
        if (chat.getChatType() != ChatType.ChatTypeP2P && chat.getChatType() != ChatType.ChatTypeGroup) {
            throw new ForbiddenFrameException(Rule.BODY, "A message needs the chat type p2p or group");
        }
    }

    private static void check(MsgChatReply receipt) {
        if (receipt.getParamsCount() == 0) {
            throw new ForbiddenFrameException(Rule.RECEIPT, "A receipt needs the parameter gid");
        }
        positive(receipt.getUserId(), "the id of the original sender");
        positive(receipt.getFromId(), "the own user id");
        positive(receipt.getRecvOk(), "the time of receipt");
    }

    private static void check(GroupOperationType operation) {
        if (operation == GroupOperationType.GroupInviteAnswer || operation == GroupOperationType.GroupJoinAnswer) {
            throw new ForbiddenFrameException(
                    Rule.OPERATION, "The chat server does not support answers to invitations or join requests");
        }
    }

    public static long positive(long id, String what) {
        if (id <= 0) {
            throw new ForbiddenFrameException(Rule.ID, "A positive number is required for " + what);
        }
        return id;
    }
}
