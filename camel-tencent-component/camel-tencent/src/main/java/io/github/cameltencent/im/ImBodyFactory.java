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
package io.github.cameltencent.im;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.exchange.BodyText;
import io.github.cameltencent.exchange.FieldValue;
import io.github.cameltencent.exchange.OutgoingText;
import io.github.cameltencent.exchange.RequestBodies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Creates the body of a request. If a header or an option names a recipient, then text, bytes and streams are the text of a
 * message; anything else, and JSON text with a {@code MsgBody}, is the complete request.
 */
final class ImBodyFactory {

    static final String SEND = "openim/sendmsg";
    static final String SEND_BATCH = "openim/batchsendmsg";
    static final String SEND_GROUP = "group_open_http_svc/send_group_msg";
    static final String NOTIFY_GROUP = "group_open_http_svc/send_group_system_notification";

    private static final Set<String> TYPED = Set.of(SEND, SEND_BATCH, SEND_GROUP, NOTIFY_GROUP);
    private static final Set<String> TO_GROUPS = Set.of(SEND_GROUP, NOTIFY_GROUP);

    /** Seven days, in seconds. */
    private static final int MAX_LIFE_TIME = 604_800;

    private final String command;
    private final ImConfiguration options;

    ImBodyFactory(String command, ImConfiguration options) {
        this.command = command;
        this.options = options;
        if (TO_GROUPS.contains(command) && options.getToAccount() != null) {
            throw new IllegalArgumentException(
                    "toAccount does not apply to " + command + ", which sends to a group: set groupId;"
                            + " to select members, set the header " + TencentConstants.TO_MEMBERS_ACCOUNT);
        }
    }

    byte[] of(Exchange exchange) {
        if (!TYPED.contains(command)) {
            return RequestBodies.json(exchange);
        }
        Object body = exchange.getMessage().getBody();
        if (body instanceof ImMessage given) {
            refuseTargets(exchange);
            return ImJson.bytes(node("body", given.toMap()));
        }
        boolean textNode = body instanceof JsonNode node && node.isTextual();
        if (body instanceof Map<?, ?> || body instanceof JsonNode && !textNode) {
            byte[] request = RequestBodies.json(exchange);
            refuseTargets(exchange);
            return request;
        }
        String text = textNode
                ? OutgoingText.of("the body", ((JsonNode) body).asText())
                : BodyText.read(exchange, "BODY_UNREADABLE");
        if (text.isEmpty()) {
            throw refused("CONTENT_MISSING", "the message is empty: set a body");
        }
        if (isRequest(text)) {
            refuseTargets(exchange);
            return RequestBodies.json(exchange, text);
        }
        return target(exchange).isMissing()
                ? RequestBodies.json(exchange, text)
                : ImJson.bytes(message(exchange, text));
    }

    private boolean isRequest(String text) {
        List<String> fields = command.equals(NOTIFY_GROUP) ? List.of("GroupId", "Content") : List.of("MsgBody");
        if (!text.stripLeading().startsWith("{") || !fields.stream().allMatch(text::contains)) {
            return false;
        }
        ObjectNode json = ImJson.object(text.getBytes(StandardCharsets.UTF_8));
        return json != null && fields.stream().allMatch(json::has);
    }

    /** Refuses target headers beside a complete request: they would be ignored, or be sent to other recipients. */
    private void refuseTargets(Exchange exchange) {
        for (String header : TO_GROUPS.contains(command)
                ? List.of(TencentConstants.GROUP_ID, TencentConstants.TO_MEMBERS_ACCOUNT)
                : List.of(TencentConstants.TO_ACCOUNT)) {
            if (exchange.getMessage().getHeader(header) != null) {
                throw refused(
                        "TARGET_TWICE",
                        "the body is a complete request with its own targets: remove the header " + header);
            }
        }
    }

    private FieldValue target(Exchange exchange) {
        return TO_GROUPS.contains(command) ? group(exchange) : users(exchange);
    }

    private FieldValue group(Exchange exchange) {
        return FieldValue.of(exchange, TencentConstants.GROUP_ID, "groupId", options.getGroupId());
    }

    private FieldValue users(Exchange exchange) {
        return FieldValue.of(exchange, TencentConstants.TO_ACCOUNT, "toAccount", options.getToAccount());
    }

    private ObjectNode message(Exchange exchange, String text) {
        ObjectNode root = ImJson.newObject();
        switch (command) {
            case SEND -> {
                List<String> users = users(exchange).texts();
                if (users.size() != 1) {
                    throw refused(
                            "TARGETS_INVALID",
                            "openim/sendmsg sends to exactly one user: use openim/batchsendmsg for several");
                }
                root.put("To_Account", users.get(0));
            }
            case SEND_BATCH -> {
                List<String> users = users(exchange).texts();
                if (users.isEmpty()) {
                    throw refused(
                            "NO_TARGETS",
                            "the message has no receiver: set the header " + TencentConstants.TO_ACCOUNT
                                    + " or the option toAccount");
                }
                root.set("To_Account", node(TencentConstants.TO_ACCOUNT, users));
            }
            default -> addGroup(root, exchange);
        }
        if (command.equals(NOTIFY_GROUP)) {
            root.put("Content", text);
            return root;
        }
        FieldValue from =
                FieldValue.of(exchange, TencentConstants.FROM_ACCOUNT, "fromAccount", options.getFromAccount());
        if (!from.isMissing()) {
            root.put("From_Account", from.text());
        }
        root.set("MsgBody", node("body", List.of(ImElement.text(text).toMap())));
        addSettings(root, exchange);
        return root;
    }

    private void addGroup(ObjectNode root, Exchange exchange) {
        String group = group(exchange).text();
        if (group.isBlank()) {
            throw refused(
                    "NO_TARGETS",
                    "the message has no group: set the header " + TencentConstants.GROUP_ID + " or the option groupId");
        }
        root.put("GroupId", group);
        FieldValue members = FieldValue.header(exchange, TencentConstants.TO_MEMBERS_ACCOUNT);
        if (!members.isMissing()) {
            List<String> users = members.texts();
            if (users.isEmpty()) { // an absent list would mean all members
                throw refused("NO_TARGETS", members.name() + " is empty: remove it to send to the whole group");
            }
            String field = command.equals(NOTIFY_GROUP) ? "ToMembers_Account" : "To_Account";
            root.set(field, node(TencentConstants.TO_MEMBERS_ACCOUNT, users));
        }
    }

    private void addSettings(ObjectNode root, Exchange exchange) {
        Long life = FieldValue.header(exchange, TencentConstants.MSG_LIFE_TIME).number(0, MAX_LIFE_TIME);
        if (life != null && !command.equals(SEND_GROUP)) {
            root.put("MsgLifeTime", life);
        }
        String data =
                FieldValue.header(exchange, TencentConstants.CLOUD_CUSTOM_DATA).text();
        if (data != null) {
            root.put("CloudCustomData", data);
        }
        FieldValue push = FieldValue.header(exchange, TencentConstants.OFFLINE_PUSH_INFO);
        if (!push.isMissing()) {
            root.set("OfflinePushInfo", info(push));
        }
    }

    private static JsonNode info(FieldValue push) {
        JsonNode info;
        if (push.value() instanceof OfflinePushInfo given) {
            info = ImJson.node(given.toMap());
        } else if (push.plain() instanceof String) {
            info = ImJson.object(push.text().getBytes(StandardCharsets.UTF_8));
        } else {
            info = push.value() instanceof Map<?, ?> || push.value() instanceof JsonNode
                    ? ImJson.node(push.value())
                    : null;
        }
        if (info == null || !info.isObject()) {
            throw push.invalid("must be a Map, or the text of a JSON object");
        }
        return info;
    }

    private static JsonNode node(String what, Object value) {
        JsonNode node = ImJson.node(value);
        if (node == null) {
            throw refused("FIELD_INVALID", what + " contains a value that cannot be converted to JSON");
        }
        return node;
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
