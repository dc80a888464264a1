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
package io.github.cameltencent.cloud.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.exchange.IsoTimeModule;
import io.github.cameltencent.exchange.OutgoingText;
import java.io.IOException;
import java.util.Map;

/** Reads and writes JSON of the Cloud API as trees and maps; numbers keep all digits. */
public final class CloudJson {

    private static final int MAX_DEPTH = 200;

    /** With bounded depth and without interned names, because the JSON comes from outside. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .addModule(IsoTimeModule.module())
            .build();
    private static final ObjectReader TREES = MAPPER.reader();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private CloudJson() {}

    /**
     * Reads a range of bytes as a tree.
     *
     * @throws IOException when they are not JSON or contain a number that is out of range
     */
    public static JsonNode tree(byte[] json, int from, int length) throws IOException {
        try {
            return TREES.readTree(json, from, length);
        } catch (NumberFormatException e) { // the exponent has more than 32 bits
            throw new IOException("a number is too large or too small to be read");
        }
    }

    /**
     * Reads the parameters of a call.
     *
     * @throws IllegalArgumentException when they are not a JSON object
     */
    public static ObjectNode object(byte[] json) {
        try {
            if (tree(json, 0, json.length) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // reported below, without the cause, whose message may quote the body
        }
        throw new IllegalArgumentException("the body is not a JSON object with the parameters of the action");
    }

    /** Returns the text of a JSON string. */
    static String text(byte[] json) {
        try {
            return tree(json, 0, json.length).textValue();
        } catch (IOException e) {
            throw new IllegalStateException("JSON that was written cannot be read", e);
        }
    }

    static byte[] bytes(Object value) throws JsonProcessingException {
        return OutgoingText.utf8("the body", MAPPER.writeValueAsString(value));
    }

    public static byte[] write(ObjectNode object) {
        try {
            return bytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that was read cannot be written", e);
        }
    }

    /** Converts a node to plain Java: Map, List, String, numbers. */
    public static Object map(JsonNode item) {
        return item.isObject() ? MAPPER.convertValue(item, MAP) : MAPPER.convertValue(item, Object.class);
    }
}
