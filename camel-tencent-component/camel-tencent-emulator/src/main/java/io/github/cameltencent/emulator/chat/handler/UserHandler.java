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
package io.github.cameltencent.emulator.chat.handler;

import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgHeartBeat;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOpResult;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatRefusal;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ChatUser;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Registers, logs in and out, changes accounts, and beats. */
public final class UserHandler {

    /** The code that every mail of the emulator holds. */
    public static final String CODE = "12345";

    private final ChatServerState world;

    public UserHandler(ChatServerState world) {
        this.world = world;
    }

    public void heartBeat(ChatClient terminal) {
        // the upstream server answers under the number of hello
        terminal.send(
                world.now(),
                ComMsgType.MsgTHello,
                MsgPlain.newBuilder()
                        .setHeartBeat(
                                MsgHeartBeat.newBuilder().setTm(world.now()).setUserId(terminal.userId)));
    }

    public void operate(ChatClient terminal, UserOpReq request) throws ChatRefusal {
        switch (request.getOperation()) {
            case Login -> login(terminal, request);
            case RegisterUser -> register(terminal, request);
            case RealNameVerification -> code(terminal, request);
            case Logout -> {
                leave(terminal);
                terminal.drop("logout");
            }
            case UnregisterUser -> unregister(terminal);
            case SetUserInfo -> change(terminal, request);
            case DisableUser, RecoverUser -> throw new ChatRefusal(16, "not permitted");
            default -> throw new ChatRefusal(14, "unknown operation");
        }
    }

    private void login(ChatClient terminal, UserOpReq request) throws ChatRefusal {
        String mode = request.getParamsOrDefault("loginmode", "id").toLowerCase(Locale.ROOT);
        if (mode.equals("phone")) {
            throw new ChatRefusal(14, "phone login is not available");
        }
        if (mode.equals("email")) {
            loginByMail(terminal, request);
            return;
        }
        ChatUser user = world.users.get(request.getUser().getUserId());
        if (user == null) {
            throw new ChatRefusal(14, "can't find user by id");
        }
        if (request.getUser().getParamsCount() == 0) {
            throw new ChatRefusal(14, "params is nil");
        }
        password(user, request);
        enter(terminal, user);
    }

    private void loginByMail(ChatClient terminal, UserOpReq request) throws ChatRefusal {
        ChatUser user = world.byEmail(request.getUser().getEmail());
        if (user == null) {
            register(terminal, request);
        } else if (request.getUser().containsParams("pwd")) {
            password(user, request);
            enter(terminal, user);
        } else {
            terminal.afterCode = () -> enter(terminal, user);
            result(terminal, UserOperationType.Login, "waitcode", user.own());
        }
    }

    private static void password(ChatUser user, UserOpReq request) throws ChatRefusal {
        String given = request.getUser().getParamsOrDefault("pwd", "");
        if (given.isEmpty()) {
            throw new ChatRefusal(14, "pwd is not set in your login data");
        }
        if (!given.equals(user.password)) {
            throw new ChatRefusal(14, "pwd is not correct", Map.of("field", "pwd", "value", given));
        }
        if (user.deleted) {
            throw new ChatRefusal(18, "user is deleted");
        }
        if (user.disabled) {
            throw new ChatRefusal(17, "user is disabled");
        }
    }

    /** Logs in and tells so. */
    void enter(ChatClient terminal, ChatUser user) {
        enter(
                terminal,
                user,
                UserOperationType.Login,
                user.own().putParams("nfans", "").putParams("nfollows", ""));
    }

    private void enter(ChatClient terminal, ChatUser user, UserOperationType operation, UserInfo.Builder shown) {
        boolean first = world.terminals(user.id).isEmpty();
        world.enter(terminal, user.id);
        if (terminal.key != null) {
            terminal.key.bind(user.id);
        }
        result(terminal, operation, "loginok", shown);
        if (first) {
            presence(user, "online");
        }
    }

    /** Logs out; the last connection of a user is noticed by his friends. */
    public void leave(ChatClient terminal) {
        ChatUser user = world.users.get(terminal.userId);
        world.leave(terminal);
        if (user != null && world.terminals(user.id).isEmpty()) {
            presence(user, "offline");
        }
    }

    private void presence(ChatUser user, String status) {
        for (long other : user.follows) {
            if (user.fans.contains(other)) {
                world.tell(
                        other,
                        null,
                        world.message(
                                ComMsgType.MsgTUserOp,
                                MsgPlain.newBuilder()
                                        .setUserOp(UserOpReq.newBuilder()
                                                .setOperation(UserOperationType.SetUserInfo)
                                                .setUser(user.foreign())
                                                .putParams("status", status))));
            }
        }
    }

    private void register(ChatClient terminal, UserOpReq request) throws ChatRefusal {
        if (terminal.isLoggedIn()) {
            throw new ChatRefusal(10, "already logged in");
        }
        UserInfo wanted = request.getUser();
        boolean byMail = request.getParamsOrDefault("regmode", "").equalsIgnoreCase("email");
        if (byMail && (!wanted.getEmail().contains("@") || world.byEmail(wanted.getEmail()) != null)) {
            throw new ChatRefusal(14, "email is used or bad");
        }
        Runnable make = () -> {
            ChatUser user = world.addUser(wanted.getUserName(), wanted.getParamsOrDefault("pwd", ""));
            user.email = wanted.getEmail();
            enter(terminal, user, UserOperationType.RegisterUser, user.own().putParams("pwd", user.password));
        };
        if (byMail) {
            terminal.afterCode = make;
            result(terminal, UserOperationType.RegisterUser, "waitcode", UserInfo.newBuilder());
        } else {
            make.run();
        }
    }

    private void code(ChatClient terminal, UserOpReq request) throws ChatRefusal {
        if (terminal.afterCode == null) {
            throw new ChatRefusal(10, "no code is waited for");
        }
        if (!request.getParamsOrDefault("code", "").equals(CODE)) {
            throw new ChatRefusal(14, "code is not correct");
        }
        Runnable next = terminal.afterCode;
        terminal.afterCode = null;
        next.run();
    }

    private void unregister(ChatClient terminal) throws ChatRefusal {
        ChatUser user = loggedIn(terminal);
        user.deleted = true;
        result(terminal, UserOperationType.UnregisterUser, "unregok", user.own());
        leave(terminal);
        terminal.drop("unregok");
    }

    private void change(ChatClient terminal, UserOpReq request) throws ChatRefusal {
        ChatUser user = loggedIn(terminal);
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(request.getParamsMap());
        String email = fields.get("Email");
        String phone = fields.get("Phone");
        if (email != null && (!email.contains("@") || world.byEmail(email) != null)) {
            throw new ChatRefusal(14, "email is used or bad");
        }
        user.name = fields.getOrDefault("UserName", user.name);
        user.nick = fields.getOrDefault("NickName", user.nick);
        if (email == null && phone == null) {
            result(terminal, UserOperationType.SetUserInfo, "ok", user.own());
            return;
        }
        leave(terminal); // the upstream server forgets the login over it, and the code does not bring it back
        terminal.afterCode = () -> {
            user.email = email == null ? user.email : email;
            user.phone = phone == null ? user.phone : phone;
            result(terminal, UserOperationType.SetUserInfo, "ok", user.own());
        };
        result(terminal, UserOperationType.SetUserInfo, "waitcode", user.own());
    }

    private ChatUser loggedIn(ChatClient terminal) throws ChatRefusal {
        if (!terminal.isLoggedIn()) {
            throw new ChatRefusal(15, "should login first.");
        }
        return world.users.get(terminal.userId);
    }

    private void result(ChatClient terminal, UserOperationType operation, String status, UserInfo.Builder user) {
        terminal.send(
                world.now(),
                ComMsgType.MsgTUserOpRet,
                MsgPlain.newBuilder()
                        .setUserOpRet(UserOpResult.newBuilder()
                                .setOperation(operation)
                                .setResult("ok")
                                .setStatus(status)
                                .addUsers(user)
                                .putParams("status", status)));
    }
}
