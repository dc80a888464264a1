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
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Checks shared by the relation commands. */
final class RelationRules {

    static final int PARAMETER = 30001;
    static final int UNKNOWN_USER = 30003;
    static final int MAX = 1000;

    private RelationRules() {}

    static String from(ImCall call) {
        String from = ImFields.text(call.body(), "From_Account", PARAMETER);
        if (!call.state().users.exists(from)) {
            throw new ImErrorException(UNKNOWN_USER, "From_Account " + from + " is no account");
        }
        return from;
    }

    static List<String> to(ImCall call) {
        return ImFields.texts(call.body(), "To_Account", MAX, PARAMETER, PARAMETER);
    }

    /** Applies an operation to each user and answers with a code for each. */
    static ImCommandResult each(ImCall call, List<String> users, ToIntFunction<String> work) {
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("ResultItem");
        List<String> failed = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (String user : users) {
            int code = call.state().users.exists(user) ? work.applyAsInt(user) : UNKNOWN_USER;
            result(results.addObject().put("To_Account", user), code);
            (code == 0 ? done : failed).add(user);
        }
        if (!failed.isEmpty()) {
            failed.forEach(answer.putArray("Fail_Account")::add);
        }
        return ImCommandResult.of(answer.put("ErrorDisplay", "")).targets(done);
    }

    static ObjectNode result(ObjectNode item, int code) {
        return item.put("ResultCode", code).put("ResultInfo", code == 0 ? "" : "refused with " + code);
    }

    /** Tags with their values, limited to the requested ones if any are named. */
    static ArrayNode values(Map<String, JsonNode> tags, List<String> requested) {
        ArrayNode items = Json.object().arrayNode();
        tags.forEach((tag, value) -> {
            if (requested.isEmpty() || requested.contains(tag)) {
                items.addObject().put("Tag", tag).set("Value", value);
            }
        });
        return items;
    }

    /** Reads a list of tags with their values into a map. */
    static void read(JsonNode object, String list, Map<String, JsonNode> into) {
        for (ObjectNode item : ImFields.objects(object, list, MAX, PARAMETER, PARAMETER)) {
            String tag = ImFields.text(item, "Tag", PARAMETER);
            if (!ImFields.has(item, "Value")) {
                throw new ImErrorException(PARAMETER, "Value of " + tag + " is missing");
            }
            into.put(tag, item.get("Value"));
        }
    }
}
