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
package io.github.cameltencent.emulator.chat;

import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import io.github.cameltencent.emulator.chat.handler.ChatMessageHandler;
import io.github.cameltencent.emulator.chat.handler.FileTransferHandler;
import io.github.cameltencent.emulator.chat.handler.FriendHandler;
import io.github.cameltencent.emulator.chat.handler.GroupHandler;
import io.github.cameltencent.emulator.chat.handler.KeyExchangeHandler;
import io.github.cameltencent.emulator.chat.handler.QueryHandler;
import io.github.cameltencent.emulator.chat.handler.Tampering;
import io.github.cameltencent.emulator.chat.handler.UserHandler;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrors;
import io.github.cameltencent.emulator.chat.state.ChatRefusal;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.Crash;
import java.security.SecureRandom;
import java.util.Set;

/** Brings each frame to its handler. To be called with the lock of the state. */
final class ChatLogic {

    private static final Set<MessageCase> WITHOUT_LOGIN = Set.of(
            MessageCase.HELLO,
            MessageCase.KEYEX,
            MessageCase.USEROP,
            MessageCase.HEARTBEAT,
            // these two look for themselves whether somebody has logged in
            MessageCase.CHATDATA,
            MessageCase.CHATREPLY,
            MessageCase.UPLOADREQ,
            MessageCase.DOWNLOADREQ);

    private final ChatServerState world;
    private final UserHandler users;
    private final KeyExchangeHandler keys;
    private final ChatMessageHandler messages;
    private final QueryHandler queries;
    private final FriendHandler friends;
    private final GroupHandler groups;
    private final FileTransferHandler files;

    ChatLogic(ChatServerState world, SecureRandom random) {
        this.world = world;
        this.users = new UserHandler(world);
        this.keys = new KeyExchangeHandler(world, users, random);
        this.messages = new ChatMessageHandler(world);
        this.queries = new QueryHandler(world);
        this.friends = new FriendHandler(world);
        this.groups = new GroupHandler(world);
        this.files = new FileTransferHandler(world);
    }

    void handle(ChatClient from, Msg msg, Tampering tampering) throws ChatRefusal {
        if (msg.getKeyPrint() != 0) {
            throw new ChatRefusal(14, "current version, msg.keyPrint must be 0");
        }
        if (!msg.hasPlainMsg()) {
            throw new ChatRefusal(14, "msg.plainMsg is null");
        }
        MsgPlain body = msg.getPlainMsg();
        mustFit(msg, body);
        if (!from.isLoggedIn() && !WITHOUT_LOGIN.contains(body.getMessageCase())) {
            ChatRefusal refusal = new ChatRefusal(15, "should login first.");
            if (body.hasFriendOp() || body.hasGroupOp()) {
                ChatErrors.send(from, world.now(), refusal);
            }
            throw refusal;
        }
        switch (body.getMessageCase()) {
            case HELLO -> keys.hello(from, msg);
            case KEYEX -> keys.exchange(from, msg, tampering);
            case HEARTBEAT -> users.heartBeat(from);
            case USEROP -> users.operate(from, body.getUserOp());
            case CHATDATA -> messages.message(from, msg);
            case CHATREPLY -> messages.receipt(from, msg);
            case COMMONQUERY -> queries.query(from, body.getCommonQuery());
            case FRIENDOP -> friends.operate(from, body.getFriendOp());
            case GROUPOP -> groups.operate(from, body.getGroupOp());
            case UPLOADREQ -> files.upload(from, body.getUploadReq(), tampering);
            case DOWNLOADREQ -> files.download(from, body.getDownloadReq(), tampering);
            default -> {
                // ignored, as by the real server
            }
        }
    }

    /** The server looks at the number of the kind, and does not check that its body is there. */
    private static void mustFit(Msg msg, MsgPlain body) throws ChatRefusal {
        int type = msg.getMsgTypeValue();
        if ((type == 11 && !body.hasChatData()) || (type == 21 && !body.hasUploadReq())) {
            throw new Crash("type " + type + " without its body");
        }
        if ((type == 1 && !body.hasHello()) || (type == 4 && !body.hasKeyEx())) {
            throw new ChatRefusal(14, "body is missing");
        }
    }

    void leave(ChatClient terminal) {
        users.leave(terminal);
        files.leave(terminal);
    }

    /** The name of a frame in fault scripts and records. */
    static String word(Msg msg) {
        MsgPlain body = msg.getPlainMsg();
        return switch (body.getMessageCase()) {
            case HELLO -> "hello";
            case KEYEX -> "keyex" + body.getKeyEx().getStage();
            case HEARTBEAT -> "heartbeat";
            case USEROP ->
                switch (body.getUserOp().getOperation()) {
                    case Login -> "login";
                    case RegisterUser -> "register";
                    case RealNameVerification -> "code";
                    case Logout -> "logout";
                    default -> "user";
                };
            case CHATDATA -> "message";
            case CHATREPLY -> "receipt";
            case COMMONQUERY -> "query";
            case FRIENDOP -> "friend";
            case GROUPOP -> "group";
            case UPLOADREQ -> "upload";
            case DOWNLOADREQ -> "download";
            default -> "other";
        };
    }
}
