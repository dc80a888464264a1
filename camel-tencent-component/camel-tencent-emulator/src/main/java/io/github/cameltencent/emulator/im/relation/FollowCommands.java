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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands for followers. */
public final class FollowCommands {

    private static final int PARAMETER = RelationRules.PARAMETER;
    private static final int FOLLOWERS = 1;
    private static final int FOLLOWED = 2;

    private FollowCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "follow/follow_";
        commands.accept(service + "add", FollowCommands::add);
        commands.accept(service + "delete", FollowCommands::delete);
        commands.accept(service + "get", FollowCommands::get);
        commands.accept(service + "get_info", FollowCommands::count);
        commands.accept(service + "check", FollowCommands::check);
    }

    private static ImCommandResult add(ImCall call) {
        String from = RelationRules.from(call);
        List<String> users =
                ImFields.objects(call.body(), "FollowItem", RelationRules.MAX, PARAMETER, PARAMETER).stream()
                        .map(item -> ImFields.text(item, "To_Account", PARAMETER))
                        .toList();
        return RelationRules.each(call, users, user -> {
            call.state().relations.followed(from).putIfAbsent(user, call.seconds());
            return 0;
        });
    }

    private static ImCommandResult delete(ImCall call) {
        String from = RelationRules.from(call);
        return RelationRules.each(call, RelationRules.to(call), user -> {
            call.state().relations.followed(from).remove(user);
            return 0;
        });
    }

    private static Map<String, Long> mutual(Relations relations, String user) {
        Map<String, Long> mutual = new LinkedHashMap<>(relations.followed(user));
        mutual.keySet().retainAll(relations.followers(user).keySet());
        return mutual;
    }

    private static ImCommandResult get(ImCall call) {
        String from = RelationRules.from(call);
        Relations relations = call.state().relations;
        int type = (int) ImFields.number(call.body(), "FollowType", 0, 1, 3, PARAMETER);
        Map<String, Long> users =
                switch (type) {
                    case FOLLOWERS -> relations.followers(from);
                    case FOLLOWED -> relations.followed(from);
                    default -> mutual(relations, from);
                };
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("FollowItem");
        users.forEach((user, since) -> {
            ObjectNode item = list.addObject().put("To_Account", user).put("FollowTime", since);
            item.set("ProfileItem", RelationRules.values(relations.profile(user), List.of()));
        });
        return ImCommandResult.of(answer.put("NextCursor", ""));
    }

    private static ImCommandResult count(ImCall call) {
        Relations relations = call.state().relations;
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("FollowInfo");
        for (String user : RelationRules.to(call)) {
            RelationRules.result(list.addObject().put("To_Account", user), 0)
                    .put("FollowerCount", relations.followers(user).size())
                    .put("FollowingCount", relations.followed(user).size())
                    .put("MutualFollowingCount", mutual(relations, user).size());
        }
        return ImCommandResult.of(answer.put("ErrorDisplay", ""));
    }

    private static ImCommandResult check(ImCall call) {
        String from = RelationRules.from(call);
        Relations relations = call.state().relations;
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ResultItem");
        for (String user : RelationRules.to(call)) {
            int there = relations.followed(from).containsKey(user) ? 2 : 0;
            int back = relations.followed(user).containsKey(from) ? 1 : 0;
            RelationRules.result(list.addObject().put("To_Account", user), 0).put("FollowType", there + back);
        }
        return ImCommandResult.of(answer.put("ErrorDisplay", ""));
    }
}
