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

/** What {@code birdtalk:user} can do: everything about the account itself. */
public final class UserOperations {

    private UserOperations() {}

    public static Map<String, ChatOperation> all() {
        Map<String, ChatOperation> all = new HashMap<>();
        all.put("info", (asker, arguments) -> asker.ask(new FriendRequest(
                        "user/info",
                        true,
                        UserOperationType.FindUser,
                        as -> FriendFrames.find(as.now(), as.sendId(), "id", Long.toString(as.ownId()))))
                .thenApply(result -> result.getUsersCount() == 0 ? new HashMap<>() : ProtoMaps.of(result.getUsers(0))));
        all.put("set", (asker, arguments) -> {
            Map<String, String> fields = arguments.texts("fields", Map.of());
            if (fields.isEmpty()) {
                throw new IllegalArgumentException(
                        "The argument fields is a Map of what is to be set, such as NickName");
            }
            return ask(
                    asker,
                    "set",
                    UserOpReq.newBuilder()
                            .setOperation(UserOperationType.SetUserInfo)
                            .putAllParams(fields),
                    "ok",
                    "waitcode");
        });
        all.put("code", UserOperations::code);
        all.put("disable", about("disable", UserOperationType.DisableUser, "disabled"));
        all.put("enable", about("enable", UserOperationType.RecoverUser, "ok"));
        all.put("unregister", (asker, arguments) -> ask(
                        asker,
                        "unregister",
                        UserOpReq.newBuilder().setOperation(UserOperationType.UnregisterUser),
                        "unregok")
                .whenComplete((result, failure) -> {
                    if (failure == null) {
                        asker.link().unregistered();
                    }
                }));
        all.put("logout", (asker, arguments) -> {
            asker.link().logout();
            return CompletableFuture.completedFuture(new HashMap<>());
        });
        all.put(
                "register",
                (asker, arguments) -> Unsupported.refuse(
                        "An account is made by the option registerAs of the connection: this one is logged in already"));
        return Map.copyOf(all);
    }

    /** The code of a mail, which ends a change of the address. The server has forgotten the login over it. */
    private static CompletableFuture<Map<String, Object>> code(ChatOperation.Asker asker, Arguments arguments) {
        UserOpReq.Builder request = UserOpReq.newBuilder()
                .setOperation(UserOperationType.RealNameVerification)
                .putParams("code", arguments.text("code"));
        return ask(asker, "code", request, "ok", "loginok").whenComplete((result, failure) -> {
            if (failure == null) {
                asker.link().renew("The address was changed, and the server wants a new login");
            }
        });
    }

    /** What only administrators may do, whose ids are below 100; the server refuses it to others. */
    private static ChatOperation about(String name, UserOperationType type, String status) {
        return (asker, arguments) -> {
            long user = FrameRules.positive(arguments.number("userId"), "the user id");
            UserOpReq.Builder request = UserOpReq.newBuilder()
                    .setOperation(type)
                    .setUser(UserInfo.newBuilder().setUserId(user));
            return ask(asker, name, request, status);
        };
    }

    private static CompletableFuture<Map<String, Object>> ask(
            ChatOperation.Asker asker, String name, UserOpReq.Builder request, String... answered) {
        return asker.ask(new UserRequest("user/" + name, request, Set.of(answered)))
                .thenApply(ProtoMaps::of);
    }
}
