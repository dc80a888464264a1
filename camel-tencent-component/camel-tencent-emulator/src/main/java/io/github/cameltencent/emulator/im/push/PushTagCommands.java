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
import io.github.cameltencent.emulator.im.state.TagStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The commands for users' push tags. */
public final class PushTagCommands {

    static final int MAX_USERS = 100;
    static final int TOO_MANY_USERS = 90018;
    private static final int LIMIT = 90035;
    private static final int MAX_PER_CALL = 10;
    private static final int MAX_PER_USER = 100;
    private static final int MAX_PER_APP = 1000;

    private PushTagCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        both(commands, "add_tag", "im_add_tag", PushTagCommands::add);
        both(commands, "get_tag", "im_get_tag", PushTagCommands::get);
        both(commands, "remove_tag", "im_remove_tag", PushTagCommands::remove);
        both(commands, "clear_all_tags", "im_remove_all_tags", PushTagCommands::clear);
    }

    private static void both(
            BiConsumer<String, ImOperation> commands, String present, String older, ImOperation operation) {
        commands.accept("timpush/" + present, operation);
        commands.accept("all_member_push/" + older, operation);
    }

    private static ImCommandResult add(ImCall call) {
        boolean replace = ImFields.flag(call.body(), "Replace", ImErrorException.TO_ACCOUNT);
        TagStore state = call.state().tags;
        List<UserTags> requested = userTags(call, replace ? MAX_PER_USER : MAX_PER_CALL);
        Set<String> known = state.all();
        for (UserTags each : requested) {
            Set<String> after = replace ? new LinkedHashSet<>() : state.of(each.user);
            after.addAll(each.tags);
            known.addAll(each.tags);
            if (after.size() > MAX_PER_USER || known.size() > MAX_PER_APP) {
                throw new ImErrorException(LIMIT, "more than 100 tags a user, or 1000 an application");
            }
        }
        for (UserTags each : requested) {
            Set<String> after = replace ? new LinkedHashSet<>() : state.of(each.user);
            after.addAll(each.tags);
            state.put(each.user, after);
        }
        return ImCommandResult.empty()
                .targets(requested.stream().map(UserTags::user).toList());
    }

    private static ImCommandResult get(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("UserTags");
        for (String user : users(call)) {
            ArrayNode tags = list.addObject().put("To_Account", user).putArray("Tags");
            call.state().tags.of(user).forEach(tags::add);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult remove(ImCall call) {
        List<UserTags> removed = userTags(call, MAX_PER_USER);
        for (UserTags each : removed) {
            Set<String> after = call.state().tags.of(each.user);
            after.removeAll(each.tags);
            call.state().tags.put(each.user, after);
        }
        return ImCommandResult.empty()
                .targets(removed.stream().map(UserTags::user).toList());
    }

    private static ImCommandResult clear(ImCall call) {
        List<String> users = users(call);
        users.forEach(user -> call.state().tags.put(user, Set.of()));
        return ImCommandResult.empty().targets(users);
    }

    static List<String> users(ImCall call) {
        return ImFields.texts(call.body(), "To_Account", MAX_USERS, ImErrorException.TO_ACCOUNT, TOO_MANY_USERS);
    }

    private static List<UserTags> userTags(ImCall call, int max) {
        int tooMany = PushRules.isOlder(call) ? PushRules.TOO_MANY_TAGS : LIMIT;
        List<UserTags> list = new ArrayList<>();
        for (ObjectNode entry :
                ImFields.objects(call.body(), "UserTags", MAX_USERS, ImErrorException.TO_ACCOUNT, TOO_MANY_USERS)) {
            List<String> tags = new ArrayList<>();
            for (JsonNode tag : ImFields.array(entry, "Tags", max, PushRules.EMPTY_TAG, tooMany)) {
                tags.add(PushRules.tag(call, tag));
            }
            list.add(new UserTags(ImFields.text(entry, "To_Account", ImErrorException.TO_ACCOUNT), tags));
        }
        return list;
    }

    private record UserTags(String user, List<String> tags) {}
}
