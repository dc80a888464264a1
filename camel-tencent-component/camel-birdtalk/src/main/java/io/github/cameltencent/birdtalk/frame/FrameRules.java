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

import io.github.cameltencent.birdtalk.crypto.KeyExchangeFailure;
import io.github.cameltencent.birdtalk.crypto.P256;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrame.Rule;
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

/** What a frame must be like, lest the server refuses it, never answers, or dies. */
public final class FrameRules {

    /** The server closes connections that send more in one message. */
    static final int LARGEST = 10 * 1024 * 1024;

    private static final int SHORTEST_PEM = 65;

    private FrameRules() {}

    static void checkOrdinary(MsgPlainOrBuilder body) {
        if (body.hasKeyEx() && body.getKeyEx().getStage() != 1) {
            throw new ForbiddenFrame(
                    Rule.KEY_EXCHANGE, "Only stage 1 of a key exchange may be sent without an answer to it");
        }
        if (body.hasGroupOp() && body.getGroupOp().getOperation() == GroupOperationType.GroupJoinRequest) {
            throw new ForbiddenFrame(Rule.OPERATION, "A group must be looked at before one joins it");
        }
    }

    static void checkJoin(GroupInfo group, MsgPlainOrBuilder body) {
        if (!body.hasGroupOp()
                || body.getGroupOp().getOperation() != GroupOperationType.GroupJoinRequest
                || body.getGroupOp().getGroup().getGroupId() != group.getGroupId()) {
            throw new ForbiddenFrame(Rule.OPERATION, "This is no request to join the group that was looked at");
        }
        String how = group.getParamsOrDefault("jointype", "");
        if (!how.equals("direct")) {
            throw new ForbiddenFrame(
                    Rule.OPERATION,
                    "The chat server cannot take members into this group on their own request: only groups that are"
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
                    throw new ForbiddenFrame(Rule.OPERATION, "The chat server cannot take answers to friend requests");
                }
            }
            case GROUPOP -> check(body.getGroupOp().getOperation());
            case HELLO, HEARTBEAT, COMMONQUERY, UPLOADREQ, DOWNLOADREQ, USEROP -> {
                // everything that their types allow may be sent
            }
            default -> throw new ForbiddenFrame(Rule.BODY, "A client does not send this: " + body.getMessageCase());
        }
    }

    static void checkSize(Msg msg) {
        if (msg.getSerializedSize() > LARGEST) {
            throw new ForbiddenFrame(
                    Rule.SIZE,
                    "The chat server takes at most " + LARGEST + " bytes in one message; this one has "
                            + msg.getSerializedSize());
        }
    }

    private static void check(MsgKeyExchange exchange) {
        if (exchange.getRsaPrint() != 0) {
            throw new ForbiddenFrame(Rule.KEY_EXCHANGE, "The chat server does not know RSA");
        }
        if (exchange.getStage() == 1) {
            checkPublicKey(exchange.getPubKey().toByteArray());
        }
    }

    private static void checkPublicKey(byte[] pem) {
        try {
            if (pem.length < SHORTEST_PEM) {
                throw new ForbiddenFrame(Rule.KEY_EXCHANGE, "The public key is too short");
            }
            P256.point(pem);
        } catch (KeyExchangeFailure e) {
            throw new ForbiddenFrame(Rule.KEY_EXCHANGE, "The public key is none on P-256");
        }
    }

    private static void check(MsgChat chat) {
        positive(chat.getSendId(), "the send id");
        positive(chat.getFromId(), "the own user id");
        positive(chat.getToId(), "the id of the receiver");
        if (chat.getMsgId() != chat.getSendId()) {
            throw new ForbiddenFrame(Rule.ID, "The message id must be the send id");
        }
        if (chat.getChatType() != ChatType.ChatTypeP2P && chat.getChatType() != ChatType.ChatTypeGroup) {
            throw new ForbiddenFrame(Rule.BODY, "A message must say whether it is for a user or a group");
        }
    }

    private static void check(MsgChatReply receipt) {
        if (receipt.getParamsCount() == 0) {
            throw new ForbiddenFrame(Rule.RECEIPT, "A receipt needs the parameter gid");
        }
        positive(receipt.getUserId(), "the id of the original sender");
        positive(receipt.getFromId(), "the own user id");
        positive(receipt.getRecvOk(), "the time of receipt");
    }

    private static void check(GroupOperationType operation) {
        if (operation == GroupOperationType.GroupInviteAnswer || operation == GroupOperationType.GroupJoinAnswer) {
            throw new ForbiddenFrame(
                    Rule.OPERATION, "The chat server cannot take answers to invitations and to requests to join");
        }
    }

    public static long positive(long id, String what) {
        if (id <= 0) {
            throw new ForbiddenFrame(Rule.ID, "A positive number is needed for " + what);
        }
        return id;
    }
}
