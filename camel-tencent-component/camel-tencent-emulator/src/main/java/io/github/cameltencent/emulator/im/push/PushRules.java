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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImMessageRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the fields of a push, above all its condition. */
public final class PushRules {

    public static final int TOO_MANY = 90011;
    static final int NOT_ADMIN = 90009;
    private static final int PARAMETER = 90001;
    private static final int TAGS_AND_ATTRIBUTES = 90020;
    private static final int OLDER_TOO_LONG = 90020;
    private static final int REPEATED = 90022;
    static final int TOO_LONG = 90030;
    static final int TOO_MANY_TAGS = 90032;
    private static final int CONFLICT = 90039;
    static final int EMPTY_TAG = 90040;
    private static final int DATA_ID = 90057;
    private static final int MAX_TAGS = 10;
    static final int MAX_BYTES = 50;

    private PushRules() {}

    /** Whether a call uses the former name of Push, which has some codes and rules of its own. */
    static boolean isOlder(ImCall call) {
        return call.operation().startsWith("all_member_push/");
    }

    /** Checks the common fields of all pushes and returns the sender. */
    static String check(ImCall call, boolean infoRequired) {
        ObjectNode body = call.body();
        String from = isOlder(call)
                ? ImFields.textOr(body, "From_Account", call.identifier(), ImErrorException.FROM_ACCOUNT)
                : ImFields.text(body, "From_Account", ImErrorException.FROM_ACCOUNT);
        if (!call.state().users.exists(from)) {
            throw new ImErrorException(ImErrorException.FROM_ACCOUNT, "From_Account " + from + " is no account");
        }
        ImFields.uint32(body, "MsgRandom", ImErrorException.MSG_RANDOM);
        ImFields.limited(body, "DataId", "", 64, DATA_ID);
        boolean message = ImFields.has(body, "MsgBody");
        if (message) {
            ImMessageRules.elements(body, ImMessageRules.TOO_LARGE);
        }
        ImMessageRules.options(body);
        ImMessageRules.offlinePush(body, infoRequired && !message);
        ImFields.flag(body, "OnlineOnlyFlag", PARAMETER);
        return from;
    }

    /** The audience for the record: everybody, tags, or attributes. */
    static List<String> audience(ImCall call) {
        if (!ImFields.has(call.body(), "Condition")) {
            return List.of("*");
        }
        JsonNode condition = call.body().get("Condition");
        if (!condition.isObject()) {
            throw new ImErrorException(PARAMETER, "Condition must be an object");
        }
        List<String> audience = new ArrayList<>();
        Set<String> requested = new HashSet<>();
        for (String name : List.of("TagsOr", "TagsAnd", "TagsNot")) {
            List<String> tags = tags(call, condition, name);
            boolean negative = name.equals("TagsNot");
            for (String tag : tags) {
                if (negative && requested.contains(tag)) {
                    throw new ImErrorException(CONFLICT, "the tag " + tag + " is both required and excluded");
                }
                audience.add(negative ? "!" + tag : tag);
            }
            requested.addAll(tags);
        }
        boolean tags = !audience.isEmpty();
        for (String name : List.of("AttrsOr", "AttrsAnd")) {
            for (var attribute : condition.path(name).properties()) {
                PushAttributeCommands.check(call.state().attributes, attribute.getKey());
                audience.add(attribute.getKey() + "=" + attribute.getValue().asText());
            }
        }
        if (tags && (ImFields.has(condition, "AttrsOr") || ImFields.has(condition, "AttrsAnd"))) {
            int code = isOlder(call) ? CONFLICT : TAGS_AND_ATTRIBUTES;
            throw new ImErrorException(code, "Condition has tags and attributes");
        }
        return audience.isEmpty() ? List.of("*") : audience;
    }

    private static List<String> tags(ImCall call, JsonNode condition, String name) {
        JsonNode array = condition.path(name);
        if (array.isMissingNode() || array.isEmpty()) {
            return List.of();
        }
        if (array.size() > MAX_TAGS) {
            throw new ImErrorException(TOO_MANY_TAGS, name + " has more than " + MAX_TAGS + " tags");
        }
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : array) {
            String text = tag(call, tag);
            if (tags.contains(text)) {
                throw new ImErrorException(REPEATED, name + " has " + text + " twice");
            }
            tags.add(text);
        }
        return tags;
    }

    static String tag(ImCall call, JsonNode tag) {
        if (!tag.isTextual() || tag.textValue().isEmpty()) {
            throw new ImErrorException(EMPTY_TAG, "a tag is empty");
        }
        String text = tag.textValue();
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            int code = isOlder(call) ? OLDER_TOO_LONG : TOO_LONG;
            throw new ImErrorException(code, "a tag has more than " + MAX_BYTES + " bytes");
        }
        return text;
    }
}
