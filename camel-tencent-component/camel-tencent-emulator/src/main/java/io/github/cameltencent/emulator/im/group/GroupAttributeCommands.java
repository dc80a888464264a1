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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands for group attributes and counters. */
public final class GroupAttributeCommands {

    private static final int PARAMETER = GroupRules.PARAMETER;
    private static final int MAX_ATTRIBUTES = 16;
    private static final int MAX_COUNTERS = 20;

    private GroupAttributeCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "group_open_http_svc/";
        commands.accept(service + "modify_group_attr", call -> attributes(call, false));
        commands.accept(service + "set_group_attr", call -> attributes(call, true));
        commands.accept(service + "clear_group_attr", GroupAttributeCommands::clear);
        commands.accept("group_open_attr_http_svc/get_group_attr", GroupAttributeCommands::get);
        commands.accept(service + "update_group_counter", GroupAttributeCommands::count);
        commands.accept(service + "get_group_counter", GroupAttributeCommands::counters);
        commands.accept(service + "delete_group_counter", GroupAttributeCommands::deleteCounters);
    }

    private static ImCommandResult attributes(ImCall call, boolean replace) {
        Group group = GroupRules.group(call);
        Map<String, String> after = replace ? new HashMap<>() : new HashMap<>(group.attributes);
        for (ObjectNode item : ImFields.objects(call.body(), "GroupAttr", MAX_ATTRIBUTES, PARAMETER, PARAMETER)) {
            String key = ImFields.text(item, "key", PARAMETER);
            ImFields.limited(item, "key", "", 32, PARAMETER);
            after.put(key, ImFields.limited(item, "value", "", 4000, PARAMETER));
        }
        if (after.size() > MAX_ATTRIBUTES) {
            throw new ImErrorException(PARAMETER, "more than " + MAX_ATTRIBUTES + " attributes");
        }
        group.attributes.clear();
        group.attributes.putAll(after);
        return ImCommandResult.empty().ids(group.id);
    }

    private static ImCommandResult clear(ImCall call) {
        Group group = GroupRules.group(call);
        group.attributes.clear();
        return ImCommandResult.empty().ids(group.id);
    }

    private static ImCommandResult get(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("GroupAttrAry");
        GroupRules.group(call)
                .attributes
                .forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult count(ImCall call) {
        Group group = GroupRules.group(call);
        String mode = ImFields.text(call.body(), "Mode", PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("GroupCounter");
        for (ObjectNode item : ImFields.objects(call.body(), "GroupCounter", MAX_COUNTERS, PARAMETER, PARAMETER)) {
            String key = ImFields.text(item, "Key", PARAMETER);
            long value = ImFields.number(item, "Value", 0, Long.MIN_VALUE, Long.MAX_VALUE, PARAMETER);
            long before = group.counters.getOrDefault(key, 0L);
            long after =
                    switch (mode) {
                        case "Set" -> value;
                        case "Increase" -> before + value;
                        case "Decrease" -> before - value;
                        default ->
                            throw new ImErrorException(
                                    PARAMETER, "Mode must be Set, Increase or Decrease, not " + mode);
                    };
            if (!group.counters.containsKey(key) && group.counters.size() == MAX_COUNTERS) {
                throw new ImErrorException(PARAMETER, "more than " + MAX_COUNTERS + " counters");
            }
            group.counters.put(key, after);
            list.addObject().put("Key", key).put("Value", after);
        }
        return ImCommandResult.of(answer).ids(group.id);
    }

    private static List<String> keys(ImCall call) {
        return ImFields.textsOr(call.body(), "GroupCounterKeys", MAX_COUNTERS, PARAMETER);
    }

    private static ImCommandResult counters(ImCall call) {
        Group group = GroupRules.group(call);
        List<String> requested = keys(call);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("GroupCounter");
        group.counters.forEach((key, value) -> {
            if (requested.isEmpty() || requested.contains(key)) {
                list.addObject().put("Key", key).put("Value", value);
            }
        });
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult deleteCounters(ImCall call) {
        Group group = GroupRules.group(call);
        List<String> removed = keys(call);
        group.counters.keySet().removeIf(key -> removed.isEmpty() || removed.contains(key));
        return ImCommandResult.empty().ids(group.id);
    }
}
