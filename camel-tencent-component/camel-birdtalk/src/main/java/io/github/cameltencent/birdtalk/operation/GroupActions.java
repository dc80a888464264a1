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
import io.github.cameltencent.birdtalk.request.GroupRequest;
import io.github.cameltencent.birdtalk.request.RequestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The actions of {@code birdtalk:group}. */
public final class GroupActions {

    /** Arguments that are group parameters, whose names the server writes in lower case. */
    private static final List<String> PARAMS =
            List.of("visibility", "joinType", "brief", "icon", "joinQuestion", "joinAnswer");

    private GroupActions() {}

    public static Map<String, ChatAction> all() {
        Map<String, ChatAction> all = new HashMap<>();
        all.put("create", (sender, arguments) -> {
            GroupInfo group = described(arguments).build();
            List<Long> members = arguments.numbers("members");
            return ask(sender, "create", false, GroupOperationType.GroupCreate, context -> context.groups()
                    .create(context.now(), context.sendId(), group, members));
        });
        all.put("set", (sender, arguments) -> {
            GroupInfo group =
                    described(arguments).setGroupId(arguments.number("groupId")).build();
            return ask(sender, "set", false, GroupOperationType.GroupSetInfo, context -> context.groups()
                    .setInfo(context.now(), context.sendId(), group));
        });
        all.put("search", (sender, arguments) -> search(sender, "search", arguments.text("keyword"))
                .thenApply(ProtoMaps::of));
        all.put("info", (sender, arguments) -> found(sender, "info", arguments.number("groupId"))
                .thenApply(ProtoMaps::of));
        all.put("join", GroupActions::join);
        all.put(
                "accept",
                (sender, arguments) -> UnsupportedActions.refuse(
                        "The chat server does not support answers to invitations or join requests"));
        all.put("quit", about("quit", false, GroupOperationType.GroupQuit));
        all.put("dissolve", about("dissolve", false, GroupOperationType.GroupDissolve));
        all.put("members", about("members", true, GroupOperationType.GroupSearchMember));
        all.put("invite", members("invite", GroupOperationType.GroupInviteRequest));
        all.put("kick", members("kick", GroupOperationType.GroupKickMember));
        all.put("addAdmin", members("addAdmin", GroupOperationType.GroupAddAdmin));
        all.put("removeAdmin", members("removeAdmin", GroupOperationType.GroupDelAdmin));
        all.put("transfer", members("transfer", GroupOperationType.GroupTransferOwner));
        all.put("nick", (sender, arguments) -> {
            long group = arguments.number("groupId");
            String nick = arguments.text("nick");
            // the server answers it as a change of the group
            return ask(sender, "nick", false, GroupOperationType.GroupSetInfo, context -> context.groups()
                    .setNick(context.now(), context.sendId(), group, nick));
        });
        all.put(
                "list",
                (sender, arguments) ->
                        ask(sender, "list", true, GroupOperationType.GroupListIn, context -> context.groups()
                                .own(context.now(), context.sendId())));
        return Map.copyOf(all);
    }

    private static GroupInfo.Builder described(ActionArguments arguments) {
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

    private static ChatAction about(String name, boolean read, GroupOperationType type) {
        return (sender, arguments) -> {
            long group = arguments.number("groupId");
            return ask(sender, name, read, type, context -> context.groups()
                    .about(context.now(), context.sendId(), type, group));
        };
    }

    private static ChatAction members(String name, GroupOperationType type) {
        return (sender, arguments) -> {
            long group = arguments.number("groupId");
            List<Long> members =
                    arguments.has("members") ? arguments.numbers("members") : List.of(arguments.number("userId"));
            return ask(sender, name, false, type, context -> context.groups()
                    .members(context.now(), context.sendId(), type, group, members));
        };
    }

    private static CompletableFuture<Map<String, Object>> ask(
            ChatAction.RequestSender sender,
            String name,
            boolean read,
            GroupOperationType type,
            Function<RequestContext, ChatFrame> factory) {
        return sender.send(new GroupRequest("group/" + name, read, type, factory))
                .thenApply(ProtoMaps::of);
    }

    private static CompletableFuture<GroupOpResult> search(
            ChatAction.RequestSender sender, String name, String keyword) {
        return sender.send(
                new GroupRequest("group/" + name, true, GroupOperationType.GroupSearch, context -> context.groups()
                        .search(context.now(), context.sendId(), keyword)));
    }

    /** The group with an id. */
    private static CompletableFuture<GroupInfo> found(ChatAction.RequestSender sender, String name, long groupId) {
        return search(sender, name, Long.toString(groupId)).thenApply(result -> result.getGroupsList().stream()
                .filter(group -> group.getGroupId() == groupId)
                .findFirst()
                .orElseThrow(() -> TencentException.of(
                                Outcome.REJECTED, "NOT_FOUND", "The chat server has no group " + groupId)
                        .build()));
    }

    /** Requests to join some types of groups crash the server, so that the group is searched for first. */
    private static CompletableFuture<Map<String, Object>> join(
            ChatAction.RequestSender sender, ActionArguments arguments) {
        long groupId = arguments.number("groupId");
        String info = arguments.textOr("info", "");
        return found(sender, "join", groupId).thenCompose(group -> {
            String how = group.getParamsOrDefault("jointype", "");
            if (!how.equals("direct")) {
                UnsupportedActions.refuse(
                        "The group " + groupId + " has the join type " + (how.isEmpty() ? "none" : how)
                                + ", but the chat server supports requests to join groups with the type direct only:"
                                + " ask a member for an invitation");
            }
            return ask(sender, "join", false, GroupOperationType.GroupJoinAnswer, context -> context.groups()
                    .join(context.now(), context.sendId(), group, info));
        });
    }
}
