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

import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.FriendFrames;
import io.github.cameltencent.birdtalk.protocol.FriendOpResult;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.birdtalk.request.FriendRequest;
import io.github.cameltencent.birdtalk.request.RequestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The actions of {@code birdtalk:friend}. Friends are users that the account follows, or that follow it. */
public final class FriendActions {

    /** The page size of the server. */
    private static final int PAGE = 100;

    private static final int MAX_USERS = 10_000;

    private FriendActions() {}

    public static Map<String, ChatAction> all() {
        Map<String, ChatAction> all = new HashMap<>();
        all.put("find", (sender, arguments) -> {
            String mode = arguments.textOr("mode", "id");
            String value = arguments.text("value");
            return ask(
                    sender,
                    "find",
                    true,
                    UserOperationType.FindUser,
                    context -> FriendFrames.find(context.now(), context.sendId(), mode, value));
        });
        all.put("add", (sender, arguments) -> {
            long user = arguments.number("userId");
            String remark = arguments.textOr("remark", "");
            return ask(
                    sender,
                    "add",
                    false,
                    UserOperationType.AddFriend,
                    context -> FriendFrames.add(context.now(), context.sendId(), user, remark));
        });
        all.put(
                "accept",
                (sender, arguments) -> UnsupportedActions.refuse(
                        "The chat server does not support answers to friend requests: users can be followed at once"));
        all.put("remove", about("remove", UserOperationType.RemoveFriend, FriendFrames::remove));
        all.put("block", about("block", UserOperationType.BlockFriend, FriendFrames::block));
        all.put("unblock", about("unblock", UserOperationType.UnBlockFriend, FriendFrames::unblock));
        all.put("permission", (sender, arguments) -> {
            long user = arguments.number("userId");
            int bits = arguments.integer("permission");
            return ask(
                    sender,
                    "permission",
                    false,
                    UserOperationType.SetFriendPermission,
                    context -> FriendFrames.permission(context.now(), context.sendId(), user, bits));
        });
        all.put("remark", (sender, arguments) -> {
            long user = arguments.number("userId");
            String remark = arguments.text("remark");
            String mode = arguments.textOr("mode", "follows");
            return ask(
                    sender,
                    "remark",
                    false,
                    UserOperationType.SetFriendMemo,
                    context -> FriendFrames.remark(context.now(), context.sendId(), user, remark, mode));
        });
        all.put("list", FriendActions::list);
        return Map.copyOf(all);
    }

    private static ChatAction about(String name, UserOperationType type, FrameFactory factory) {
        return (sender, arguments) -> {
            long user = arguments.number("userId");
            return ask(sender, name, false, type, context -> factory.create(context.now(), context.sendId(), user));
        };
    }

    private static CompletableFuture<Map<String, Object>> ask(
            ChatAction.RequestSender sender,
            String name,
            boolean read,
            UserOperationType type,
            Function<RequestContext, ChatFrame> factory) {
        return sender.send(new FriendRequest("friend/" + name, read, type, factory))
                .thenApply(ProtoMaps::of);
    }

    private static CompletableFuture<Map<String, Object>> list(
            ChatAction.RequestSender sender, ActionArguments arguments) {
        String mode = arguments.textOr("mode", "follows");
        long after = arguments.number("after", 0);
        boolean all = arguments.flag("all");
        return page(sender, mode, after, all, new ArrayList<>());
    }

    private static CompletableFuture<Map<String, Object>> page(
            ChatAction.RequestSender sender, String mode, long after, boolean all, List<Map<String, Object>> users) {
        FriendRequest request = new FriendRequest(
                "friend/list",
                true,
                UserOperationType.ListFriends,
                context -> FriendFrames.list(context.now(), context.sendId(), mode, after));
        return sender.send(request).thenCompose(result -> {
            result.getUsersList().forEach(user -> users.add(ProtoMaps.of(user)));
            boolean more = result.getUsersCount() == PAGE;
            if (more && all && users.size() < MAX_USERS) {
                return page(sender, mode, last(result), true, users);
            }
            Map<String, Object> map = ProtoMaps.of(result);
            map.put("users", users);
            map.put("more", more);
            return CompletableFuture.completedFuture(map);
        });
    }

    private static long last(FriendOpResult result) {
        UserInfo last = result.getUsers(result.getUsersCount() - 1);
        return last.getUserId();
    }

    private interface FrameFactory {

        ChatFrame create(long now, long sendId, long userId);
    }
}
