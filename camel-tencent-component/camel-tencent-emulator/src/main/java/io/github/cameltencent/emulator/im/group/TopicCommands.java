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
import java.util.List;
import java.util.function.BiConsumer;

/** The commands for topics of a community. */
public final class TopicCommands {

    private static final int PARAMETER = GroupRules.PARAMETER;
    private static final int TAKEN = 10021;
    private static final int MAX = 100;

    private TopicCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "million_group_open_http_svc/";
        commands.accept(service + "create_topic", TopicCommands::create);
        commands.accept("group_open_http_svc/import_topic", TopicCommands::create);
        commands.accept(service + "modify_topic", TopicCommands::modify);
        commands.accept(service + "destroy_topic", TopicCommands::destroy);
        commands.accept(service + "get_topic", TopicCommands::get);
    }

    private static ImCommandResult create(ImCall call) {
        Group group = GroupRules.group(call);
        ImFields.text(call.body(), "TopicName", PARAMETER);
        String given = ImFields.textOr(call.body(), "TopicId", "", PARAMETER);
        String id = given.isEmpty() ? group.id + "@TOPIC#_" + (group.topics.size() + 1) : given;
        if (group.topics.containsKey(id)) {
            throw new ImErrorException(TAKEN, "the TopicId " + id + " is taken");
        }
        ObjectNode topic = Json.object().put("CreateTime", call.seconds());
        group.topics.put(id, changed(topic, call.body()).put("TopicId", id).put("GroupID", group.id));
        return ImCommandResult.of(Json.object().put("TopicId", id)).ids(id);
    }

    private static ObjectNode changed(ObjectNode topic, ObjectNode body) {
        for (String name : new String[] {"TopicName", "CustomString", "FaceUrl", "Notification", "Introduction"}) {
            if (ImFields.has(body, name)) {
                topic.put(name, ImFields.textOr(body, name, "", PARAMETER));
            }
        }
        return topic;
    }

    private static ImCommandResult modify(ImCall call) {
        String id = ImFields.text(call.body(), "TopicId", PARAMETER);
        ObjectNode topic = GroupRules.group(call).topics.get(id);
        if (topic == null) {
            throw new ImErrorException(GroupRules.NO_GROUP, "no topic " + id);
        }
        changed(topic, call.body());
        return ImCommandResult.empty().ids(id);
    }

    private static ImCommandResult destroy(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("DestroyResultItem");
        for (String id : ImFields.texts(call.body(), "TopicIdList", MAX, PARAMETER, PARAMETER)) {
            boolean removed = group.topics.remove(id) != null;
            results.addObject()
                    .put("ErrorCode", removed ? 0 : GroupRules.NO_GROUP)
                    .put("ErrorInfo", removed ? "" : "no such topic")
                    .put("TopicId", id);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult get(ImCall call) {
        Group group = GroupRules.group(call);
        List<String> named = ImFields.textsOr(call.body(), "TopicIdList", MAX, PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("TopicAndSelfInfo");
        for (String id : named.isEmpty() ? List.copyOf(group.topics.keySet()) : named) {
            ObjectNode topic = group.topics.get(id);
            ObjectNode item = list.addObject();
            item.put("ErrorCode", topic == null ? GroupRules.NO_GROUP : 0).put("ErrorInfo", "");
            item.set("TopicInfo", topic == null ? Json.object().put("TopicId", id) : topic);
        }
        return ImCommandResult.of(answer);
    }
}
