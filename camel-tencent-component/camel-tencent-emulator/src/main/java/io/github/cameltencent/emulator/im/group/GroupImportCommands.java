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
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImMessageRules;
import io.github.cameltencent.emulator.im.state.Group;
import java.util.function.BiConsumer;

/** The commands that import group members and messages. */
public final class GroupImportCommands {

    private static final int PARAMETER = GroupRules.PARAMETER;
    private static final int MAX_MESSAGES = 20;

    private GroupImportCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept("group_open_http_svc/import_group_member", GroupImportCommands::members);
        commands.accept("group_open_http_svc/import_group_msg", GroupImportCommands::messages);
    }

    private static ImCommandResult members(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("MemberList");
        for (ObjectNode item :
                ImFields.objects(call.body(), "MemberList", GroupRules.MAX_MEMBERS, PARAMETER, GroupRules.TOO_MANY)) {
            String user = ImFields.text(item, "Member_Account", PARAMETER);
            int result = 0;
            if (call.state().users.exists(user)) {
                long joined = ImFields.uint32Or(item, "JoinTime", call.seconds(), PARAMETER);
                Group.Member member = new Group.Member(joined);
                member.role = GroupRules.role(item);
                result = group.members.putIfAbsent(user, member) == null ? 1 : 2;
            }
            results.addObject().put("Member_Account", user).put("Result", result);
        }
        return ImCommandResult.of(answer).ids(group.id);
    }

    private static ImCommandResult messages(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("ImportMsgResult");
        for (ObjectNode item : ImFields.objects(call.body(), "MsgList", MAX_MESSAGES, PARAMETER, PARAMETER)) {
            String from = ImFields.text(item, "From_Account", PARAMETER);
            long time = ImFields.uint32(item, "SendTime", PARAMETER);
            long random = ImFields.uint32Or(item, "Random", 0, PARAMETER);
            ArrayNode elements = ImMessageRules.elements(item, ImMessageRules.GROUP_TOO_LARGE);
            Group.Post post = group.post(from, random, time, elements, "");
            results.addObject().put("MsgSeq", post.seq).put("MsgTime", time).put("Result", 0);
        }
        return ImCommandResult.of(answer).ids(group.id);
    }
}
