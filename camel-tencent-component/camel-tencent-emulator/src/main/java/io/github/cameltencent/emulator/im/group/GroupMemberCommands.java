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
package io.github.cameltencent.emulator.im.group;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImQuery;
import io.github.cameltencent.emulator.im.state.Group;
import io.github.cameltencent.emulator.im.state.Group.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The commands for group members and their roles. */
public final class GroupMemberCommands {

    private static final int PARAMETER = GroupRules.PARAMETER;
    private static final int NOT_IN_LIVE_ROOMS = 10007;
    private static final String MUTE_TIME = "MuteTime";
    private static final long FOR_EVER = ImQuery.UINT32;

    private GroupMemberCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "group_open_http_svc/";
        commands.accept(service + "add_group_member", GroupMemberCommands::add);
        commands.accept(service + "delete_group_member", GroupMemberCommands::remove);
        commands.accept(service + "get_group_member_info", GroupMemberCommands::list);
        commands.accept(service + "get_specified_group_member_info", GroupMemberCommands::named);
        commands.accept(service + "modify_group_member_info", GroupMemberCommands::modify);
        commands.accept(service + "get_role_in_group", GroupMemberCommands::roles);
        commands.accept(service + "forbid_send_msg", GroupMemberCommands::mute);
        commands.accept(service + "get_group_muted_account", call -> muted(call, "MutedAccountList"));
        commands.accept(service + "get_group_shutted_uin", call -> muted(call, "ShuttedUinList"));
        commands.accept(service + "change_group_owner", GroupMemberCommands::changeOwner);
    }

    static List<String> accounts(ImCall call, int max) {
        List<String> users = new ArrayList<>();
        for (ObjectNode member : ImFields.objects(call.body(), "MemberList", max, PARAMETER, GroupRules.TOO_MANY)) {
            users.add(ImFields.text(member, "Member_Account", PARAMETER));
        }
        return users;
    }

    private static ImCommandResult add(ImCall call) {
        Group group = GroupRules.group(call);
        if (group.isLiveRoom()) {
            throw new ImErrorException(NOT_IN_LIVE_ROOMS, "nobody can be added to an AVChatRoom");
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("MemberList");
        List<String> added = new ArrayList<>();
        for (String user : accounts(call, GroupRules.MAX_MEMBERS)) {
            int result = 0;
            if (call.state().users.exists(user)) {
                result = group.members.putIfAbsent(user, new Member(call.seconds())) == null ? 1 : 2;
            }
            if (result == 1) {
                added.add(user);
            }
            results.addObject().put("Member_Account", user).put("Result", result);
        }
        return ImCommandResult.of(answer).ids(group.id).targets(added);
    }

    private static ImCommandResult remove(ImCall call) {
        Group group = GroupRules.group(call);
        List<String> users = ImFields.texts(call.body(), "MemberToDel_Account", 500, PARAMETER, GroupRules.TOO_MANY);
        users.forEach(group.members::remove);
        return ImCommandResult.empty().ids(group.id).targets(users);
    }

    private static ImCommandResult list(ImCall call) {
        Group group = GroupRules.group(call);
        long max = ImFields.number(call.body(), "Limit", 6000, 1, 6000, PARAMETER);
        long from = ImFields.number(call.body(), "Offset", 0, 0, Long.MAX_VALUE, PARAMETER);
        ObjectNode answer = Json.object().put("MemberNum", group.members.size());
        ArrayNode members = answer.putArray("MemberList");
        group.members.entrySet().stream()
                .skip(from)
                .limit(max)
                .forEach(entry -> members.add(json(group, entry.getKey(), entry.getValue())));
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult named(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object().put("GroupId", group.id);
        ArrayNode members = answer.putArray("MemberList");
        for (String user : ImFields.texts(call.body(), "Member_List_Account", 500, PARAMETER, GroupRules.TOO_MANY)) {
            if (group.members.containsKey(user)) {
                members.add(json(group, user, group.members.get(user)));
            }
        }
        return ImCommandResult.of(answer);
    }

    static ObjectNode json(Group group, String user, Member member) {
        return Json.object()
                .put("Member_Account", user)
                .put("Role", group.role(user))
                .put("JoinTime", member.joined)
                .put("NameCard", member.nameCard)
                .put("MuteUntil", member.mutedUntil);
    }

    private static ImCommandResult modify(ImCall call) {
        Group group = GroupRules.group(call);
        Member member = member(group, ImFields.text(call.body(), "Member_Account", PARAMETER));
        String role = ImFields.textOr(call.body(), "Role", member.role, PARAMETER);
        if (!Set.of("Admin", "Member").contains(role)) {
            throw new ImErrorException(PARAMETER, "Role must be Admin or Member");
        }
        member.role = role;
        member.nameCard = ImFields.limited(call.body(), "NameCard", member.nameCard, 50, PARAMETER);
        if (!muteTime(call).isEmpty()) {
            member.mutedUntil = mutedUntil(call);
        }
        return ImCommandResult.empty().ids(group.id);
    }

    private static Member member(Group group, String user) {
        Member member = group.members.get(user);
        if (member == null) {
            throw new ImErrorException(PARAMETER, user + " is not in the group");
        }
        return member;
    }

    /** The name of the field for the time, if present; older samples of the manual have the older name. */
    private static String muteTime(ImCall call) {
        return Stream.of(MUTE_TIME, "ShutUpTime")
                .filter(name -> ImFields.has(call.body(), name))
                .findFirst()
                .orElse("");
    }

    private static long mutedUntil(ImCall call) {
        String name = muteTime(call);
        long seconds = ImFields.uint32(call.body(), name.isEmpty() ? MUTE_TIME : name, PARAMETER);
        if (seconds == 0) {
            return 0;
        }
        return seconds == FOR_EVER ? FOR_EVER : call.seconds() + seconds;
    }

    private static ImCommandResult roles(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("UserIdList");
        for (String user : ImFields.texts(call.body(), "User_Account", 500, PARAMETER, GroupRules.TOO_MANY)) {
            list.addObject().put("Member_Account", user).put("Role", group.role(user));
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult mute(ImCall call) {
        Group group = GroupRules.group(call);
        List<String> users = ImFields.texts(call.body(), "Members_Account", 500, PARAMETER, GroupRules.TOO_MANY);
        long until = mutedUntil(call);
        users.forEach(user -> member(group, user).mutedUntil = until);
        return ImCommandResult.empty().ids(group.id).targets(users);
    }

    private static ImCommandResult muted(ImCall call, String name) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object().put("GroupId", group.id);
        ArrayNode list = answer.putArray(name);
        group.members.forEach((user, member) -> {
            if (member.mutedUntil > call.seconds()) {
                list.addObject().put("Member_Account", user).put("MutedUntil", member.mutedUntil);
            }
        });
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult changeOwner(ImCall call) {
        Group group = GroupRules.group(call);
        String owner = ImFields.text(call.body(), "NewOwner_Account", PARAMETER);
        member(group, owner);
        group.owner = owner;
        return ImCommandResult.empty().ids(group.id).targets(List.of(owner));
    }
}
