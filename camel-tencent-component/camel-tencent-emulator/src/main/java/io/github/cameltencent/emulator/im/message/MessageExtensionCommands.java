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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.BoundedMap;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImFields;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands for key-value extensions of messages. */
public final class MessageExtensionCommands {

    private static final int PARAMETER = 20001;
    private static final int MAX = 20;
    private static final int DELETE = 2;
    private static final int CLEAR = 3;

    private MessageExtensionCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "openim_msg_ext_http_svc/";
        commands.accept(service + "set_key_values", call -> set(call, message(call)));
        commands.accept(service + "get_key_values", call -> get(call, message(call)));
        commands.accept(service + "group_set_key_values", call -> set(call, post(call)));
        commands.accept(service + "group_get_key_values", call -> get(call, post(call)));
    }

    private static String message(ImCall call) {
        return ImFields.text(call.body(), "MsgKey", PARAMETER);
    }

    private static String post(ImCall call) {
        return ImFields.text(call.body(), "GroupId", PARAMETER) + " "
                + ImFields.uint32(call.body(), "MsgSeq", PARAMETER);
    }

    private static Map<String, ObjectNode> pairs(ImCall call, String key) {
        return call.state().services.extensions.computeIfAbsent(key, unused -> new BoundedMap<>(300));
    }

    private static ImCommandResult set(ImCall call, String key) {
        int operation = (int) ImFields.number(call.body(), "OperateType", 1, 1, CLEAR, PARAMETER);
        Map<String, ObjectNode> pairs = pairs(call, key);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("ExtensionList");
        if (operation == CLEAR) {
            pairs.clear();
            return ImCommandResult.of(answer);
        }
        for (ObjectNode pair : ImFields.objects(call.body(), "ExtensionList", MAX, PARAMETER, PARAMETER)) {
            String name = ImFields.text(pair, "Key", PARAMETER);
            ObjectNode after = Json.object()
                    .put("Key", name)
                    .put("Value", ImFields.limited(pair, "Value", "", 1000, PARAMETER))
                    .put("Seq", ++call.state().services.lastId);
            if (operation == DELETE) {
                pairs.remove(name);
            } else {
                pairs.put(name, after);
            }
            results.addObject().put("ErrorCode", 0).set("Extension", after);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult get(ImCall call, String key) {
        long from = ImFields.number(call.body(), "StartSeq", 0, 0, Long.MAX_VALUE, PARAMETER);
        ObjectNode answer = Json.object().put("CompleteFlag", 1).put("ClearSeq", 0);
        ArrayNode list = answer.putArray("ExtensionList");
        long latest = 0;
        for (ObjectNode pair : pairs(call, key).values()) {
            long seq = pair.get("Seq").longValue();
            latest = Math.max(latest, seq);
            if (seq >= from) {
                list.add(pair);
            }
        }
        return ImCommandResult.of(answer.put("LatestSeq", latest));
    }
}
