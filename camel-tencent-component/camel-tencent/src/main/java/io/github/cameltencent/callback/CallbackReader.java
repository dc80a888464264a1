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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CallbackCheck;
import io.github.cameltencent.exchange.ServiceJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads callbacks, and refuses what is none. The query is taken as it came, not from headers that a client can add to. */
final class CallbackReader {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackReader.class);

    private static final ObjectReader JSON = ServiceJson.MAPPER.reader();

    private final CallbackCheck check;
    private final int maxBytes;
    private final Clock clock;

    CallbackReader(CallbackCheck check, int maxBytes, Clock clock) {
        this.check = check;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * Reads the callback of an HTTP exchange. Its parameters are checked before its body is read.
     *
     * @throws TencentException when it is refused
     */
    ReceivedCallback read(Exchange exchange) {
        Message message = exchange.getMessage();
        CallbackQuery query = CallbackQuery.parse(query(message));
        if (query == null) {
            throw refused(Outcome.REJECTED, "QUERY_UNREADABLE", "the query of the callback cannot be read");
        }
        long sdkAppId =
                check.check(query.get("SdkAppid"), query.get("Sign"), query.get("RequestTime"), clock.instant());
        byte[] body = body(message);
        ObjectNode json = json(body);
        String command = query.get("CallbackCommand");
        if (command == null || !command.equals(json.path("CallbackCommand").asText(null))) {
            throw refused(
                    Outcome.AUTH, "COMMAND_MISMATCH", "the query and the body of the callback name different commands");
        }
        return new ReceivedCallback(
                sdkAppId,
                command,
                query.get("RequestTime") + ":" + query.get("Sign"),
                query.get("ClientIP"),
                query.get("OptPlatform"),
                new String(body, StandardCharsets.UTF_8),
                json);
    }

    private static String query(Message message) {
        String raw = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        return raw != null ? raw : message.getHeader(Exchange.HTTP_QUERY, String.class);
    }

    private byte[] body(Message message) {
        if (message.getBody() instanceof Map<?, ?> form) {
            byte[] body = FormBody.restored(message, form);
            FormBody.removeHeaders(message, form);
            if (body == null || body.length > maxBytes) {
                throw refused(
                        Outcome.REJECTED,
                        body == null ? "BODY_UNREADABLE" : "BODY_TOO_LARGE",
                        body == null
                                ? "the callback says to be a form, and was read as one: have it sent as application/json"
                                : "the callback is larger than maxBodySize");
            }
            LOG.warn("A callback says to be a form, in which a + cannot be told from a blank: have callbacks sent as"
                    + " application/json");
            return body;
        }
        try (InputStream in = message.getBody(InputStream.class)) {
            byte[] body = in == null ? new byte[0] : in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw refused(Outcome.REJECTED, "BODY_TOO_LARGE", "the callback is larger than maxBodySize");
            }
            return body;
        } catch (IOException e) {
            throw refused(Outcome.REJECTED, "BODY_UNREADABLE", "the body of the callback cannot be read");
        }
    }

    private static ObjectNode json(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // refused below
        }
        throw refused(Outcome.REJECTED, "BODY_UNREADABLE", "the body of the callback is no JSON object");
    }

    private static TencentException refused(Outcome outcome, String code, String message) {
        return TencentException.of(outcome, code, message)
                .call("im", "callback")
                .build();
    }
}
