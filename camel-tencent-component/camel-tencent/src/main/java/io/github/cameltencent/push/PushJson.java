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

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.exchange.IsoTimeModule;
import io.github.cameltencent.sign.bytes.ByteSink;

/** Reads and writes the JSON of pushes: numbers keep their digits, error messages do not quote the JSON. */
public final class PushJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .addModule(IsoTimeModule.module())
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(Object.class);
    private static final ObjectWriter WRITER = MAPPER.writer();

    private PushJson() {}

    /** Parses JSON to maps, lists, texts, numbers and booleans. */
    static Object read(String what, String json) {
        try {
            return READER.readValue(json);
        } catch (NumberFormatException e) { // the exponent exceeds 32 bits
            throw new InvalidPushException("BAD_JSON", what + " contains a number that is too large or too small");
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw new InvalidPushException(
                    "BAD_JSON",
                    what + " is not valid JSON"
                            + (where == null
                                    ? ""
                                    : ": see line " + where.getLineNr() + ", column " + where.getColumnNr()));
        }
    }

    static Object toPlain(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }

    static Object toPlain(String field, Object bean) {
        try {
            Object plain = MAPPER.convertValue(bean, Object.class);
            if (plain != bean) {
                return plain;
            }
        } catch (IllegalArgumentException ignored) {
            // reported below without the message, which may quote the bean
        }
        throw new InvalidPushException(
                "FIELD_INVALID",
                "the field " + field + " contains a " + bean.getClass().getName()
                        + ", which cannot be converted to JSON: use Maps, Collections and text");
    }

    /** Writes a value as UTF-8. The byte generator of Jackson would escape some emoji, which triples their size. */
    public static byte[] bytes(Object plain) {
        ByteSink bytes = new ByteSink(512);
        PushJsonWriter.write(bytes, plain);
        return bytes.toByteArray();
    }

    /** Appends a value as UTF-8. */
    public static void write(ByteSink into, Object plain) {
        PushJsonWriter.write(into, plain);
    }

    public static String text(Object plain) {
        try {
            return WRITER.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new InvalidPushException(
                    "BAD_JSON", "a value cannot be converted to JSON: use Maps, Collections and text");
        }
    }
}
