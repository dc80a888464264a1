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
import io.github.cameltencent.birdtalk.request.Asking;
import io.github.cameltencent.birdtalk.request.FriendRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What {@code birdtalk:friend} can do. Friends are people that one follows, or who follow. */
public final class FriendOperations {

    /** How many users a list gives at once. */
    private static final int PAGE = 100;

    private static final int MOST_USERS = 10_000;

    private FriendOperations() {}

    public static Map<String, ChatOperation> all() {
        Map<String, ChatOperation> all = new HashMap<>();
        all.put("find", (asker, arguments) -> {
            String mode = arguments.textOr("mode", "id");
            String value = arguments.text("value");
            return ask(
                    asker,
                    "find",
                    true,
                    UserOperationType.FindUser,
                    as -> FriendFrames.find(as.now(), as.sendId(), mode, value));
        });
        all.put("add", (asker, arguments) -> {
            long user = arguments.number("userId");
            String memo = arguments.textOr("remark", "");
            return ask(
                    asker,
                    "add",
                    false,
                    UserOperationType.AddFriend,
                    as -> FriendFrames.add(as.now(), as.sendId(), user, memo));
        });
        all.put(
                "accept",
                (asker, arguments) -> Unsupported.refuse(
                        "The chat server cannot accept requests of friends: it follows at once, or dies of the answer"));
        all.put("remove", about("remove", UserOperationType.RemoveFriend, FriendFrames::remove));
        all.put("block", about("block", UserOperationType.BlockFriend, FriendFrames::block));
        all.put("unblock", about("unblock", UserOperationType.UnBlockFriend, FriendFrames::unblock));
        all.put("permission", (asker, arguments) -> {
            long user = arguments.number("userId");
            int bits = arguments.integer("permission");
            return ask(
                    asker,
                    "permission",
                    false,
                    UserOperationType.SetFriendPermission,
                    as -> FriendFrames.permission(as.now(), as.sendId(), user, bits));
        });
        all.put("remark", (asker, arguments) -> {
            long user = arguments.number("userId");
            String memo = arguments.text("remark");
            String mode = arguments.textOr("mode", "follows");
            return ask(
                    asker,
                    "remark",
                    false,
                    UserOperationType.SetFriendMemo,
                    as -> FriendFrames.memo(as.now(), as.sendId(), user, memo, mode));
        });
        all.put("list", FriendOperations::list);
        return Map.copyOf(all);
    }

    private static ChatOperation about(String name, UserOperationType type, Maker maker) {
        return (asker, arguments) -> {
            long user = arguments.number("userId");
            return ask(asker, name, false, type, as -> maker.make(as.now(), as.sendId(), user));
        };
    }

    private static CompletableFuture<Map<String, Object>> ask(
            ChatOperation.Asker asker,
            String name,
            boolean read,
            UserOperationType type,
            Function<Asking, ChatFrame> maker) {
        return asker.ask(new FriendRequest("friend/" + name, read, type, maker)).thenApply(ProtoMaps::of);
    }

    private static CompletableFuture<Map<String, Object>> list(ChatOperation.Asker asker, Arguments arguments) {
        String mode = arguments.textOr("mode", "follows");
        long after = arguments.number("after", 0);
        boolean all = arguments.flag("all");
        return page(asker, mode, after, all, new ArrayList<>());
    }

    private static CompletableFuture<Map<String, Object>> page(
            ChatOperation.Asker asker, String mode, long after, boolean all, List<Map<String, Object>> users) {
        FriendRequest request = new FriendRequest(
                "friend/list",
                true,
                UserOperationType.ListFriends,
                as -> FriendFrames.list(as.now(), as.sendId(), mode, after));
        return asker.ask(request).thenCompose(result -> {
            result.getUsersList().forEach(user -> users.add(ProtoMaps.of(user)));
            boolean more = result.getUsersCount() == PAGE;
            if (more && all && users.size() < MOST_USERS) {
                return page(asker, mode, last(result), true, users);
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

    private interface Maker {

        ChatFrame make(long now, long sendId, long userId);
    }
}
