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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.request.Asking;
import io.github.cameltencent.birdtalk.request.GroupRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What {@code birdtalk:group} can do. */
public final class GroupOperations {

    /** Arguments that are parameters of a group to the server, which writes them in lower case. */
    private static final List<String> PARAMS =
            List.of("visibility", "joinType", "brief", "icon", "joinQuestion", "joinAnswer");

    private GroupOperations() {}

    public static Map<String, ChatOperation> all() {
        Map<String, ChatOperation> all = new HashMap<>();
        all.put("create", (asker, arguments) -> {
            GroupInfo group = described(arguments).build();
            List<Long> members = arguments.numbers("members");
            return ask(asker, "create", false, GroupOperationType.GroupCreate, as -> as.groups()
                    .create(as.now(), as.sendId(), group, members));
        });
        all.put("set", (asker, arguments) -> {
            GroupInfo group =
                    described(arguments).setGroupId(arguments.number("groupId")).build();
            return ask(asker, "set", false, GroupOperationType.GroupSetInfo, as -> as.groups()
                    .setInfo(as.now(), as.sendId(), group));
        });
        all.put("search", (asker, arguments) -> search(asker, "search", arguments.text("keyword"))
                .thenApply(ProtoMaps::of));
        all.put("info", (asker, arguments) -> found(asker, "info", arguments.number("groupId"))
                .thenApply(ProtoMaps::of));
        all.put("join", GroupOperations::join);
        all.put(
                "accept",
                (asker, arguments) -> Unsupported.refuse(
                        "The chat server cannot take answers to invitations or to wishes to join: it dies of them"));
        all.put("quit", about("quit", false, GroupOperationType.GroupQuit));
        all.put("dissolve", about("dissolve", false, GroupOperationType.GroupDissolve));
        all.put("members", about("members", true, GroupOperationType.GroupSearchMember));
        all.put("invite", members("invite", GroupOperationType.GroupInviteRequest));
        all.put("kick", members("kick", GroupOperationType.GroupKickMember));
        all.put("addAdmin", members("addAdmin", GroupOperationType.GroupAddAdmin));
        all.put("removeAdmin", members("removeAdmin", GroupOperationType.GroupDelAdmin));
        all.put("transfer", members("transfer", GroupOperationType.GroupTransferOwner));
        all.put("nick", (asker, arguments) -> {
            long group = arguments.number("groupId");
            String nick = arguments.text("nick");
            // the server answers a change of a nick under the name of a change of the group
            return ask(asker, "nick", false, GroupOperationType.GroupSetInfo, as -> as.groups()
                    .setNick(as.now(), as.sendId(), group, nick));
        });
        all.put(
                "list",
                (asker, arguments) -> ask(asker, "list", true, GroupOperationType.GroupListIn, as -> as.groups()
                        .own(as.now(), as.sendId())));
        return Map.copyOf(all);
    }

    private static GroupInfo.Builder described(Arguments arguments) {
        GroupInfo.Builder group = GroupInfo.newBuilder()
                .setGroupName(arguments.textOr("name", ""))
                .setGroupType(arguments.textOr("type", ""))
                .addAllTags(arguments.texts("tags"))
                .putAllParams(arguments.texts("params", Map.of()));
        for (String name : PARAMS) {
            if (arguments.has(name)) {
                group.putParams(name.toLowerCase(Locale.ROOT), arguments.text(name));
            }
        }
        return group;
    }

    private static ChatOperation about(String name, boolean read, GroupOperationType type) {
        return (asker, arguments) -> {
            long group = arguments.number("groupId");
            return ask(asker, name, read, type, as -> as.groups().about(as.now(), as.sendId(), type, group));
        };
    }

    private static ChatOperation members(String name, GroupOperationType type) {
        return (asker, arguments) -> {
            long group = arguments.number("groupId");
            List<Long> members =
                    arguments.has("members") ? arguments.numbers("members") : List.of(arguments.number("userId"));
            return ask(
                    asker, name, false, type, as -> as.groups().members(as.now(), as.sendId(), type, group, members));
        };
    }

    private static CompletableFuture<Map<String, Object>> ask(
            ChatOperation.Asker asker,
            String name,
            boolean read,
            GroupOperationType type,
            Function<Asking, ChatFrame> maker) {
        return asker.ask(new GroupRequest("group/" + name, read, type, maker)).thenApply(ProtoMaps::of);
    }

    private static CompletableFuture<GroupOpResult> search(ChatOperation.Asker asker, String name, String keyword) {
        return asker.ask(new GroupRequest("group/" + name, true, GroupOperationType.GroupSearch, as -> as.groups()
                .search(as.now(), as.sendId(), keyword)));
    }

    /** The group with a number. */
    private static CompletableFuture<GroupInfo> found(ChatOperation.Asker asker, String name, long groupId) {
        return search(asker, name, Long.toString(groupId)).thenApply(result -> result.getGroupsList().stream()
                .filter(group -> group.getGroupId() == groupId)
                .findFirst()
                .orElseThrow(() -> TencentException.of(
                                Outcome.REJECTED, "NOT_FOUND", "The chat server finds no group " + groupId)
                        .build()));
    }

    /** The server dies of the wish to join some groups, so that the group is looked at first. */
    private static CompletableFuture<Map<String, Object>> join(ChatOperation.Asker asker, Arguments arguments) {
        long groupId = arguments.number("groupId");
        String info = arguments.textOr("info", "");
        return found(asker, "join", groupId).thenCompose(group -> {
            String how = group.getParamsOrDefault("jointype", "");
            if (!how.equals("direct")) {
                Unsupported.refuse("The group " + groupId + " has the join type " + (how.isEmpty() ? "none" : how)
                        + ", and the chat server takes members on their own request into groups with direct alone:"
                        + " ask a member for an invitation");
            }
            return ask(asker, "join", false, GroupOperationType.GroupJoinAnswer, as -> as.groups()
                    .join(as.now(), as.sendId(), group, info));
        });
    }
}
