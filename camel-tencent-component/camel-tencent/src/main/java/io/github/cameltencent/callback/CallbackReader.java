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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads and checks callbacks. Parameters are read from the raw query, since a client can set headers of the same names. */
final class CallbackReader {

    private static final ObjectReader JSON = ServiceJson.MAPPER.reader();

    /** Limited, since commands appear in logs and headers. */
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final CallbackCheck check;
    private final CallbackBodyReader bodyReader;
    private final Clock clock;

    CallbackReader(CallbackCheck check, int maxBytes, Clock clock) {
        this.check = check;
        this.bodyReader = new CallbackBodyReader(maxBytes);
        this.clock = clock;
    }

    /**
     * Reads the callback of an HTTP exchange. The parameters are checked before the body is read.
     *
     * @throws TencentException if it is refused
     */
    ReceivedCallback read(Exchange exchange) {
        Message message = exchange.getMessage();
        CallbackQuery query = CallbackQuery.parse(rawQuery(message));
        if (query == null) {
            throw refused(Outcome.REJECTED, "QUERY_UNREADABLE", "the query of the callback is invalid");
        }
        long sdkAppId =
                check.check(query.get("SdkAppid"), query.get("Sign"), query.get("RequestTime"), clock.instant());
        byte[] bytes = bodyReader.read(message);
        ObjectNode json = parse(bytes);
        String command = query.get("CallbackCommand");
        if (command == null
                || !COMMAND.matcher(command).matches()
                || !command.equals(json.path("CallbackCommand").asText(null))) {
            throw refused(
                    Outcome.AUTH, "COMMAND_MISMATCH", "the query and the body of the callback name different commands");
        }
        return new ReceivedCallback(
                sdkAppId,
                command,
                query.get("RequestTime") + ":" + query.get("Sign"),
                query.get("ClientIP"),
                query.get("OptPlatform"),
                new String(bytes, StandardCharsets.UTF_8),
                json);
    }

    private static String rawQuery(Message message) {
        String raw = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        return raw != null ? raw : message.getHeader(Exchange.HTTP_QUERY, String.class);
    }

    private static ObjectNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException | NumberFormatException e) { // such as of 1e99999999999
            // refused below
        }
        throw refused(Outcome.REJECTED, "BODY_UNREADABLE", "the body of the callback is not a JSON object");
    }

    private static TencentException refused(Outcome outcome, String code, String message) {
        return TencentException.of(outcome, code, message)
                .call("im", "callback")
                .build();
    }
}
