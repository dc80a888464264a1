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
import io.github.cameltencent.birdtalk.protocol.FriendOpReq;
import io.github.cameltencent.birdtalk.protocol.FriendOpResult;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ChatUser;
import io.github.cameltencent.emulator.chat.state.OperationLog;
import io.github.cameltencent.emulator.chat.state.ServerCrashException;
import java.util.SortedSet;
import java.util.TreeSet;

/** Handles friend operations in the server's community mode, in which users follow each other. */
public final class FriendHandler {

    private static final int PAGE = 100;
    private static final int IS_SET = 32768;

    private final ChatServerState state;

    public FriendHandler(ChatServerState state) {
        this.state = state;
    }

    public void operate(ChatClient from, FriendOpReq request) throws ChatErrorException {
        ChatUser own = state.users.get(from.userId);
        switch (request.getOperation()) {
            case ApproveFriend -> throw new ServerCrashException("ApproveFriend as friendOp");
            case FindUser -> find(own, request);
            case ListFriends -> list(own, request);
            case AddFriend -> add(own, other(own, request), request);
            case RemoveFriend -> remove(own, other(own, request), request);
            case BlockFriend, UnBlockFriend, SetFriendPermission, SetFriendMemo ->
                settle(own, other(own, request), request);
            default -> throw new ChatErrorException(14, "unknown operation");
        }
    }

    private ChatUser other(ChatUser own, FriendOpReq request) throws ChatErrorException {
        if (!request.hasUser()) {
            throw new ChatErrorException(14, "must have a user info");
        }
        ChatUser other = state.users.get(request.getUser().getUserId());
        if (other == null) {
            throw new ChatErrorException(14, "user not in db");
        }
        if (other.deleted) {
            throw new ChatErrorException(14, "user is deleted");
        }
        if (other == own) {
            throw new ChatErrorException(14, "can't add your self");
        }
        return other;
    }

    private void find(ChatUser own, FriendOpReq request) throws ChatErrorException {
        String mode = request.getParamsOrDefault("mode", "");
        String value = request.getParamsOrDefault("value", "");
        FriendOpResult.Builder result = result(request, "ok");
        for (ChatUser user : state.users.values()) {
            boolean found =
                    switch (mode) {
                        case "id" -> Long.toString(user.id).equals(value);
                        case "name" -> user.name.equals(value) || user.nick.equals(value);
                        case "email" -> !value.isEmpty() && user.email.equals(value);
                        case "phone" -> false;
                        default -> throw new ChatErrorException(14, "search friend mode is wrong");
                    };
            if (found && !user.deleted && result.getUsersCount() < PAGE) {
                result.addUsers(user.foreign());
            }
        }
        deliver(own, result);
    }

    private void list(ChatUser own, FriendOpReq request) {
        SortedSet<Long> ids =
                switch (request.getParamsOrDefault("mode", "follows")) {
                    case "follows" -> own.follows;
                    case "fans" -> own.followers;
                    default -> {
                        TreeSet<Long> mutual = new TreeSet<>(own.follows);
                        mutual.retainAll(own.followers);
                        yield mutual;
                    }
                };
        FriendOpResult.Builder result = result(request, "ok").putAllParams(request.getParamsMap());
        ids.tailSet(request.getUser().getUserId() + 1).stream()
                .limit(PAGE)
                .forEach(id -> result.addUsers(state.users.get(id).foreign()));
        deliver(own, result);
    }

    private void add(ChatUser own, ChatUser other, FriendOpReq request) {
        boolean fresh = !own.follows.contains(other.id);
        state.follow(own, other);
        FriendOpResult.Builder result = result(request, "ok").setUser(own.own()).addUsers(other.foreign());
        OperationLog.followed(own, other, result);
        deliver(own, result);
        if (fresh) {
            deliver(other, result.clone().setResult("notice").clearUsers().addUsers(other.own()));
        }
    }

    private void remove(ChatUser own, ChatUser other, FriendOpReq request) {
        boolean was = own.follows.remove(other.id);
        other.followers.remove(own.id);
        FriendOpResult.Builder result = result(request, "ok").setUser(request.getUser());
        deliver(own, result);
        if (was) {
            deliver(
                    other,
                    result.clone().setResult("notice").setUser(own.foreign()).addUsers(other.own()));
        }
    }

    private void settle(ChatUser own, ChatUser other, FriendOpReq request) throws ChatErrorException {
        switch (request.getOperation()) {
            case BlockFriend -> own.permissions.put(other.id, IS_SET);
            case UnBlockFriend -> own.permissions.remove(other.id);
            case SetFriendPermission -> {
                String bits = request.getParamsOrDefault("permission", "");
                if (!bits.matches("-?\\d{1,5}")) {
                    throw new ChatErrorException(14, "params.permission is null");
                }
                own.permissions.put(other.id, Integer.parseInt(bits) | IS_SET);
            }
            default -> {
                if (request.getUser().getNickName().isEmpty()) {
                    return;
                }
                boolean followers =
                        request.getParamsOrDefault("mode", "follows").equals("fans");
                if (!(followers ? own.followers : own.follows).contains(other.id)) {
                    throw new ChatErrorException(14, followers ? "not your fans" : "not followed user");
                }
            }
        }
        deliver(own, result(request, "ok").setUser(request.getUser()));
    }

    private FriendOpResult.Builder result(FriendOpReq request, String result) {
        UserOperationType operation = request.getOperation();
        return FriendOpResult.newBuilder()
                .setOperation(operation)
                .setResult(result)
                .setSendId(request.getSendId())
                .setMsgId(state.nextId());
    }

    private void deliver(ChatUser user, FriendOpResult.Builder result) {
        state.deliver(
                user.id,
                null,
                state.message(ComMsgType.MsgTFriendOpRet, MsgPlain.newBuilder().setFriendOpRet(result)));
    }
}
