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
package io.github.cameltencent.emulator.im.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImMessageRules;
import io.github.cameltencent.emulator.im.state.ImServices.OfficialAccount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/** The commands for official accounts: data, subscribers, messages. */
public final class OfficialAccountCommands {

    private static final int PARAMETER = 130_001;
    private static final int UNKNOWN = 130_010;
    private static final int MAX = 500;
    private static final String SERVICE = "official_account_open_http_svc/";

    private OfficialAccountCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept(SERVICE + "create_official_account", OfficialAccountCommands::create);
        commands.accept(SERVICE + "destroy_official_account", OfficialAccountCommands::destroy);
        commands.accept(SERVICE + "get_official_account_info", OfficialAccountCommands::show);
        commands.accept(SERVICE + "modify_official_account_base_info", OfficialAccountCommands::modify);
        commands.accept(SERVICE + "add_subscriber", OfficialAccountCommands::subscribe);
        commands.accept(SERVICE + "delete_subscriber", OfficialAccountCommands::unsubscribe);
        commands.accept(SERVICE + "get_subscriber_info", OfficialAccountCommands::subscribers);
        commands.accept(SERVICE + "modify_subscriber_info", OfficialAccountCommands::modifySubscriber);
        commands.accept(SERVICE + "get_subscribed_official_account_list", OfficialAccountCommands::subscribed);
        commands.accept(SERVICE + "send_official_account_msg", OfficialAccountCommands::send);
        commands.accept(SERVICE + "official_account_msg_recall", OfficialAccountCommands::recall);
        commands.accept(SERVICE + "official_account_msg_get_simple", OfficialAccountCommands::messages);
    }

    private static OfficialAccount account(ImCall call) {
        // one command spells the name without its underscore
        String name = call.body().has("OfficialAccount") ? "OfficialAccount" : "Official_Account";
        String id = ImFields.text(call.body(), name, PARAMETER);
        OfficialAccount account = call.state().services.officialAccounts.get(id);
        if (account == null) {
            throw new ImErrorException(UNKNOWN, "no official account " + id);
        }
        return account;
    }

    private static ImCommandResult create(ImCall call) {
        String given = ImFields.textOr(call.body(), "OfficialAccountUserID", "", PARAMETER);
        String id = given.isEmpty() ? "@TOA#_" + ++call.state().services.lastId : given;
        ImFields.text(call.body(), "Name", PARAMETER);
        ObjectNode information = call.body().deepCopy().put("CreateTime", call.seconds());
        information.put("OfficialAccountUserID", id).put("Official_Account", id).put("LastMsgTime", 0);
        call.state().services.officialAccounts.put(id, new OfficialAccount(information));
        return ImCommandResult.of(Json.object().put("OfficialAccountUserID", id).put("Official_Account", id))
                .ids(id);
    }

    private static ImCommandResult destroy(ImCall call) {
        String id = account(call).information.get("Official_Account").textValue();
        call.state().services.officialAccounts.remove(id);
        return ImCommandResult.empty().ids(id);
    }

    private static ObjectNode json(OfficialAccount account) {
        return account.information.deepCopy().put("SubscriberNum", account.subscribers.size());
    }

    private static ImCommandResult show(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("OfficialAccountInfoList");
        for (JsonNode requested : ImFields.array(call.body(), "OfficialAccountIdList", MAX, PARAMETER, PARAMETER)) {
            String id = requested.isTextual()
                    ? requested.textValue()
                    : requested.path("Official_Account").asText();
            OfficialAccount account = call.state().services.officialAccounts.get(id);
            list.add(
                    account == null
                            ? Json.object().put("Official_Account", id).put("ErrorCode", UNKNOWN)
                            : json(account).put("ErrorCode", 0));
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult modify(ImCall call) {
        OfficialAccount account = account(call);
        ObjectNode changes = call.body().deepCopy();
        changes.remove(List.of("OfficialAccount", "Official_Account"));
        account.information.setAll(changes);
        return ImCommandResult.empty();
    }

    private static ImCommandResult subscribe(ImCall call) {
        OfficialAccount account = account(call);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("SubscriberList");
        for (ObjectNode item : ImFields.objects(call.body(), "SubscriberList", MAX, PARAMETER, PARAMETER)) {
            String user = ImFields.text(item, "Subscriber_Account", PARAMETER);
            int result = 0;
            if (call.state().users.exists(user)) {
                ObjectNode subscriber = item.deepCopy().put("SubscribeTime", call.seconds());
                result = account.subscribers.putIfAbsent(user, subscriber) == null ? 1 : 2;
            }
            list.addObject().put("Subscriber_Account", user).put("Result", result);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult unsubscribe(ImCall call) {
        OfficialAccount account = account(call);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("SubscriberList");
        for (String user : ImFields.texts(call.body(), "SubscriberToDel_Account", MAX, PARAMETER, PARAMETER)) {
            int result = account.subscribers.remove(user) == null ? 2 : 1;
            list.addObject().put("Subscriber_Account", user).put("Result", result);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult subscribers(ImCall call) {
        OfficialAccount account = account(call);
        ObjectNode answer = Json.object().put("Next", "").put("SubscriberNum", account.subscribers.size());
        account.subscribers.values().forEach(answer.putArray("SubscriberList")::add);
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult modifySubscriber(ImCall call) {
        OfficialAccount account = account(call);
        String user = ImFields.text(call.body(), "Subscriber_Account", PARAMETER);
        ObjectNode subscriber = account.subscribers.get(user);
        if (subscriber == null) {
            throw new ImErrorException(PARAMETER, user + " has not subscribed");
        }
        subscriber.put("CustomString", ImFields.textOr(call.body(), "CustomString", "", PARAMETER));
        return ImCommandResult.empty();
    }

    private static ImCommandResult subscribed(ImCall call) {
        String user = ImFields.text(call.body(), "Subscriber_Account", PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("OfficialAccountInfoList");
        call.state().services.officialAccounts.values().stream()
                .filter(account -> account.subscribers.containsKey(user))
                .forEach(account -> list.add(json(account).set("SelfInfo", account.subscribers.get(user))));
        return ImCommandResult.of(
                answer.put("TotalCount", list.size()).put("CompleteFlag", 1).put("Next", 0));
    }

    private static ImCommandResult send(ImCall call) {
        OfficialAccount account = account(call);
        long random = ImFields.uint32(call.body(), "Random", PARAMETER);
        ArrayNode elements = ImMessageRules.elements(call.body(), ImMessageRules.TOO_LARGE);
        long seq = ++call.state().services.lastId;
        String key = seq + "_" + random + "_" + call.seconds();
        ObjectNode message = Json.object()
                .put("From_Account", account.information.get("Official_Account").textValue())
                .put("IsPlaceMsg", 0)
                .put("MsgRandom", random)
                .put("MsgKey", key)
                .put("MsgSeq", seq)
                .put("MsgTimeStamp", call.seconds());
        message.set("MsgBody", elements);
        account.messages.put(key, message);
        account.information.put("LastMsgTime", call.seconds());
        return ImCommandResult.of(Json.object().put("MsgTime", call.seconds()).put("MsgKey", key))
                .ids(key)
                .targets(List.copyOf(account.subscribers.keySet()));
    }

    private static ImCommandResult recall(ImCall call) {
        OfficialAccount account = account(call);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("RecallRetList");
        for (JsonNode requested : ImFields.array(call.body(), "MsgKeyList", 10, PARAMETER, PARAMETER)) {
            String key = requested.isTextual()
                    ? requested.textValue()
                    : requested.path("MsgKey").asText();
            ObjectNode message = account.messages.get(key);
            if (message != null) {
                message.put("IsPlaceMsg", 1).putArray("MsgBody");
            }
            results.addObject().put("MsgKey", key).put("RetCode", message == null ? PARAMETER : 0);
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult messages(ImCall call) {
        OfficialAccount account = account(call);
        int max = (int) ImFields.number(call.body(), "ReqMsgNumber", 20, 1, 20, PARAMETER);
        List<ObjectNode> newestFirst = new ArrayList<>(account.messages.values());
        Collections.reverse(newestFirst);
        ObjectNode answer = Json.object()
                .put(
                        "Official_Account",
                        account.information.get("Official_Account").textValue())
                .put("IsFinished", newestFirst.size() <= max ? 1 : 0);
        newestFirst.stream().limit(max).forEach(answer.putArray("RspMsgList")::add);
        return ImCommandResult.of(answer);
    }
}
