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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of the Cloud API in either of its envelopes: {@code {"Response":{…}}}, or the flat one of the old addresses. It
 * is read once, and what is inside is cut out of the text as it came.
 */
public final class CloudAnswer {

    private static final ObjectReader VALUES = JsonMapper.builder(CloudJson.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(Object.class);

    private final byte[] body;

    /** What was read, where a Map is wanted; else null, and nothing is built. */
    private final Map<String, Object> whole;

    private final Map<String, Object> content;
    private int from;
    private int to;
    private boolean flat;
    private boolean failed;
    private String code;
    private String number;
    private String message;
    private String requestId;
    private String warning;

    private CloudAnswer(byte[] body, boolean asMap) {
        this.body = body;
        this.whole = asMap ? new LinkedHashMap<>() : null;
        this.content = asMap ? new LinkedHashMap<>() : null;
    }

    /**
     * Reads an answer.
     *
     * @param asMap whether {@link #map} is wanted
     * @return null when it is neither envelope
     */
    static CloudAnswer of(byte[] body, boolean asMap) {
        CloudAnswer answer = new CloudAnswer(body, asMap);
        try (JsonParser parser = CloudJson.FACTORY.createParser(body)) {
            return answer.read(parser) ? answer : null;
        } catch (IOException | NumberFormatException e) {
            return null; // cut, HTML, another charset, a number without bounds: the caller reports what the answer was
        }
    }

    private boolean read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        boolean inside = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("Response")) {
                if (inside || value != JsonToken.START_OBJECT || !response(parser)) {
                    return false;
                }
                inside = true;
                put(whole, name, content);
            } else {
                flat(name, value, parser);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            return false;
        }
        if (!inside && number != null) {
            flat = true;
            failed = !number.equals("0");
            to = body.length;
        } else {
            number = null;
        }
        return inside || flat;
    }

    private boolean response(JsonParser parser) throws IOException {
        from = (int) parser.currentTokenLocation().getByteOffset();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "RequestId" -> requestId = text(content, name, value, parser);
                case "DeprecatedWarning" -> warning = text(content, name, value, parser);
                case "Error" -> error(value, parser);
                default -> pass(content, name, parser);
            }
        }
        to = (int) parser.currentTokenLocation().getByteOffset() + 1;
        // offsets are unknown in other charsets than UTF-8
        return from >= 0 && to > from && body[from] == '{' && body[to - 1] == '}';
    }

    private void error(JsonToken begin, JsonParser parser) throws IOException {
        if (begin == JsonToken.VALUE_NULL) {
            return;
        }
        failed = true;
        code = null;
        message = null;
        if (begin != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        Map<String, Object> told = content == null ? null : new LinkedHashMap<>();
        put(content, "Error", told);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("Code")) {
                code = text(told, name, value, parser);
            } else if (name.equals("Message")) {
                message = text(told, name, value, parser);
            } else {
                pass(told, name, parser);
            }
        }
    }

    private void flat(String name, JsonToken value, JsonParser parser) throws IOException {
        switch (name) {
            case "code" -> {
                number = value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_STRING
                        ? parser.getText().strip()
                        : null;
                pass(whole, name, parser);
            }
            case "codeDesc" -> code = text(whole, name, value, parser);
            case "message" -> message = text(whole, name, value, parser);
            default -> pass(whole, name, parser);
        }
    }

    /** The text of a value, null for one that is no text. */
    private static String text(Map<String, Object> into, String name, JsonToken value, JsonParser parser)
            throws IOException {
        String text = value == JsonToken.VALUE_STRING ? parser.getText().strip() : "";
        pass(into, name, parser);
        return text.isEmpty() ? null : text;
    }

    private static void pass(Map<String, Object> into, String name, JsonParser parser) throws IOException {
        if (into == null) {
            parser.skipChildren();
        } else {
            into.put(name, VALUES.readValue(parser));
        }
    }

    private static void put(Map<String, Object> into, String name, Object value) {
        if (into != null) {
            into.put(name, value);
        }
    }

    /** Whether the service says that the call failed. */
    public boolean isFailure() {
        return failed;
    }

    /** The service's symbolic code, else the number of the flat envelope; null for none. */
    public String code() {
        return code != null ? code : number;
    }

    /** The number in the flat envelope, null in the other. */
    String number() {
        return number;
    }

    /** What the service says of a failure; it may quote what was sent. Null for nothing. */
    String message() {
        return message;
    }

    String requestId() {
        return requestId;
    }

    /** The service's warning that the action will be withdrawn, null for none. */
    String warning() {
        return warning;
    }

    /** What is inside the envelope, letter by letter; of a flat one all of it. */
    public String text(boolean all) {
        return all
                ? new String(body, StandardCharsets.UTF_8)
                : new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    /**
     * The same as a tree, without the envelope; numbers keep their digits.
     *
     * @throws TencentException AMBIGUOUS when it holds a number that no decimal can be, which a text may hold
     */
    public JsonNode tree() {
        try {
            return CloudJson.tree(body, from, to - from);
        } catch (IOException e) {
            throw TencentException.of(
                            Outcome.AMBIGUOUS,
                            "BAD_ANSWER",
                            "the answer holds a number that cannot be read: the call may have been carried out")
                    .requestId(requestId)
                    .build();
        }
    }

    /** The same as a Map; numbers keep their digits. Only where it was asked for. */
    public Map<String, Object> map(boolean all) {
        return all || flat ? whole : content;
    }
}
