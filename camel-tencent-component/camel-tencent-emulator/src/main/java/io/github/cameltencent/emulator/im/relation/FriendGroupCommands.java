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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The commands for friend groups. */
public final class FriendGroupCommands {

    private static final int PARAMETER = RelationRules.PARAMETER;
    private static final int MAX_GROUPS = 32;

    private FriendGroupCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept("sns/group_add", FriendGroupCommands::add);
        commands.accept("sns/group_delete", FriendGroupCommands::delete);
        commands.accept("sns/group_get", FriendGroupCommands::get);
    }

    private static List<String> names(ImCall call) {
        return ImFields.texts(call.body(), "GroupName", MAX_GROUPS, PARAMETER, PARAMETER);
    }

    private static ImCommandResult add(ImCall call) {
        Map<String, Set<String>> groups = call.state().relations.groups(RelationRules.from(call));
        List<String> names = names(call);
        names.forEach(name -> groups.computeIfAbsent(name, unused -> new LinkedHashSet<>()));
        List<String> users = ImFields.textsOr(call.body(), "To_Account", RelationRules.MAX, PARAMETER);
        ImCommandResult result = RelationRules.each(call, users, user -> {
            names.forEach(name -> groups.get(name).add(user));
            return 0;
        });
        result.fields().put("CurrentSequence", groups.size());
        return result;
    }

    private static ImCommandResult delete(ImCall call) {
        Map<String, Set<String>> groups = call.state().relations.groups(RelationRules.from(call));
        names(call).forEach(groups::remove);
        return ImCommandResult.of(Json.object().put("CurrentSequence", groups.size()));
    }

    private static ImCommandResult get(ImCall call) {
        Map<String, Set<String>> groups = call.state().relations.groups(RelationRules.from(call));
        List<String> requested = ImFields.textsOr(call.body(), "GroupName", MAX_GROUPS, PARAMETER);
        boolean friends = "Need_Friend_Type_Yes".equals(ImFields.textOr(call.body(), "NeedFriend", "", PARAMETER));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ResultItem");
        groups.forEach((name, users) -> {
            if (requested.isEmpty() || requested.contains(name)) {
                ObjectNode group = list.addObject().put("GroupName", name).put("FriendNumber", users.size());
                ArrayNode members = group.putArray("To_Account");
                if (friends) {
                    users.forEach(members::add);
                }
            }
        });
        return ImCommandResult.of(answer.put("CurrentSequence", groups.size()).put("ErrorDisplay", ""));
    }
}
