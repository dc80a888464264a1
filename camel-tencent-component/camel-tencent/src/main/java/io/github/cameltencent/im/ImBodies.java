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
import io.github.cameltencent.exchange.RequestBodies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Makes the body of a request: where somebody is named by a header or an option, text, bytes and streams are the text of a
 * message; everything else is the request itself.
 */
final class ImBodies {

    static final String SEND = "openim/sendmsg";
    static final String SEND_BATCH = "openim/batchsendmsg";
    static final String SEND_GROUP = "group_open_http_svc/send_group_msg";
    static final String NOTIFY_GROUP = "group_open_http_svc/send_group_system_notification";

    private static final Set<String> TYPED = Set.of(SEND, SEND_BATCH, SEND_GROUP, NOTIFY_GROUP);

    private final String command;
    private final ImConfiguration options;

    ImBodies(String command, ImConfiguration options) {
        this.command = command;
        this.options = options;
    }

    byte[] of(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof ImMessage given) {
            return ImJson.bytes(node("body", given.toMap()));
        }
        boolean request = message.getBody() instanceof Map<?, ?> || message.getBody() instanceof JsonNode;
        if (!TYPED.contains(command) || request || target(message) == null) {
            return RequestBodies.json(exchange);
        }
        return ImJson.bytes(message(message, text(exchange)));
    }

    private Object target(Message message) {
        boolean group = command.equals(SEND_GROUP) || command.equals(NOTIFY_GROUP);
        return group
                ? value(message, TencentConstants.GROUP_ID, options.getGroupId())
                : value(message, TencentConstants.TO_ACCOUNT, options.getToAccount());
    }

    private ObjectNode message(Message message, String text) {
        ObjectNode root = ImJson.newObject();
        List<String> users = texts(value(message, TencentConstants.TO_ACCOUNT, options.getToAccount()));
        switch (command) {
            case SEND -> {
                if (users.size() != 1) {
                    throw refused(
                            "TARGETS_INVALID", "openim/sendmsg goes to one user: use openim/batchsendmsg for several");
                }
                root.put("To_Account", users.get(0));
            }
            case SEND_BATCH -> {
                if (users.isEmpty()) {
                    throw refused("NO_TARGETS", "nobody is named: set " + TencentConstants.TO_ACCOUNT);
                }
                root.set("To_Account", node(TencentConstants.TO_ACCOUNT, users));
            }
            default -> {
                root.put("GroupId", String.valueOf(target(message)));
                if (!users.isEmpty()) {
                    String field = command.equals(NOTIFY_GROUP) ? "ToMembers_Account" : "To_Account";
                    root.set(field, node(TencentConstants.TO_ACCOUNT, users));
                }
            }
        }
        if (command.equals(NOTIFY_GROUP)) {
            root.put("Content", text);
            return root;
        }
        Object from = value(message, TencentConstants.FROM_ACCOUNT, options.getFromAccount());
        if (from != null) {
            root.put("From_Account", from.toString());
        }
        root.set("MsgBody", node("body", List.of(ImElement.text(text).toMap())));
        addSettings(root, message);
        return root;
    }

    private void addSettings(ObjectNode root, Message message) {
        Integer life = message.getHeader(TencentConstants.MSG_LIFE_TIME, Integer.class);
        if (life != null && !command.equals(SEND_GROUP)) {
            root.put("MsgLifeTime", life);
        }
        String data = message.getHeader(TencentConstants.CLOUD_CUSTOM_DATA, String.class);
        if (data != null) {
            root.put("CloudCustomData", data);
        }
        Object push = message.getHeader(TencentConstants.OFFLINE_PUSH_INFO);
        if (push != null) {
            JsonNode info = push instanceof OfflinePushInfo given
                    ? node(TencentConstants.OFFLINE_PUSH_INFO, given.toMap())
                    : push instanceof CharSequence text
                            ? ImJson.object(text.toString().getBytes(StandardCharsets.UTF_8))
                            : node(TencentConstants.OFFLINE_PUSH_INFO, push);
            if (info == null || !info.isObject()) {
                throw refused(
                        "FIELD_INVALID",
                        "the header " + TencentConstants.OFFLINE_PUSH_INFO + " is a Map, or the text of a JSON object");
            }
            root.set("OfflinePushInfo", info);
        }
    }

    private static String text(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        String text = body == null
                ? ""
                : body instanceof String given
                        ? given
                        : new String(RequestBodies.json(exchange), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            throw refused("CONTENT_MISSING", "the message is empty: set a body");
        }
        return text;
    }

    private static Object value(Message message, String header, String option) {
        Object given = message.getHeader(header);
        return given != null ? given : option;
    }

    private static List<String> texts(Object value) {
        if (value == null) {
            return List.of();
        }
        Object all = value;
        if (value instanceof CharSequence text) {
            if (!text.toString().stripLeading().startsWith("[")) {
                return text.toString().isBlank() ? List.of() : List.of(text.toString());
            }
            ObjectNode wrapped = ImJson.object(("{\"a\":" + text + "}").getBytes(StandardCharsets.UTF_8));
            if (wrapped == null) {
                throw refused("FIELD_INVALID", "the recipients are not the text of a JSON array");
            }
            all = wrapped.get("a");
        } else if (value instanceof Object[] array) {
            all = List.of(array);
        }
        if (!(all instanceof Collection<?> || all instanceof JsonNode)) {
            return List.of(all.toString());
        }
        List<String> texts = new ArrayList<>();
        for (Object each : (Iterable<?>) all) {
            texts.add(each instanceof JsonNode node ? node.asText() : String.valueOf(each));
        }
        return texts;
    }

    private static JsonNode node(String what, Object value) {
        JsonNode node = ImJson.node(value);
        if (node == null) {
            throw refused("FIELD_INVALID", what + " holds what cannot be said in JSON");
        }
        return node;
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
