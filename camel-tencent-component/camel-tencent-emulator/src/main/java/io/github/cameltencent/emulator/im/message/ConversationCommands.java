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
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.state.Group;
import io.github.cameltencent.emulator.im.state.SentMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands for a user's conversation list: those with a message since they were last deleted. */
public final class ConversationCommands {

    static final int PARAMETER = 50002;
    private static final String WITH_USER = "C2C_";
    private static final String IN_GROUP = "GROUP_";

    private ConversationCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept("recentcontact/get_list", ConversationCommands::list);
        commands.accept("recentcontact/delete", ConversationCommands::delete);
    }

    private static ImCommandResult list(ImCall call) {
        String user = ImFields.text(call.body(), "From_Account", PARAMETER);
        Map<String, Long> last = new LinkedHashMap<>();
        for (SentMessage message : call.state().messages.of(user)) {
            last.put(WITH_USER + (message.from.equals(user) ? message.to : message.from), message.time);
        }
        for (Group group : call.state().groups.all()) {
            if (group.members.containsKey(user) && !group.posts.isEmpty()) {
                last.put(IN_GROUP + group.id, group.posts.getLast().time);
            }
        }
        Map<String, Long> deleted = call.state().conversations.deleted(user);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("SessionItem");
        last.forEach((conversation, time) -> {
            if (time > deleted.getOrDefault(conversation, -1L)) {
                items.add(fields(conversation).put("MsgTime", time).put("TopFlag", 0));
            }
        });
        return ImCommandResult.of(answer.put("CompleteFlag", 1)
                .put("TimeStamp", 0)
                .put("StartIndex", 0)
                .put("TopTimeStamp", 0)
                .put("TopStartIndex", 0)
                .put("ErrorDisplay", ""));
    }

    private static ImCommandResult delete(ImCall call) {
        String user = ImFields.text(call.body(), "From_Account", PARAMETER);
        String conversation = key(call.body());
        call.state().conversations.deleted(user).put(conversation, call.seconds());
        if (ImFields.flag(call.body(), "ClearRamble", PARAMETER) && conversation.startsWith(WITH_USER)) {
            call.state().messages.removeBetween(user, conversation.substring(WITH_USER.length()));
        }
        return ImCommandResult.of(Json.object().put("ErrorDisplay", "")).targets(List.of(user));
    }

    /** The key of a conversation, from the fields that name it. */
    static String key(JsonNode contact) {
        if (ImFields.number(contact, "Type", 0, 1, 2, PARAMETER) == 1) {
            return WITH_USER + ImFields.text(contact, "To_Account", PARAMETER);
        }
        // two commands spell the name differently
        String name = ImFields.has(contact, "ToGroupId") ? "ToGroupId" : "ToGroupid";
        return IN_GROUP + ImFields.text(contact, name, PARAMETER);
    }

    /** The fields that name a conversation in a list. */
    private static ObjectNode fields(String conversation) {
        return conversation.startsWith(WITH_USER)
                ? Json.object().put("Type", 1).put("To_Account", conversation.substring(WITH_USER.length()))
                : Json.object().put("Type", 2).put("GroupId", conversation.substring(IN_GROUP.length()));
    }

    /** The fields that name a conversation among contacts, where the group id has another name. */
    static ObjectNode contact(String conversation) {
        return conversation.startsWith(WITH_USER)
                ? fields(conversation)
                : Json.object().put("Type", 2).put("ToGroupId", conversation.substring(IN_GROUP.length()));
    }
}
