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
package io.github.cameltencent.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.exchange.ServiceJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/** Builds the replies to callbacks: from the body of the route, or one of the two defaults. */
final class CallbackReply {

    private static final byte[] ALLOW = defaultReply(0);
    private static final byte[] FORBID = defaultReply(1);

    private CallbackReply() {}

    /**
     * Returns the reply that a value of {@code timeoutReply} stands for.
     *
     * @throws IllegalArgumentException if the value is neither {@code allow} nor {@code forbid} nor a JSON object
     */
    static byte[] of(String option) {
        if ("allow".equalsIgnoreCase(option)) {
            return ALLOW;
        }
        if ("forbid".equalsIgnoreCase(option)) {
            return FORBID;
        }
        ObjectNode json;
        try {
            json = parse(option);
        } catch (NumberFormatException e) {
            json = null;
        }
        if (json == null) {
            throw new IllegalArgumentException("timeoutReply must be allow, forbid or a JSON object, not " + option);
        }
        return complete(json);
    }

    /**
     * Returns the reply of a route. An empty body allows, and so does the callback itself.
     *
     * @throws IllegalArgumentException if the body is not a JSON object, or has a number that {@code BigDecimal} cannot hold,
     *     such as 1e99999999999
     */
    static byte[] of(ReceivedCallback callback, Message message) {
        Object body = message.getBody();
        if (body == null || body == callback.text()) {
            return ALLOW;
        }
        ObjectNode json;
        if (body instanceof Map<?, ?> || body instanceof JsonNode) {
            json = ServiceJson.MAPPER.valueToTree(body) instanceof ObjectNode object ? object : null;
        } else {
            String text = text(message);
            if (text.isBlank()) {
                return ALLOW;
            }
            json = parse(text);
        }
        if (json == null) {
            throw new IllegalArgumentException("not a JSON object");
        }
        return json.has("CallbackCommand") ? ALLOW : complete(json);
    }

    /** Reads bytes and streams, such as the response of another server, as UTF-8 whatever the exchange's charset: they are JSON. */
    private static String text(Message message) {
        Object body = message.getBody();
        if (body instanceof byte[] || body instanceof InputStream || body instanceof StreamCache) {
            return new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
        }
        String text = message.getBody(String.class);
        return text == null ? "" : text;
    }

    /** Whether a reply allows the action. */
    static boolean allows(byte[] reply) {
        ObjectNode json = parse(new String(reply, StandardCharsets.UTF_8));
        return json == null || json.path("ErrorCode").asInt() == 0;
    }

    static byte[] allow() {
        return ALLOW;
    }

    /** Returns the reply to a refused callback. It contains only the code: the sender may be anybody. */
    static byte[] refusal(String code) {
        ObjectNode reply = ServiceJson.MAPPER.createObjectNode();
        reply.put("ActionStatus", "FAIL").put("ErrorCode", 1).put("ErrorInfo", code);
        return bytes(reply);
    }

    private static byte[] complete(ObjectNode reply) {
        if (!reply.has("ErrorCode")) {
            reply.put("ErrorCode", 0);
        }
        if (!reply.has("ErrorInfo")) {
            reply.put("ErrorInfo", "");
        }
        if (!reply.has("ActionStatus")) {
            reply.put("ActionStatus", "OK"); // of the callback itself: it is OK to forbid
        }
        return bytes(reply);
    }

    /** Returns null if the text is not a JSON object. */
    private static ObjectNode parse(String text) {
        try {
            return text != null && ServiceJson.MAPPER.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static byte[] defaultReply(int code) {
        return ("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":" + code + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(ObjectNode reply) {
        try {
            return ServiceJson.MAPPER.writeValueAsBytes(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The reply cannot be serialized", e);
        }
    }
}
