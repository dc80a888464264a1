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
import io.github.cameltencent.emulator.im.state.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands that create, show, modify and destroy groups. */
public final class GroupCommands {

    private static final int PARAMETER = GroupRules.PARAMETER;
    private static final int TAKEN = 10021;
    private static final int TAKEN_BY_ONESELF = 10025;
    private static final int MAX_PER_CALL = 50;
    private static final int MAX_INITIAL_MEMBERS = 100;

    /** The text fields of a group and their maximum sizes in bytes. */
    private static final Map<String, Integer> TEXTS =
            Map.of("Introduction", 240, "Notification", 300, "FaceUrl", 100, "ApplyJoinOption", 30);

    private GroupCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "group_open_http_svc/";
        commands.accept(service + "create_group", GroupCommands::create);
        commands.accept(service + "import_group", GroupCommands::create);
        commands.accept(service + "destroy_group", GroupCommands::destroy);
        commands.accept(service + "get_group_info", GroupCommands::show);
        commands.accept(service + "modify_group_base_info", GroupCommands::modify);
        commands.accept(service + "get_appid_group_list", GroupCommands::list);
        commands.accept(service + "get_joined_group_list", GroupCommands::joined);
    }

    private static ImCommandResult create(ImCall call) {
        ObjectNode body = call.body();
        String type = GroupRules.type(ImFields.text(body, "Type", PARAMETER));
        if (!GroupRules.TYPES.contains(type)) {
            throw new ImErrorException(PARAMETER, "Type must be one of " + String.join(", ", GroupRules.TYPES));
        }
        ImFields.text(body, "Name", PARAMETER);
        ObjectNode information = Json.object();
        texts(body, information);
        String owner = ImFields.has(body, "Owner_Account") ? GroupRules.user(call, "Owner_Account") : "";
        Map<String, String> members = members(body);
        String id = ImFields.limited(body, "GroupId", "", 48, PARAMETER);
        GroupRules.checkId(id, type);
        Group before = id.isEmpty() ? null : call.state().groups.find(id);
        if (before != null) {
            boolean own = !owner.isEmpty() && owner.equals(before.owner);
            throw new ImErrorException(own ? TAKEN_BY_ONESELF : TAKEN, "the GroupId " + id + " is taken");
        }
        String name = id.isEmpty() ? call.state().groups.newId(type) : id;
        Group group = new Group(name, type, owner, call.seconds(), information);
        if (!owner.isEmpty()) {
            group.members.put(owner, new Group.Member(call.seconds()));
        }
        members.forEach((user, role) ->
                group.members.computeIfAbsent(user, unused -> new Group.Member(call.seconds())).role = role);
        call.state().groups.add(group);
        return ImCommandResult.of(Json.object().put("GroupId", group.id).put("Type", type))
                .ids(group.id);
    }

    /** The initial members of a new group with their roles. */
    private static Map<String, String> members(ObjectNode body) {
        Map<String, String> members = new LinkedHashMap<>();
        if (ImFields.has(body, "MemberList") && !body.get("MemberList").isEmpty()) {
            for (ObjectNode member :
                    ImFields.objects(body, "MemberList", MAX_INITIAL_MEMBERS, PARAMETER, GroupRules.TOO_MANY)) {
                members.put(ImFields.text(member, "Member_Account", PARAMETER), GroupRules.role(member));
            }
        }
        return members;
    }

    private static void texts(ObjectNode body, ObjectNode information) {
        String name = ImFields.limited(body, "Name", null, 30, PARAMETER);
        if (name != null) {
            information.put("Name", name);
        }
        TEXTS.forEach((field, bytes) -> {
            String text = ImFields.limited(body, field, null, bytes, PARAMETER);
            if (text != null) {
                information.put(field, text);
            }
        });
        if (body.path("AppDefinedData").isArray()) {
            information.set("AppDefinedData", body.get("AppDefinedData"));
        }
        if (ImFields.has(body, "MuteAllMember")) {
            information.put("MuteAllMember", ImFields.text(body, "MuteAllMember", PARAMETER));
        }
    }

    private static ImCommandResult modify(ImCall call) {
        Group group = GroupRules.group(call);
        texts(call.body(), group.information);
        return ImCommandResult.empty().ids(group.id);
    }

    private static ImCommandResult destroy(ImCall call) {
        Group group = GroupRules.group(call);
        call.state().groups.remove(group.id);
        return ImCommandResult.empty().ids(group.id);
    }

    private static ImCommandResult show(ImCall call) {
        List<String> requested = ImFields.texts(call.body(), "GroupIdList", MAX_PER_CALL, PARAMETER, PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("GroupInfo");
        for (String id : requested) {
            Group group = call.state().groups.find(id);
            ObjectNode json = list.addObject().put("GroupId", id);
            if (group == null) {
                json.put("ErrorCode", GroupRules.NO_GROUP).put("ErrorInfo", "no such group");
                continue;
            }
            json.put("ErrorCode", 0)
                    .put("ErrorInfo", "")
                    .put("Type", group.type)
                    .put("Appid", Long.parseLong(call.state().sdkAppId))
                    .put("Owner_Account", group.owner)
                    .put("CreateTime", group.created)
                    .put("MemberNum", group.members.size())
                    .put("NextMsgSeq", group.posts.isEmpty() ? 1 : group.posts.getLast().seq + 1);
            json.setAll(group.information);
            ArrayNode members = json.putArray("MemberList");
            group.members.forEach((user, member) -> members.add(GroupMemberCommands.json(group, user, member)));
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult list(ImCall call) {
        String type = GroupRules.type(ImFields.textOr(call.body(), "GroupType", "", PARAMETER));
        long max = ImFields.number(call.body(), "Limit", 10_000, 1, 10_000, PARAMETER);
        long from = ImFields.number(call.body(), "Next", 0, 0, Long.MAX_VALUE, PARAMETER);
        List<Group> all = call.state().groups.all().stream()
                .filter(group -> type.isEmpty() || group.type.equals(type))
                .toList();
        ObjectNode answer = Json.object().put("TotalCount", all.size());
        ids(answer, all.stream().skip(from).limit(max).toList());
        return ImCommandResult.of(answer.put("Next", from + max < all.size() ? from + max : 0));
    }

    private static ImCommandResult joined(ImCall call) {
        String user = ImFields.text(call.body(), "Member_Account", PARAMETER);
        long max = ImFields.number(call.body(), "Limit", 10_000, 1, 10_000, PARAMETER);
        long from = ImFields.number(call.body(), "Offset", 0, 0, Long.MAX_VALUE, PARAMETER);
        List<Group> all = call.state().groups.all().stream()
                .filter(group -> group.members.containsKey(user))
                .toList();
        ObjectNode answer = Json.object().put("TotalCount", all.size());
        ids(answer, all.stream().skip(from).limit(max).toList());
        return ImCommandResult.of(answer);
    }

    private static void ids(ObjectNode answer, List<Group> groups) {
        ArrayNode list = answer.putArray("GroupIdList");
        groups.forEach(group -> list.addObject().put("GroupId", group.id));
    }
}
