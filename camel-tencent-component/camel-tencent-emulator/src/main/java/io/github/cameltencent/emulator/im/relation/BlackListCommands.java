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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.state.Relations;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands for black lists. */
public final class BlackListCommands {

    private static final int NOT_BLOCKED = 31901;

    private BlackListCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "sns/black_list_";
        commands.accept(service + "add", BlackListCommands::add);
        commands.accept(service + "delete", BlackListCommands::delete);
        commands.accept(service + "get", BlackListCommands::get);
        commands.accept(service + "check", BlackListCommands::check);
    }

    private static ImCommandResult add(ImCall call) {
        String from = RelationRules.from(call);
        return RelationRules.each(call, RelationRules.to(call), user -> {
            call.state().relations.blocked(from).putIfAbsent(user, call.seconds());
            return 0;
        });
    }

    private static ImCommandResult delete(ImCall call) {
        String from = RelationRules.from(call);
        return RelationRules.each(
                call,
                RelationRules.to(call),
                user -> call.state().relations.blocked(from).remove(user) == null ? NOT_BLOCKED : 0);
    }

    private static ImCommandResult get(ImCall call) {
        Map<String, Long> blocked = call.state().relations.blocked(RelationRules.from(call));
        int code = RelationRules.PARAMETER;
        int start = (int) ImFields.number(call.body(), "StartIndex", 0, 0, Integer.MAX_VALUE, code);
        int max = (int) ImFields.number(call.body(), "MaxLimited", RelationRules.MAX, 1, RelationRules.MAX, code);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("BlackListItem");
        blocked.entrySet().stream().skip(start).limit(max).forEach(entry -> list.addObject()
                .put("To_Account", entry.getKey())
                .put("AddBlackTimeStamp", entry.getValue()));
        // the service misspells the name
        return ImCommandResult.of(answer.put("StartIndex", start + max < blocked.size() ? start + max : 0)
                .put("CurruentSequence", blocked.size())
                .put("ErrorDisplay", ""));
    }

    private static ImCommandResult check(ImCall call) {
        String from = RelationRules.from(call);
        Relations relations = call.state().relations;
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("BlackListCheckItem");
        for (String user : RelationRules.to(call)) {
            boolean there = relations.blocked(from).containsKey(user);
            boolean back = relations.blocked(user).containsKey(from);
            String relation = there && back ? "BothWay" : there ? "AWithB" : back ? "BWithA" : "NO";
            ObjectNode item = list.addObject().put("To_Account", user);
            RelationRules.result(item.put("Relation", "BlackCheckResult_Type_" + relation), 0);
        }
        return ImCommandResult.of(answer.put("ErrorDisplay", ""));
    }
}
