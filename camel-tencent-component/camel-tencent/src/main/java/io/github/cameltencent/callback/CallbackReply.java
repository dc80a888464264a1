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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers to callbacks: what a route says, completed, or one of the two usual ones. */
final class CallbackReply {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackReply.class);
    private static final byte[] ALLOW = usual(0);
    private static final byte[] FORBID = usual(1);

    private CallbackReply() {}

    /**
     * What {@code timeoutReply} stands for.
     *
     * @throws IllegalArgumentException when it is neither {@code allow} nor {@code forbid} nor a JSON object
     */
    static byte[] of(String option) {
        if ("allow".equalsIgnoreCase(option)) {
            return ALLOW;
        }
        if ("forbid".equalsIgnoreCase(option)) {
            return FORBID;
        }
        ObjectNode json = object(option);
        if (json == null) {
            throw new IllegalArgumentException("timeoutReply is allow, forbid or a JSON object, not " + option);
        }
        return complete(json);
    }

    /** The answer that a route gave with its body; whatever is no answer allows. */
    static byte[] of(ReceivedCallback callback, Message said) {
        Object body = said.getBody();
        if (body == null || body == callback.text()) {
            return ALLOW;
        }
        ObjectNode json;
        if (body instanceof Map<?, ?> || body instanceof JsonNode) {
            json = ServiceJson.MAPPER.valueToTree(body) instanceof ObjectNode object ? object : null;
        } else {
            String text = text(said);
            if (text.isBlank()) {
                return ALLOW;
            }
            json = object(text);
        }
        if (json == null) {
            LOG.warn(
                    "The route's body is no answer to {}: it allows. Answer by a JSON object with ErrorCode",
                    callback.command());
        }
        return json == null || json.has("CallbackCommand") ? ALLOW : complete(json);
    }

    /** The text of a body that may be a stream, as one is that came from another server. JSON is UTF-8, whatever the charset. */
    private static String text(Message said) {
        Object body = said.getBody();
        if (body instanceof byte[] || body instanceof InputStream || body instanceof StreamCache) {
            return new String(said.getBody(byte[].class), StandardCharsets.UTF_8);
        }
        String text = said.getBody(String.class);
        return text == null ? "" : text;
    }

    /** Whether an answer lets the action happen. */
    static boolean allows(byte[] answer) {
        ObjectNode json = object(new String(answer, StandardCharsets.UTF_8));
        return json == null || json.path("ErrorCode").asInt() == 0;
    }

    static byte[] allow() {
        return ALLOW;
    }

    /** What is told to somebody whose callback is refused; no more than that. */
    static byte[] refusal(String code) {
        ObjectNode answer = ServiceJson.MAPPER.createObjectNode();
        answer.put("ActionStatus", "FAIL").put("ErrorCode", 1).put("ErrorInfo", code);
        return bytes(answer);
    }

    private static byte[] complete(ObjectNode answer) {
        if (!answer.has("ErrorCode")) {
            answer.put("ErrorCode", 0);
        }
        if (!answer.has("ErrorInfo")) {
            answer.put("ErrorInfo", "");
        }
        if (!answer.has("ActionStatus")) {
            answer.put("ActionStatus", "OK"); // also where the action is forbidden: the callback itself was served
        }
        return bytes(answer);
    }

    private static ObjectNode object(String text) {
        try {
            return text != null && ServiceJson.MAPPER.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static byte[] usual(int code) {
        return ("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":" + code + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(ObjectNode answer) {
        try {
            return ServiceJson.MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written", e);
        }
    }
}
