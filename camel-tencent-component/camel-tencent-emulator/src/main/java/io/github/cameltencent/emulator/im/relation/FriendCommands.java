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
package io.github.cameltencent.emulator.im.relation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.state.Relations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The commands for friends. Friend requests are accepted at once. */
public final class FriendCommands {

    private static final int PARAMETER = RelationRules.PARAMETER;
    private static final int NO_FRIEND = 31704;
    private static final int PAGE = 100;

    private FriendCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "sns/friend_";
        commands.accept(service + "add", call -> add(call, !"Add_Type_Single".equals(kind(call, "AddType"))));
        commands.accept(service + "import", call -> add(call, false));
        commands.accept(service + "update", FriendCommands::update);
        commands.accept(service + "delete", FriendCommands::delete);
        commands.accept(service + "delete_all", FriendCommands::deleteAll);
        commands.accept(service + "check", FriendCommands::check);
        commands.accept(service + "get", FriendCommands::page);
        commands.accept(service + "get_list", FriendCommands::list);
    }

    private static String kind(ImCall call, String name) {
        return ImFields.textOr(call.body(), name, "", PARAMETER);
    }

    private static ImCommandResult add(ImCall call, boolean both) {
        String from = RelationRules.from(call);
        Relations relations = call.state().relations;
        Map<String, ObjectNode> items = items(call, "AddFriendItem");
        return RelationRules.each(call, List.copyOf(items.keySet()), user -> {
            Map<String, JsonNode> tags = relations.friends(from).computeIfAbsent(user, unused -> new TreeMap<>());
            tag(tags, "Tag_SNS_IM_Remark", items.get(user), "Remark");
            tag(tags, "Tag_SNS_IM_AddSource", items.get(user), "AddSource");
            tag(tags, "Tag_SNS_IM_AddWording", items.get(user), "AddWording");
            groups(tags, items.get(user));
            if (both) {
                relations.friends(user).computeIfAbsent(from, unused -> new TreeMap<>());
            }
            return 0;
        });
    }

    private static void tag(Map<String, JsonNode> tags, String tag, ObjectNode item, String name) {
        String text = ImFields.textOr(item, name, "", PARAMETER);
        if (!text.isEmpty()) {
            tags.put(tag, new TextNode(text));
        }
    }

    /** One command has the group as a string, the other has several as an array. */
    private static void groups(Map<String, JsonNode> tags, ObjectNode item) {
        if (item.path("GroupName").isArray()) {
            tags.put("Tag_SNS_IM_Group", item.get("GroupName"));
        } else {
            tag(tags, "Tag_SNS_IM_Group", item, "GroupName");
        }
    }

    private static Map<String, ObjectNode> items(ImCall call, String name) {
        Map<String, ObjectNode> items = new LinkedHashMap<>();
        for (ObjectNode item : ImFields.objects(call.body(), name, RelationRules.MAX, PARAMETER, PARAMETER)) {
            items.put(ImFields.text(item, "To_Account", PARAMETER), item);
        }
        return items;
    }

    private static ImCommandResult update(ImCall call) {
        String from = RelationRules.from(call);
        Map<String, ObjectNode> items = items(call, "UpdateItem");
        return RelationRules.each(call, List.copyOf(items.keySet()), user -> {
            Map<String, JsonNode> tags = call.state().relations.friends(from).get(user);
            if (tags == null) {
                return NO_FRIEND;
            }
            RelationRules.read(items.get(user), "SnsItem", tags);
            return 0;
        });
    }

    private static ImCommandResult delete(ImCall call) {
        String from = RelationRules.from(call);
        boolean both = "Delete_Type_Both".equals(kind(call, "DeleteType"));
        Relations relations = call.state().relations;
        return RelationRules.each(call, RelationRules.to(call), user -> {
            if (both) {
                relations.friends(user).remove(from);
            }
            return relations.friends(from).remove(user) == null ? NO_FRIEND : 0;
        });
    }

    private static ImCommandResult deleteAll(ImCall call) {
        String from = RelationRules.from(call);
        Relations relations = call.state().relations;
        if ("Delete_Type_Both".equals(kind(call, "DeleteType"))) {
            relations.friends(from).keySet().forEach(user -> relations
                    .friends(user)
                    .remove(from));
        }
        relations.friends(from).clear();
        return ImCommandResult.of(Json.object().put("ErrorDisplay", ""));
    }

    private static ImCommandResult check(ImCall call) {
        String from = RelationRules.from(call);
        Relations relations = call.state().relations;
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("InfoItem");
        for (String user : RelationRules.to(call)) {
            boolean there = relations.friends(from).containsKey(user);
            boolean back = relations.friends(user).containsKey(from);
            String relation = there && back ? "BothWay" : there ? "AWithB" : back ? "BWithA" : "NoRelation";
            ObjectNode result = results.addObject().put("To_Account", user);
            RelationRules.result(result.put("Relation", "CheckResult_Type_" + relation), 0);
        }
        return ImCommandResult.of(answer.put("ErrorDisplay", ""));
    }

    private static ImCommandResult page(ImCall call) {
        Map<String, Map<String, JsonNode>> friends = call.state().relations.friends(RelationRules.from(call));
        int start = (int) ImFields.number(call.body(), "StartIndex", 0, 0, Integer.MAX_VALUE, PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("UserDataItem");
        friends.entrySet().stream().skip(start).limit(PAGE).forEach(friend -> list.addObject()
                .put("To_Account", friend.getKey())
                .set("ValueItem", RelationRules.values(friend.getValue(), List.of())));
        boolean complete = start + PAGE >= friends.size();
        return ImCommandResult.of(answer.put("StandardSequence", friends.size())
                .put("CustomSequence", friends.size())
                .put("FriendNum", friends.size())
                .put("CompleteFlag", complete ? 1 : 0)
                .put("NextStartIndex", complete ? 0 : start + PAGE)
                .put("ErrorDisplay", ""));
    }

    private static ImCommandResult list(ImCall call) {
        Map<String, Map<String, JsonNode>> friends = call.state().relations.friends(RelationRules.from(call));
        List<String> requested = ImFields.texts(call.body(), "TagList", RelationRules.MAX, PARAMETER, PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("InfoItem");
        for (String user : RelationRules.to(call)) {
            ObjectNode item = list.addObject().put("To_Account", user);
            Map<String, JsonNode> tags = friends.get(user);
            item.set("SnsProfileItem", RelationRules.values(tags == null ? Map.of() : tags, requested));
            RelationRules.result(item, tags == null ? NO_FRIEND : 0);
        }
        return ImCommandResult.of(answer.put("ErrorDisplay", ""));
    }
}
