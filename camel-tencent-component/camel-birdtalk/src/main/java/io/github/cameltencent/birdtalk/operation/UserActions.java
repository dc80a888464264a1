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
package io.github.cameltencent.birdtalk.operation;

import io.github.cameltencent.birdtalk.frame.FrameRules;
import io.github.cameltencent.birdtalk.frame.FriendFrames;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.birdtalk.request.FriendRequest;
import io.github.cameltencent.birdtalk.request.UserRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The actions of {@code birdtalk:user}, about the account itself. */
public final class UserActions {

    private UserActions() {}

    public static Map<String, ChatAction> all() {
        Map<String, ChatAction> all = new HashMap<>();
        all.put("info", (sender, arguments) -> sender.send(new FriendRequest(
                        "user/info",
                        true,
                        UserOperationType.FindUser,
                        context -> FriendFrames.find(
                                context.now(), context.sendId(), "id", Long.toString(context.ownId()))))
                .thenApply(result -> result.getUsersCount() == 0 ? new HashMap<>() : ProtoMaps.of(result.getUsers(0))));
        all.put("set", (sender, arguments) -> {
            Map<String, String> fields = arguments.texts("fields", Map.of());
            if (fields.isEmpty()) {
                throw new IllegalArgumentException(
                        "The argument fields must be a Map of the fields to set, such as NickName");
            }
            return ask(
                    sender,
                    "set",
                    UserOpReq.newBuilder()
                            .setOperation(UserOperationType.SetUserInfo)
                            .putAllParams(fields),
                    "ok",
                    "waitcode");
        });
        all.put("code", UserActions::code);
        all.put("disable", about("disable", UserOperationType.DisableUser, "disabled"));
        all.put("enable", about("enable", UserOperationType.RecoverUser, "ok"));
        all.put("unregister", (sender, arguments) -> ask(
                        sender,
                        "unregister",
                        UserOpReq.newBuilder().setOperation(UserOperationType.UnregisterUser),
                        "unregok")
                .whenComplete((result, failure) -> {
                    if (failure == null) {
                        sender.client().unregistered();
                    }
                }));
        all.put("logout", (sender, arguments) -> {
            sender.client().logout();
            return CompletableFuture.completedFuture(new HashMap<>());
        });
        all.put(
                "register",
                (sender, arguments) -> UnsupportedActions.refuse(
                        "Accounts are registered by the option registerAs: this connection is logged in already"));
        return Map.copyOf(all);
    }

    /** Confirms a change of the address by the code from the mail. The server forgets the login then. */
    private static CompletableFuture<Map<String, Object>> code(
            ChatAction.RequestSender sender, ActionArguments arguments) {
        UserOpReq.Builder request = UserOpReq.newBuilder()
                .setOperation(UserOperationType.RealNameVerification)
                .putParams("code", arguments.text("code"));
        return ask(sender, "code", request, "ok", "loginok").whenComplete((result, failure) -> {
            if (failure == null) {
                sender.client().reconnect("The address was changed, so that the server requires a new login");
            }
        });
    }

    /** An action for administrators, whose ids are below 100; the server refuses it to others. */
    private static ChatAction about(String name, UserOperationType type, String status) {
        return (sender, arguments) -> {
            long user = FrameRules.positive(arguments.number("userId"), "the user id");
            UserOpReq.Builder request = UserOpReq.newBuilder()
                    .setOperation(type)
                    .setUser(UserInfo.newBuilder().setUserId(user));
            return ask(sender, name, request, status);
        };
    }

    private static CompletableFuture<Map<String, Object>> ask(
            ChatAction.RequestSender sender, String name, UserOpReq.Builder request, String... answered) {
        return sender.send(new UserRequest("user/" + name, request, Set.of(answered)))
                .thenApply(ProtoMaps::of);
    }
}
