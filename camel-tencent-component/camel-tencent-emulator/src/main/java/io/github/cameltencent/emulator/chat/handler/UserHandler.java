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
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ChatUser;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Handles user operations: register, log in, log out, change, heartbeat. */
public final class UserHandler {

    /** The verification code in every e-mail. */
    public static final String CODE = "12345";

    private final ChatServerState state;

    public UserHandler(ChatServerState state) {
        this.state = state;
    }

    public void heartBeat(ChatClient client) {
        // the upstream server answers with the type of hello
        client.send(
                state.now(),
                ComMsgType.MsgTHello,
                MsgPlain.newBuilder()
                        .setHeartBeat(
                                MsgHeartBeat.newBuilder().setTm(state.now()).setUserId(client.userId)));
    }

    public void operate(ChatClient client, UserOpReq request) throws ChatErrorException {
        switch (request.getOperation()) {
            case Login -> login(client, request);
            case RegisterUser -> register(client, request);
            case RealNameVerification -> code(client, request);
            case Logout -> {
                logOut(client);
                client.drop("logout");
            }
            case UnregisterUser -> unregister(client);
            case SetUserInfo -> change(client, request);
            case DisableUser, RecoverUser -> throw new ChatErrorException(16, "not permitted");
            default -> throw new ChatErrorException(14, "unknown operation");
        }
    }

    private void login(ChatClient client, UserOpReq request) throws ChatErrorException {
        String mode = request.getParamsOrDefault("loginmode", "id").toLowerCase(Locale.ROOT);
        if (mode.equals("phone")) {
            throw new ChatErrorException(14, "phone login is not available");
        }
        if (mode.equals("email")) {
            logInWithCode(client, request);
            return;
        }
        ChatUser user = state.users.get(request.getUser().getUserId());
        if (user == null) {
            throw new ChatErrorException(14, "can't find user by id");
        }
        if (request.getUser().getParamsCount() == 0) {
            throw new ChatErrorException(14, "params is nil");
        }
        password(user, request);
        logIn(client, user);
    }

    private void logInWithCode(ChatClient client, UserOpReq request) throws ChatErrorException {
        ChatUser user = state.byEmail(request.getUser().getEmail());
        if (user == null) {
            register(client, request);
        } else if (request.getUser().containsParams("pwd")) {
            password(user, request);
            logIn(client, user);
        } else {
            client.afterCode = () -> logIn(client, user);
            result(client, UserOperationType.Login, "waitcode", user.own());
        }
    }

    private static void password(ChatUser user, UserOpReq request) throws ChatErrorException {
        String given = request.getUser().getParamsOrDefault("pwd", "");
        if (given.isEmpty()) {
            throw new ChatErrorException(14, "pwd is not set in your login data");
        }
        if (!given.equals(user.password)) {
            throw new ChatErrorException(14, "pwd is not correct", Map.of("field", "pwd", "value", given));
        }
        if (user.deleted) {
            throw new ChatErrorException(18, "user is deleted");
        }
        if (user.disabled) {
            throw new ChatErrorException(17, "user is disabled");
        }
    }

    /** Logs in and answers. */
    void logIn(ChatClient client, ChatUser user) {
        logIn(
                client,
                user,
                UserOperationType.Login,
                user.own().putParams("nfans", "").putParams("nfollows", ""));
    }

    private void logIn(ChatClient client, ChatUser user, UserOperationType operation, UserInfo.Builder shown) {
        boolean first = state.clients(user.id).isEmpty();
        state.logIn(client, user.id);
        if (client.key != null) {
            client.key.bind(user.id);
        }
        result(client, operation, "loginok", shown);
        if (first) {
            presence(user, "online");
        }
    }

    /** Logs out; friends are notified when a user's last connection is gone. */
    public void logOut(ChatClient client) {
        ChatUser user = state.users.get(client.userId);
        state.logOut(client);
        if (user != null && state.clients(user.id).isEmpty()) {
            presence(user, "offline");
        }
    }

    private void presence(ChatUser user, String status) {
        for (long other : user.follows) {
            if (user.followers.contains(other)) {
                state.deliver(
                        other,
                        null,
                        state.message(
                                ComMsgType.MsgTUserOp,
                                MsgPlain.newBuilder()
                                        .setUserOp(UserOpReq.newBuilder()
                                                .setOperation(UserOperationType.SetUserInfo)
                                                .setUser(user.foreign())
                                                .putParams("status", status))));
            }
        }
    }

    private void register(ChatClient client, UserOpReq request) throws ChatErrorException {
        if (client.isLoggedIn()) {
            throw new ChatErrorException(10, "already logged in");
        }
        UserInfo requested = request.getUser();
        boolean withCode = request.getParamsOrDefault("regmode", "").equalsIgnoreCase("email");
        if (withCode && (!requested.getEmail().contains("@") || state.byEmail(requested.getEmail()) != null)) {
            throw new ChatErrorException(14, "email is used or bad");
        }
        Runnable make = () -> {
            ChatUser user = state.addUser(requested.getUserName(), requested.getParamsOrDefault("pwd", ""));
            user.email = requested.getEmail();
            logIn(client, user, UserOperationType.RegisterUser, user.own().putParams("pwd", user.password));
        };
        if (withCode) {
            client.afterCode = make;
            result(client, UserOperationType.RegisterUser, "waitcode", UserInfo.newBuilder());
        } else {
            make.run();
        }
    }

    private void code(ChatClient client, UserOpReq request) throws ChatErrorException {
        if (client.afterCode == null) {
            throw new ChatErrorException(10, "no code is waited for");
        }
        if (!request.getParamsOrDefault("code", "").equals(CODE)) {
            throw new ChatErrorException(14, "code is not correct");
        }
        Runnable next = client.afterCode;
        client.afterCode = null;
        next.run();
    }

    private void unregister(ChatClient client) throws ChatErrorException {
        ChatUser user = loggedIn(client);
        user.deleted = true;
        result(client, UserOperationType.UnregisterUser, "unregok", user.own());
        logOut(client);
        client.drop("unregok");
    }

    private void change(ChatClient client, UserOpReq request) throws ChatErrorException {
        ChatUser user = loggedIn(client);
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(request.getParamsMap());
        String email = fields.get("Email");
        String phone = fields.get("Phone");
        if (email != null && (!email.contains("@") || state.byEmail(email) != null)) {
            throw new ChatErrorException(14, "email is used or bad");
        }
        user.name = fields.getOrDefault("UserName", user.name);
        user.nick = fields.getOrDefault("NickName", user.nick);
        if (email == null && phone == null) {
            result(client, UserOperationType.SetUserInfo, "ok", user.own());
            return;
        }
        logOut(client); // the upstream server loses the log-in here, and the code does not restore it
        client.afterCode = () -> {
            user.email = email == null ? user.email : email;
            user.phone = phone == null ? user.phone : phone;
            result(client, UserOperationType.SetUserInfo, "ok", user.own());
        };
        result(client, UserOperationType.SetUserInfo, "waitcode", user.own());
    }

    private ChatUser loggedIn(ChatClient client) throws ChatErrorException {
        if (!client.isLoggedIn()) {
            throw new ChatErrorException(15, "should login first.");
        }
        return state.users.get(client.userId);
    }

    private void result(ChatClient client, UserOperationType operation, String status, UserInfo.Builder user) {
        client.send(
                state.now(),
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
