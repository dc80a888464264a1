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
package io.github.cameltencent.emulator.im.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.push.PushRules;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.state.ImUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands for accounts and online states. */
public final class AccountCommands {

    private static final int MAX = 100;
    private static final int MAX_BYTES = 32;

    private AccountCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "im_open_login_svc/";
        commands.accept(service + "account_import", AccountCommands::importOne);
        commands.accept(service + "multiaccount_import", AccountCommands::importMany);
        commands.accept(service + "account_delete", AccountCommands::delete);
        commands.accept(service + "account_check", AccountCommands::check);
        commands.accept(service + "kick", AccountCommands::kick);
        commands.accept("openim/query_online_status", AccountCommands::online);
        commands.accept("openim/querystate", AccountCommands::online);
    }

    private static ImCommandResult importOne(ImCall call) {
        String name = ImFields.has(call.body(), "UserID") ? "UserID" : "Identifier";
        String user = ImFields.text(call.body(), name, ImErrorException.ACCOUNT_PARAMETER);
        ImFields.limited(call.body(), name, user, MAX_BYTES, ImErrorException.ACCOUNT_PARAMETER);
        call.state().users.add(user);
        profile(call, user, call.body());
        return ImCommandResult.empty().targets(List.of(user));
    }

    private static void profile(ImCall call, String user, JsonNode account) {
        Map.of("Nick", "Tag_Profile_IM_Nick", "FaceUrl", "Tag_Profile_IM_Image").forEach((name, tag) -> {
            if (account.path(name).isTextual()) {
                call.state().relations.profile(user).put(tag, account.get(name));
            }
        });
    }

    private static ImCommandResult importMany(ImCall call) {
        boolean objects = ImFields.has(call.body(), "AccountList");
        String name = objects ? "AccountList" : "Accounts";
        int code = ImErrorException.ACCOUNT_PARAMETER;
        List<String> users = objects
                ? ImFields.objects(call.body(), name, MAX, code, code).stream()
                        .map(account -> ImFields.text(account, "UserID", code))
                        .toList()
                : ImFields.texts(call.body(), name, MAX, code, code);
        ObjectNode answer = Json.object();
        ArrayNode failed = answer.putArray("FailAccounts");
        List<String> added = new ArrayList<>();
        for (String user : users) {
            if (user.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES) {
                failed.add(user);
            } else {
                call.state().users.add(user);
                added.add(user);
            }
        }
        for (JsonNode account : call.body().path("AccountList")) {
            if (added.contains(account.path("UserID").asText())) {
                profile(call, account.path("UserID").asText(), account);
            }
        }
        return ImCommandResult.of(answer).targets(added);
    }

    private static ImCommandResult delete(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("ResultItem");
        List<String> removed = new ArrayList<>();
        for (String user : userIds(call, "DeleteItem")) {
            ImUsers users = call.state().users;
            ObjectNode result = results.addObject().put("UserID", user);
            if (users.isAdministrator(user)) {
                result.put("ResultCode", ImErrorException.ACCOUNT_PARAMETER)
                        .put("ResultInfo", "an administrator cannot be deleted");
            } else if (users.delete(user)) {
                call.state().relations.remove(user);
                result.put("ResultCode", 0).put("ResultInfo", "");
                removed.add(user);
            } else {
                result.put("ResultCode", ImErrorException.ACCOUNT_UNKNOWN).put("ResultInfo", "no such account");
            }
        }
        return ImCommandResult.of(answer).targets(removed);
    }

    private static ImCommandResult check(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("ResultItem");
        for (String user : userIds(call, "CheckItem")) {
            results.addObject()
                    .put("UserID", user)
                    .put("ResultCode", 0)
                    .put("ResultInfo", "")
                    .put("AccountStatus", call.state().users.isImported(user) ? "Imported" : "NotImported");
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult kick(ImCall call) {
        String user = ImFields.text(call.body(), "UserID", ImErrorException.ACCOUNT_PARAMETER);
        if (!call.state().users.exists(user)) {
            throw new ImErrorException(ImErrorException.ACCOUNT_UNKNOWN, "no such account");
        }
        call.state().users.logOut(user);
        return ImCommandResult.empty().targets(List.of(user));
    }

    private static ImCommandResult online(ImCall call) {
        List<String> requested =
                ImFields.texts(call.body(), "To_Account", 500, ImErrorException.TO_ACCOUNT, PushRules.TOO_MANY);
        boolean detail = ImFields.flag(call.body(), "IsNeedDetail", ImErrorException.ACCOUNT_PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("QueryResult");
        ArrayNode errors = Json.object().putArray("ErrorList");
        for (String user : requested) {
            if (!call.state().users.exists(user)) {
                errors.addObject().put("To_Account", user).put("ErrorCode", ImErrorException.ACCOUNT_UNKNOWN);
                continue;
            }
            Map<String, String> platforms = call.state().users.platforms(user);
            ObjectNode result = results.addObject()
                    .put("To_Account", user)
                    .put("Status", summary(platforms))
                    // the name in the manual's samples; its tables have the other one
                    .put("State", summary(platforms));

            if (detail && !platforms.isEmpty()) {
                ArrayNode details = result.putArray("Detail");
                platforms.forEach((platform, state) ->
                        details.addObject().put("Platform", platform).put("Status", state));
            }
        }
        if (!errors.isEmpty()) {
            answer.set("ErrorList", errors);
        }
        return ImCommandResult.of(answer);
    }

    private static String summary(Map<String, String> platforms) {
        if (platforms.containsValue("Online")) {
            return "Online";
        }
        return platforms.isEmpty() ? "Offline" : "PushOnline";
    }

    private static List<String> userIds(ImCall call, String name) {
        int code = ImErrorException.ACCOUNT_PARAMETER;
        List<String> users = new ArrayList<>();
        for (JsonNode item : ImFields.objects(call.body(), name, MAX, code, code)) {
            users.add(ImFields.text(item, "UserID", code));
        }
        return users;
    }
}
