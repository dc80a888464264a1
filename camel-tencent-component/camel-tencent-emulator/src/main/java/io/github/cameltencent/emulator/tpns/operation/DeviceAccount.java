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
package io.github.cameltencent.emulator.tpns.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import io.github.cameltencent.emulator.tpns.state.TpnsAccounts;
import java.util.ArrayList;
import java.util.List;

/** {@code /v3/device/account/batchoperate} and {@code …/query}, with a code for each entry. */
public final class DeviceAccount {

    private static final int MAX = 20;
    private static final int LISTED = 1000;

    private DeviceAccount() {}

    public static Answer operate(TpnsCall call) {
        long operator = TpnsRequestFields.integer(call.body(), "operator_type");
        if (operator < 1 || operator > 5) {
            throw TpnsErrorException.invalid(
                    "operator_type", "must be from 1 to 5", call.body().get("operator_type"));
        }
        return call.state().locked(() -> {
            TpnsAccounts store = call.state().accounts;
            List<String> codes = new ArrayList<>();
            if (operator <= 3) {
                for (ObjectNode entry : TpnsRequestFields.objects(call.body(), "token_accounts", MAX)) {
                    codes.add(bind(call, TpnsRequestFields.text(entry, "token"), accounts(entry), operator == 3));
                }
            } else if (operator == 4) {
                for (String token : TpnsRequestFields.texts(call.body(), "token_list", MAX)) {
                    codes.add(device(call, token, store.removeAll(token)));
                }
            } else {
                for (TpnsAccounts.Account account : accounts(call.body())) {
                    codes.add(store.removeEverywhere(account) ? "0" : TpnsErrorException.UNKNOWN_BINDING);
                }
            }
            return answer(call, codes, null, null);
        });
    }

    private static String bind(TpnsCall call, String token, List<TpnsAccounts.Account> accounts, boolean unbind) {
        if (!call.state().isDevice(token)) {
            return TpnsErrorException.BAD_TOKEN;
        }
        if (!unbind) {
            call.state().accounts.replace(token, accounts);
            return "0";
        }
        boolean all = true;
        for (TpnsAccounts.Account account : accounts) {
            all &= call.state().accounts.remove(token, account);
        }
        return all ? "0" : TpnsErrorException.UNKNOWN_BINDING;
    }

    private static String device(TpnsCall call, String token, boolean known) {
        if (!call.state().isDevice(token)) {
            return TpnsErrorException.BAD_TOKEN;
        }
        return known ? "0" : TpnsErrorException.UNKNOWN_BINDING;
    }

    public static Answer query(TpnsCall call) {
        long operator = TpnsRequestFields.integer(call.body(), "operator_type");
        return switch ((int) operator) {
            case 1 -> call.state().locked(() -> byAccount(call));
            case 2 -> call.state().locked(() -> byToken(call));
            default ->
                throw TpnsErrorException.invalid(
                        "operator_type", "must be 1 or 2", call.body().get("operator_type"));
        };
    }

    private static Answer byAccount(TpnsCall call) {
        List<String> codes = new ArrayList<>();
        List<TpnsAccounts.Account> accounts = accounts(call.body());
        ArrayNode found = Json.object().putArray("found");
        for (TpnsAccounts.Account account : accounts) {
            List<String> tokens = call.state().accounts.tokensOf(account);
            codes.add(tokens.isEmpty() ? TpnsErrorException.UNKNOWN_BINDING : "0");
            tokens.forEach(found.addObject().put("account", account.name()).putArray("token_list")::add);
        }
        return answer(call, codes, "account_tokens", found);
    }

    private static Answer byToken(TpnsCall call) {
        List<String> codes = new ArrayList<>();
        List<String> tokens = TpnsRequestFields.texts(call.body(), "token_list", LISTED);
        ArrayNode found = Json.object().putArray("found");
        for (String token : tokens) {
            List<String> accounts = call.state().accounts.accountsOf(token);
            codes.add(accounts.isEmpty() ? TpnsErrorException.UNKNOWN_BINDING : "0");
            ArrayNode list = found.addObject().put("token", token).putArray("account_list");
            accounts.forEach(account -> list.addObject().put("account", account));
        }
        return answer(call, codes, "token_accounts", found);
    }

    private static List<TpnsAccounts.Account> accounts(ObjectNode object) {
        return TpnsRequestFields.objects(object, "account_list", LISTED).stream()
                .map(entry -> new TpnsAccounts.Account(
                        TpnsRequestFields.text(entry, "account"),
                        TpnsRequestFields.integerOr(entry, "account_type", 0, 0, Integer.MAX_VALUE)))
                .toList();
    }

    private static Answer answer(TpnsCall call, List<String> codes, String listName, ArrayNode list) {
        long failed = codes.stream().filter(code -> !code.equals("0")).count();
        String code = failed == 0
                ? "0"
                : failed < codes.size() ? TpnsErrorException.SOME_FAILED : TpnsErrorException.ALL_FAILED;
        String words = failed == 0 ? "" : failed + " of " + codes.size() + " entries failed";
        ObjectNode answer = call.style().body(call.seq(), code, words);
        codes.forEach(answer.putArray("result")::add);
        if (list != null) {
            answer.set(listName, list);
        }
        return Answer.json(answer, new Decision(failed < codes.size(), code, words, List.of(), List.of()));
    }
}
