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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The commands for profiles: values by tag. */
public final class ProfileCommands {

    private static final int PARAMETER = 40001;
    private static final int UNKNOWN_USER = 40003;
    private static final int MAX = 100;

    private ProfileCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept("profile/portrait_set", ProfileCommands::set);
        commands.accept("profile/portrait_get", ProfileCommands::get);
    }

    private static ImCommandResult set(ImCall call) {
        String user = ImFields.text(call.body(), "From_Account", PARAMETER);
        RelationRules.read(call.body(), "ProfileItem", call.state().relations.profile(user));
        return ImCommandResult.of(Json.object().put("ErrorDisplay", "")).targets(List.of(user));
    }

    private static ImCommandResult get(ImCall call) {
        List<String> requested = ImFields.texts(call.body(), "TagList", MAX, PARAMETER, PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("UserProfileItem");
        List<String> failed = new ArrayList<>();
        for (String user : ImFields.texts(call.body(), "To_Account", MAX, PARAMETER, PARAMETER)) {
            boolean known = call.state().users.exists(user);
            ObjectNode item = list.addObject().put("To_Account", user);
            item.set("ProfileItem", RelationRules.values(call.state().relations.profile(user), requested));
            RelationRules.result(item, known ? 0 : UNKNOWN_USER);
            if (!known) {
                failed.add(user);
            }
        }
        if (!failed.isEmpty()) {
            failed.forEach(answer.putArray("Fail_Account")::add);
        }
        return ImCommandResult.of(answer.put("ErrorDisplay", ""));
    }
}
