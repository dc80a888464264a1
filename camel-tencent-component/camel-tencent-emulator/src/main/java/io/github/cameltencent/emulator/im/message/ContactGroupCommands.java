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
package io.github.cameltencent.emulator.im.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.state.Conversations.ContactGroup;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The commands that group and mark a user's conversations. */
public final class ContactGroupCommands {

    private static final int PARAMETER = ConversationCommands.PARAMETER;
    private static final int NO_GROUP = 51_001;
    private static final int MAX = 1000;
    private static final int REMOVE = 2;

    private ContactGroupCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "recentcontact/";
        commands.accept(service + "create_contact_group", ContactGroupCommands::create);
        commands.accept(service + "del_contact_group", ContactGroupCommands::delete);
        commands.accept(service + "update_contact_group", ContactGroupCommands::update);
        commands.accept(service + "search_contact_group", ContactGroupCommands::search);
        commands.accept(service + "mark_contact", ContactGroupCommands::mark);
        commands.accept(service + "get_contact_group", ContactGroupCommands::get);
    }

    private static String user(ImCall call) {
        return ImFields.text(call.body(), "From_Account", PARAMETER);
    }

    private static ImCommandResult create(ImCall call) {
        String user = user(call);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("GroupResultItem");
        for (ObjectNode item : ImFields.objects(call.body(), "GroupContactItem", MAX, PARAMETER, PARAMETER)) {
            String name = ImFields.text(item, "GroupName", PARAMETER);
            ContactGroup group = call.state().conversations.group(user, name);
            ObjectNode result = results.addObject();
            result.set("GroupItem", group(name, group));
            ArrayNode contacts = result.putArray("ResultItem");
            for (JsonNode contact : item.path("ContactItem")) {
                String key = ConversationCommands.key(contact);
                group.members.add(key);
                done(contacts.addObject(), key);
            }
        }
        return ImCommandResult.of(answer);
    }

    private static ObjectNode group(String name, ContactGroup group) {
        return Json.object().put("GroupName", name).put("GroupId", group.id);
    }

    private static void done(ObjectNode result, String conversation) {
        result.set("ContactItem", ConversationCommands.contact(conversation));
        result.put("ResultCode", 0).put("ResultInfo", "");
    }

    private static ImCommandResult delete(ImCall call) {
        Map<String, ContactGroup> groups = call.state().conversations.groups(user(call));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("GroupItem");
        for (String name : ImFields.texts(call.body(), "GroupName", MAX, PARAMETER, PARAMETER)) {
            ContactGroup removed = groups.remove(name);
            if (removed != null) {
                list.add(group(name, removed));
            }
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult update(ImCall call) {
        Map<String, ContactGroup> groups = call.state().conversations.groups(user(call));
        int type = (int) ImFields.number(call.body(), "UpdateType", 1, 1, 2, PARAMETER);
        JsonNode update = call.body().path("UpdateGroup");
        int kind = (int) ImFields.number(update, "UpdateGroupType", 1, 1, 2, PARAMETER);
        String name = ImFields.text(update, "OldGroupName", PARAMETER);
        ContactGroup group = groups.get(name);
        if (group == null) {
            throw new ImErrorException(NO_GROUP, "no contact group " + name);
        }
        String present = ImFields.textOr(update, "NewGroupName", name, PARAMETER);
        ObjectNode answer = Json.object().put("UpdateType", type);
        ObjectNode result = answer.putObject("UpdateGroupResult").put("UpdateGroupType", kind);
        result.put("OldGroupName", name).setAll(group(present, group));
        ArrayNode contacts = result.putArray("ContactResultItem");
        for (JsonNode item : update.path("ContactUpdateItem")) {
            String key = ConversationCommands.key(item.path("ContactItem"));
            int operation = (int) ImFields.number(item, "ContactOptType", 1, 1, 2, PARAMETER);
            if (operation == REMOVE) {
                group.members.remove(key);
            } else {
                group.members.add(key);
            }
            done(contacts.addObject().put("ContactOptType", operation), key);
        }
        groups.remove(name);
        groups.put(present, group);
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult mark(ImCall call) {
        Map<String, ObjectNode> marks = call.state().conversations.marks(user(call));
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("ResultItem");
        for (ObjectNode item : ImFields.objects(call.body(), "MarkItem", MAX, PARAMETER, PARAMETER)) {
            String key = ConversationCommands.key(item.path("ContactItem"));
            ObjectNode mark = marks.computeIfAbsent(key, unused -> Json.object());
            long bits = mark.path("StandardMark").asLong();
            for (JsonNode bit : item.path("SetMark")) {
                bits |= 1L << bit.asInt();
            }
            for (JsonNode bit : item.path("ClearMark")) {
                bits &= ~(1L << bit.asInt());
            }
            mark.put("StandardMark", Long.toString(bits));
            if (item.path("CustomMark").isTextual()) {
                mark.set("CustomMark", item.get("CustomMark"));
            }
            ObjectNode result =
                    results.addObject().put("OptType", item.path("OptType").asInt(1));
            done(result, key);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult get(ImCall call) {
        String user = user(call);
        Set<String> all =
                new LinkedHashSet<>(call.state().conversations.marks(user).keySet());
        call.state().conversations.groups(user).values().forEach(group -> all.addAll(group.members));
        return ImCommandResult.of(
                described(call, user, all, "ContactItem").put("CompleteFlag", 1).put("NextStartIndex", 0));
    }

    private static ImCommandResult search(ImCall call) {
        String user = user(call);
        Set<String> requested = new LinkedHashSet<>();
        for (JsonNode contact : ImFields.objects(call.body(), "ContactItem", MAX, PARAMETER, PARAMETER)) {
            requested.add(ConversationCommands.key(contact));
        }
        return ImCommandResult.of(described(call, user, requested, "ContactResultItem"));
    }

    private static ObjectNode described(ImCall call, String user, Set<String> conversations, String name) {
        Map<String, ContactGroup> groups = call.state().conversations.groups(user);
        Map<String, ObjectNode> marks = call.state().conversations.marks(user);
        ObjectNode answer = Json.object();
        ArrayNode contacts = answer.putArray(name);
        for (String conversation : conversations) {
            ObjectNode contact = ConversationCommands.contact(conversation).put("Timestamp", call.seconds());
            contact.put("StandardMark", "").put("CustomMark", "");
            contact.setAll(marks.getOrDefault(conversation, Json.object()));
            ArrayNode ids = contact.putArray("ContactGroupId");
            groups.values().stream()
                    .filter(group -> group.members.contains(conversation))
                    .forEach(group -> ids.add(group.id));
            contacts.add(contact);
        }
        ArrayNode list = answer.putArray("GroupItem");
        groups.forEach((title, group) -> list.add(group(title, group)));
        return answer;
    }
}
