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
package io.github.cameltencent.emulator.im.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.state.AttributeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The commands for users' push attributes: ten names per application. */
public final class PushAttributeCommands {

    private static final int UNKNOWN = 90033;
    private static final int TOO_LONG = 90034;
    private static final int PARAMETER = 90001;

    private PushAttributeCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept(
                "timpush/set_attr_name", call -> setNames(call, call.body().path("AttrNames")));
        // one edition of the manual has the names in the body itself
        commands.accept(
                "all_member_push/im_set_attr_name",
                call -> setNames(
                        call, call.body().has("AttrNames") ? call.body().get("AttrNames") : call.body()));
        commands.accept("timpush/get_attr_name", call -> getNames(call, true));
        commands.accept("all_member_push/im_get_attr_name", call -> getNames(call, false));
        commands.accept("timpush/set_attr", PushAttributeCommands::set);
        commands.accept("all_member_push/im_set_attr", PushAttributeCommands::set);
        commands.accept("timpush/get_attr", PushAttributeCommands::get);
        commands.accept("all_member_push/im_get_attr", PushAttributeCommands::get);
        commands.accept("timpush/remove_attr", PushAttributeCommands::remove);
        commands.accept("all_member_push/im_remove_attr", PushAttributeCommands::remove);
    }

    static void check(AttributeStore store, String name) {
        if (!store.names.containsValue(name)) {
            throw new ImErrorException(UNKNOWN, "the attribute " + name + " has not been named by set_attr_name");
        }
    }

    private static ImCommandResult setNames(ImCall call, JsonNode given) {
        if (given.isEmpty()) {
            throw new ImErrorException(PARAMETER, "AttrNames is missing");
        }
        for (var name : given.properties()) {
            if (!name.getKey().matches("\\d") || !name.getValue().isTextual()) {
                throw new ImErrorException(PARAMETER, "attributes are named by \"0\" to \"9\"");
            }
            limited(name.getValue().textValue());
        }
        AttributeStore state = call.state().attributes;
        given.properties()
                .forEach(name -> state.names.put(name.getKey(), name.getValue().textValue()));
        call.body()
                .path("AttrTypes")
                .properties()
                .forEach(kind -> state.kinds.put(kind.getKey(), kind.getValue().asInt()));
        return ImCommandResult.empty();
    }

    private static ImCommandResult getNames(ImCall call, boolean withKinds) {
        ObjectNode answer = Json.object();
        ObjectNode names = answer.putObject("AttrNames");
        call.state().attributes.names.forEach(names::put);
        if (withKinds) {
            ObjectNode kinds = answer.putObject("AttrTypes");
            call.state().attributes.kinds.forEach(kinds::put);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult set(ImCall call) {
        AttributeStore state = call.state().attributes;
        List<ObjectNode> entries = entries(call);
        for (ObjectNode entry : entries) {
            for (var value : entry.path("Attrs").properties()) {
                check(state, value.getKey());
                limited(value.getValue().asText());
            }
        }
        List<String> users = new ArrayList<>();
        for (ObjectNode entry : entries) {
            String user = entry.path("To_Account").asText();
            Map<String, String> values = state.values.computeIfAbsent(user, unused -> new TreeMap<>());
            entry.path("Attrs")
                    .properties()
                    .forEach(
                            value -> values.put(value.getKey(), value.getValue().asText()));
            users.add(user);
        }
        return ImCommandResult.empty().targets(users);
    }

    private static ImCommandResult get(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("UserAttrs");
        for (String user : PushTagCommands.users(call)) {
            ObjectNode attributes = list.addObject().put("To_Account", user).putObject("Attrs");
            call.state().attributes.values.getOrDefault(user, Map.of()).forEach(attributes::put);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult remove(ImCall call) {
        List<String> users = new ArrayList<>();
        for (ObjectNode entry : entries(call)) {
            String user = entry.path("To_Account").asText();
            Map<String, String> values = call.state().attributes.values.getOrDefault(user, new TreeMap<>());
            for (String name : names(entry)) {
                check(call.state().attributes, name);
                values.remove(name);
            }
            users.add(user);
        }
        return ImCommandResult.empty().targets(users);
    }

    /** Names as a documented array, or as an object, which one client sends. */
    private static List<String> names(ObjectNode entry) {
        if (entry.path("Attrs") instanceof ObjectNode attributes) {
            List<String> names = new ArrayList<>();
            attributes.fieldNames().forEachRemaining(names::add);
            return names;
        }
        return ImFields.textsOr(entry, "Attrs", 10, PARAMETER);
    }

    private static List<ObjectNode> entries(ImCall call) {
        List<ObjectNode> entries = ImFields.objects(
                call.body(),
                "UserAttrs",
                PushTagCommands.MAX_USERS,
                ImErrorException.TO_ACCOUNT,
                PushTagCommands.TOO_MANY_USERS);
        entries.forEach(entry -> ImFields.text(entry, "To_Account", ImErrorException.TO_ACCOUNT));
        return entries;
    }

    private static void limited(String text) {
        if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > PushRules.MAX_BYTES) {
            throw new ImErrorException(TOO_LONG, "an attribute has more than " + PushRules.MAX_BYTES + " bytes");
        }
    }
}
