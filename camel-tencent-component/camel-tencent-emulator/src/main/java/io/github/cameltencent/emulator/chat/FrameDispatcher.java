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
import io.github.cameltencent.emulator.chat.handler.FrameTampering;
import io.github.cameltencent.emulator.chat.handler.FriendHandler;
import io.github.cameltencent.emulator.chat.handler.GroupHandler;
import io.github.cameltencent.emulator.chat.handler.KeyExchangeHandler;
import io.github.cameltencent.emulator.chat.handler.QueryHandler;
import io.github.cameltencent.emulator.chat.handler.UserHandler;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ErrorMessages;
import io.github.cameltencent.emulator.chat.state.ServerCrashException;
import java.security.SecureRandom;
import java.util.Set;

/** Dispatches frames to their handlers. Call with the lock of the state. */
final class FrameDispatcher {

    private static final Set<MessageCase> WITHOUT_LOGIN = Set.of(
            MessageCase.HELLO,
            MessageCase.KEYEX,
            MessageCase.USEROP,
            MessageCase.HEARTBEAT,
            // these two check the log-in themselves
            MessageCase.CHATDATA,
            MessageCase.CHATREPLY,
            MessageCase.UPLOADREQ,
            MessageCase.DOWNLOADREQ);

    private final ChatServerState state;
    private final UserHandler users;
    private final KeyExchangeHandler keys;
    private final ChatMessageHandler messages;
    private final QueryHandler queries;
    private final FriendHandler friends;
    private final GroupHandler groups;
    private final FileTransferHandler files;

    FrameDispatcher(ChatServerState state, SecureRandom random) {
        this.state = state;
        this.users = new UserHandler(state);
        this.keys = new KeyExchangeHandler(state, users, random);
        this.messages = new ChatMessageHandler(state);
        this.queries = new QueryHandler(state);
        this.friends = new FriendHandler(state);
        this.groups = new GroupHandler(state);
        this.files = new FileTransferHandler(state);
    }

    void handle(ChatClient from, Msg msg, FrameTampering tampering) throws ChatErrorException {
        if (msg.getKeyPrint() != 0) {
            throw new ChatErrorException(14, "current version, msg.keyPrint must be 0");
        }
        if (!msg.hasPlainMsg()) {
            throw new ChatErrorException(14, "msg.plainMsg is null");
        }
        MsgPlain body = msg.getPlainMsg();
        mustFit(msg, body);
        if (!from.isLoggedIn() && !WITHOUT_LOGIN.contains(body.getMessageCase())) {
            ChatErrorException refusal = new ChatErrorException(15, "should login first.");
            if (body.hasFriendOp() || body.hasGroupOp()) {
                ErrorMessages.send(from, state.now(), refusal);
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

    /** The real server reads the type only and crashes if the body of that type is missing. */
    private static void mustFit(Msg msg, MsgPlain body) throws ChatErrorException {
        int type = msg.getMsgTypeValue();
        if ((type == 11 && !body.hasChatData()) || (type == 21 && !body.hasUploadReq())) {
            throw new ServerCrashException("type " + type + " without its body");
        }
        if ((type == 1 && !body.hasHello()) || (type == 4 && !body.hasKeyEx())) {
            throw new ChatErrorException(14, "body is missing");
        }
    }

    void disconnected(ChatClient client) {
        users.logOut(client);
        files.cancelUploads(client);
    }

    /** The name of a frame's operation in fault scripts and records. */
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
