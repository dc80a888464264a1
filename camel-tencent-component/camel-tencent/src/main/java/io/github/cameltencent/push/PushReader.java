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
package io.github.cameltencent.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.exchange.BodyText;
import io.github.cameltencent.exchange.FieldValue;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads the fields of a push from an exchange: fields of the body override headers. Thread-safe. */
public final class PushReader {

    private static final String PREFIX = TencentConstants.HEADER_PREFIX;

    private final boolean bodyIsMessage;

    public PushReader(BodyType bodyType) {
        this.bodyIsMessage = bodyType == BodyType.MESSAGE;
    }

    /**
     * Reads the fields that the body and the headers set.
     *
     * @throws InvalidPushException if one is unknown or unreadable
     */
    public EnumMap<PushField, Object> read(Exchange exchange) {
        Message message = exchange.getMessage();
        EnumMap<PushField, Object> values = body(message.getBody(), exchange);
        if (message.hasHeaders()) {
            addHeaders(values, exchange);
        }
        return values;
    }

    /** Returns the field that a header sets, in any letter case; null for none. */
    static PushField fieldOf(String header) {
        return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? PushField.ofHeader(header.substring(PREFIX.length()))
                : null;
    }

    /** Merges objects for a provider, so that a message cannot remove what the endpoint sets. */
    public static Object override(PushField field, Object lower, Object higher) {
        return field == PushField.TPNS || field == PushField.TIMPUSH
                ? JsonValues.merge(JsonValues.asObject((Map<?, ?>) lower), JsonValues.asObject((Map<?, ?>) higher))
                : higher;
    }

    /** Ignores letter case itself, since not every header map does. */
    private static void addHeaders(EnumMap<PushField, Object> values, Exchange exchange) {
        for (Map.Entry<String, Object> header :
                exchange.getMessage().getHeaders().entrySet()) {
            PushField field = fieldOf(header.getKey());
            Object value = field == null ? null : read(field, header.getKey(), header.getValue(), exchange);
            if (value != null) {
                values.merge(field, value, (body, given) -> override(field, given, body));
            }
        }
    }

    private static Object read(PushField field, String header, Object given, Exchange exchange) {
        FieldValue value = new FieldValue("the header " + header, given, exchange);
        try {
            return field.read(value.plain());
        } catch (InvalidPushException e) {
            throw new InvalidPushException(e.code(), value.name() + ": " + e.getMessage());
        }
    }

    private EnumMap<PushField, Object> body(Object body, Exchange exchange) {
        if (body instanceof PushMessage message) {
            return new EnumMap<>(message.values());
        }
        if (body instanceof Map<?, ?> map) {
            return PushMessage.of(JsonValues.asObject(map)).values();
        }
        if (body instanceof JsonNode node && node.isObject()) {
            return PushMessage.of(node).values();
        }
        if (body instanceof PushResult) {
            throw new InvalidPushException(
                    "BODY_IS_RESULT",
                    "the body is the result of an earlier push: set a message, such as remaining() of the result");
        }
        if (body instanceof Collection<?> batch
                && batch.iterator().hasNext()
                && batch.iterator().next() instanceof Exchange) {
            throw new InvalidPushException(
                    "BODY_IS_BATCH",
                    "the body is a list of exchanges, as of a Kafka consumer with batching=true: send it to an OrderedBatch"
                            + " instead, which pushes them in order per key and commits; see bridges.md");
        }
        String text = BodyText.read(exchange, "BODY_UNREADABLE");
        EnumMap<PushField, Object> values = new EnumMap<>(PushField.class);
        if (text.isEmpty()) {
            return values;
        }
        if (bodyIsMessage) {
            return PushMessage.ofJson(text).values();
        }
        values.put(PushField.CONTENT, PushField.CONTENT.read(text));
        return values;
    }
}
