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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.exchange.OutgoingText;
import io.github.cameltencent.exchange.ServiceJson;
import java.io.IOException;
import java.util.Map;

/** Reads and writes the JSON of requests and answers with the settings of {@link ServiceJson}. */
final class ImJson {

    private static final JsonMapper MAPPER = ServiceJson.MAPPER;

    private ImJson() {}

    /** Parses a JSON object; returns null if the text is not one. */
    static ObjectNode object(byte[] json) {
        try {
            return MAPPER.readTree(json) instanceof ObjectNode object ? object : null;
        } catch (IOException | NumberFormatException e) {
            return null; // truncated, HTML, another charset, a huge number: the caller reports it
        }
    }

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** Converts a value to JSON; returns null if that is impossible. */
    static JsonNode node(Object value) {
        try {
            return MAPPER.valueToTree(value);
        } catch (IllegalArgumentException e) {
            return null; // its message may quote the value
        }
    }

    static Map<String, Object> map(JsonNode node) {
        return ServiceJson.map(node);
    }

    /** Encodes via text, since the byte generator of Jackson escapes some emoji, which triples their size. */
    static byte[] bytes(JsonNode node) {
        return OutgoingText.utf8("the body", text(node));
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree cannot be serialized", e);
        }
    }
}
