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
package io.github.cameltencent.emulator.im.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.state.Group;

/** Builds the bodies of the callbacks before and after sending. */
final class MessageCallbackBodies {

    private MessageCallbackBodies() {}

    static ObjectNode chat(ImCall call, long seq) {
        long random = call.body().path("MsgRandom").asLong();
        ObjectNode body = Json.object()
                .put("From_Account", from(call))
                .put("To_Account", call.body().path("To_Account").asText())
                .put("MsgSeq", seq)
                .put("MsgRandom", random)
                .put("MsgTime", call.seconds())
                .put("MsgKey", seq + "_" + random + "_" + call.seconds())
                .put("OnlineOnlyFlag", call.body().path("MsgLifeTime").asLong(1) == 0 ? 1 : 0);
        return content(call, body);
    }

    static ObjectNode chat(ImCall call, ImCommandResult result) {
        String key = result.fields().path("MsgKey").asText();
        ObjectNode body = chat(call, Long.parseLong(key.substring(0, key.indexOf('_'))));
        String to = body.path("To_Account").asText();
        int unread = call.state().locked(() -> call.state().messages.unread(to).size());
        return body.put("MsgKey", key)
                .put("SendMsgResult", 0)
                .put("ErrorInfo", "send msg succeed")
                .put("UnreadMsgNum", unread);
    }

    static ObjectNode group(ImCall call) {
        String id = call.body().path("GroupId").asText();
        Group group = call.state().locked(() -> call.state().groups.find(id));
        ObjectNode body = Json.object()
                .put("GroupId", id)
                .put("Type", group == null ? "" : group.type)
                .put("From_Account", from(call))
                .put("Operator_Account", call.identifier())
                .put("Random", call.body().path("Random").asLong())
                .put("OnlineOnlyFlag", call.body().path("OnlineOnlyFlag").asInt());
        return content(call, body);
    }

    static ObjectNode group(ImCall call, ImCommandResult result) {
        return group(call)
                .put("MsgSeq", result.fields().path("MsgSeq").asLong())
                .put("MsgTime", result.fields().path("MsgTime").asLong());
    }

    private static ObjectNode content(ImCall call, ObjectNode body) {
        JsonNode changed = call.hook().body();
        body.set("MsgBody", changed == null ? call.body().path("MsgBody") : changed);
        return body.put("CloudCustomData", call.body().path("CloudCustomData").asText())
                .put("EventTime", call.now().toEpochMilli());
    }

    private static String from(ImCall call) {
        return call.body().path("From_Account").asText(call.identifier());
    }
}
