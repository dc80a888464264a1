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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks the audience of a push and the fields that it requires. */
final class AudienceRules {

    private static final int MAX_ENTRIES = 1000;
    private static final int TAGS = 500;
    private static final Set<String> OPERATORS = Set.of("AND", "OR");
    private static final Set<String> TAG_TYPES = Set.of(
            "xg_user_define",
            "xg_auto_version",
            "xg_auto_province",
            "xg_auto_active",
            "xg_auto_sdkversion",
            "xg_auto_systemlanguage",
            "xg_auto_devicebrand",
            "xg_auto_deviceversion",
            "xg_auto_country");

    private AudienceRules() {}

    /** The recipients of a push and the skipped tokens. */
    record Targets(List<String> accepted, List<String> invalid) {
        static Targets of(List<String> all) {
            return new Targets(List.copyOf(all), List.of());
        }
    }

    static Targets targets(TpnsCall call, String audience) {
        ObjectNode body = call.body();
        return switch (audience) {
            case "token", "token_list" -> tokens(call, audience.equals("token"));
            case "account", "account_list" -> Targets.of(accounts(body, audience.equals("account")));
            case "tag" -> Targets.of(TpnsRequestFields.has(body, "tag_rules") ? tagRules(body) : tagList(body));
            case "all" -> Targets.of(List.of("*"));
            default -> upload(call);
        };
    }

    private static Targets tokens(TpnsCall call, boolean firstOnly) {
        List<String> tokens = TpnsRequestFields.texts(call.body(), "token_list", MAX_ENTRIES);
        if (firstOnly) {
            tokens = tokens.subList(0, 1);
        }
        boolean ignore = TpnsRequestFields.integerOr(call.body(), "ignore_invalid_token", 0, 0, 1) == 1;
        List<String> good = new ArrayList<>(tokens.size());
        List<String> bad = new ArrayList<>();
        for (String token : tokens) {
            (call.state().isDevice(token) ? good : bad).add(token);
        }
        if (!bad.isEmpty() && !ignore) {
            throw new TpnsErrorException(TpnsErrorException.INVALID_TOKEN, "invalid token");
        }
        return new Targets(good, bad);
    }

    private static List<String> accounts(ObjectNode body, boolean firstOnly) {
        List<String> accounts = TpnsRequestFields.texts(body, "account_list", MAX_ENTRIES);
        TpnsRequestFields.integerOr(body, "account_push_type", 0, 0, 1);
        TpnsRequestFields.integerOr(body, "account_type", 0, 0, Integer.MAX_VALUE);
        if (accounts.stream().anyMatch(String::isBlank)) {
            throw TpnsErrorException.invalid("account_list", "holds an empty account");
        }
        return firstOnly ? accounts.subList(0, 1) : accounts;
    }

    private static List<String> tagList(ObjectNode body) {
        if (!TpnsRequestFields.has(body, "tag_list")) {
            throw TpnsErrorException.missing("tag_rules", body.get("tag_rules"));
        }
        ObjectNode list = TpnsRequestFields.object(body, "tag_list");
        TpnsRequestFields.oneOf(list, "op", OPERATORS);
        return TpnsRequestFields.texts(list, "tags", TAGS);
    }

    private static List<String> tagRules(ObjectNode body) {
        List<String> tags = new ArrayList<>();
        for (ObjectNode rule : TpnsRequestFields.objects(body, "tag_rules", TAGS)) {
            operator(rule, "operator");
            TpnsRequestFields.flag(rule, "is_not");
            for (ObjectNode item : TpnsRequestFields.objects(rule, "tag_items", TAGS)) {
                tags.addAll(TpnsRequestFields.texts(item, "tags", TAGS));
                operator(item, "tags_operator");
                operator(item, "items_operator");
                TpnsRequestFields.flag(item, "is_not");
                TpnsRequestFields.oneOf(item, "tag_type", TAG_TYPES);
            }
        }
        return tags;
    }

    private static void operator(ObjectNode object, String name) {
        if (TpnsRequestFields.has(object, name)) {
            TpnsRequestFields.oneOf(object, name, OPERATORS);
        }
    }

    private static Targets upload(TpnsCall call) {
        long id = TpnsRequestFields.integer(call.body(), "upload_id");
        if (call.state().locked(() -> call.state().uploads.get(id)) == null) {
            throw new TpnsErrorException(TpnsErrorException.NO_TARGET, "no package was uploaded as " + id);
        }
        return Targets.of(List.of("upload:" + id));
    }
}
