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
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.state.Group;
import java.util.List;
import java.util.function.BiConsumer;

/** The commands for banned members, and for administrators and guests of live rooms. */
public final class GroupBanCommands {

    private static final int PARAMETER = GroupRules.PARAMETER;
    private static final int MAX = 20;
    private static final int REMOVE = 2;

    private GroupBanCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "group_open_http_svc/";
        commands.accept(service + "ban_group_member", GroupBanCommands::ban);
        commands.accept(service + "unban_group_member", GroupBanCommands::unban);
        commands.accept(service + "get_group_ban_member", GroupBanCommands::banned);
        commands.accept(service + "get_online_member_num", GroupBanCommands::online);
        String live = "group_open_avchatroom_http_svc/";
        commands.accept(live + "modify_admin", GroupBanCommands::administrators);
        commands.accept(live + "get_admin_list", GroupBanCommands::listAdministrators);
        commands.accept(live + "check_members", GroupBanCommands::check);
        commands.accept(live + "get_members", GroupBanCommands::members);
        commands.accept(live + "modify_user_info", GroupBanCommands::mark);
    }

    private static List<String> users(ImCall call, String name) {
        return ImFields.texts(call.body(), name, MAX, PARAMETER, GroupRules.TOO_MANY);
    }

    private static ImCommandResult ban(ImCall call) {
        Group group = GroupRules.group(call);
        long until = call.seconds() + ImFields.uint32(call.body(), "Duration", PARAMETER);
        List<String> users = users(call, "Members_Account");
        users.forEach(user -> {
            group.members.remove(user);
            group.banned.put(user, until);
        });
        return ImCommandResult.empty().ids(group.id).targets(users);
    }

    private static ImCommandResult unban(ImCall call) {
        Group group = GroupRules.group(call);
        List<String> users = users(call, "Members_Account");
        users.forEach(group.banned::remove);
        return ImCommandResult.empty().ids(group.id).targets(users);
    }

    private static ImCommandResult banned(ImCall call) {
        Group group = GroupRules.group(call);
        int from = (int) ImFields.number(call.body(), "Offset", 0, 0, Integer.MAX_VALUE, PARAMETER);
        int max = (int) ImFields.number(call.body(), "Limit", 100, 1, 100, PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("BannedAccountList");
        group.banned.entrySet().stream()
                .filter(entry -> entry.getValue() > call.seconds())
                .skip(from)
                .limit(max)
                .forEach(entry ->
                        list.addObject().put("Member_Account", entry.getKey()).put("BannedUntil", entry.getValue()));
        return ImCommandResult.of(answer.put("NextOffset", list.size() == max ? from + max : 0));
    }

    private static ImCommandResult online(ImCall call) {
        Group group = GroupRules.group(call);
        long count = group.members.keySet().stream()
                .filter(user -> call.state().users.platforms(user).containsValue("Online"))
                .count();
        return ImCommandResult.of(Json.object().put("OnlineMemberNum", count));
    }

    private static ImCommandResult administrators(ImCall call) {
        Group group = GroupRules.group(call);
        boolean remove = ImFields.number(call.body(), "CommandType", 1, 1, 2, PARAMETER) == REMOVE;
        List<String> users = users(call, "Admin_Account");
        for (String user : users) {
            if (remove) {
                group.administrators.remove(user);
            } else {
                group.administrators.add(user);
            }
        }
        return ImCommandResult.empty().ids(group.id).targets(users);
    }

    private static ImCommandResult listAdministrators(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Admin_List");
        GroupRules.group(call).administrators.forEach(user -> list.addObject().put("Admin_Account", user));
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult check(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Member_Account");
        ImFields.texts(call.body(), "Member_Account", MAX, PARAMETER, GroupRules.TOO_MANY).stream()
                .filter(group.members::containsKey)
                .forEach(list::add);
        return ImCommandResult.of(answer);
    }

    /** Marks are returned as sent; nobody is notified. */
    private static ImCommandResult mark(ImCall call) {
        GroupRules.group(call);
        ObjectNode answer = Json.object();
        answer.put("CommandType", ImFields.number(call.body(), "CommandType", 1, 1, 2, PARAMETER));
        ImFields.objects(call.body(), "MemberList", 500, PARAMETER, GroupRules.TOO_MANY)
                .forEach(answer.putArray("MemberList")::add);
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult members(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("MemberList");
        group.members.forEach(
                (user, member) -> list.addObject().put("Member_Account", user).put("JoinTime", member.joined));
        return ImCommandResult.of(answer.put("NextTimestamp", 0));
    }
}
