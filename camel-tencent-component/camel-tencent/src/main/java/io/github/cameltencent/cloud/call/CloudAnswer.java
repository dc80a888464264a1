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
 * A parsed answer of the Cloud API, in the envelope {@code {"Response":{…}}} or in the flat one of the old addresses.
 * It is parsed once; the content is a slice of the original bytes.
 */
public final class CloudAnswer {

    private static final ObjectReader VALUES = JsonMapper.builder(CloudJson.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(Object.class);

    private final byte[] body;

    /** The complete answer if a Map is wanted, otherwise null. */
    private final Map<String, Object> envelope;

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
        this.envelope = asMap ? new LinkedHashMap<>() : null;
        this.content = asMap ? new LinkedHashMap<>() : null;
    }

    /**
     * Reads an answer.
     *
     * @param asMap whether {@link #map} is needed
     * @return null if it has neither envelope
     */
    static CloudAnswer of(byte[] body, boolean asMap) {
        CloudAnswer answer = new CloudAnswer(body, asMap);
        try (JsonParser parser = CloudJson.FACTORY.createParser(body)) {
            return answer.read(parser) ? answer : null;
        } catch (IOException | NumberFormatException e) {
            return null; // truncated, HTML, another charset or a number out of range: reported by the caller
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
                put(envelope, name, content);
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
        Map<String, Object> errorFields = content == null ? null : new LinkedHashMap<>();
        put(content, "Error", errorFields);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("Code")) {
                code = text(errorFields, name, value, parser);
            } else if (name.equals("Message")) {
                message = text(errorFields, name, value, parser);
            } else {
                pass(errorFields, name, parser);
            }
        }
    }

    private void flat(String name, JsonToken value, JsonParser parser) throws IOException {
        switch (name) {
            case "code" -> {
                number = value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_STRING
                        ? parser.getText().strip()
                        : null;
                pass(envelope, name, parser);
            }
            case "codeDesc" -> code = text(envelope, name, value, parser);
            case "message" -> message = text(envelope, name, value, parser);
            default -> pass(envelope, name, parser);
        }
    }

    /** Returns the text of a string, null for other values or empty text. */
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

    /** Whether the answer is an error. */
    public boolean isFailure() {
        return failed;
    }

    /** The service's symbolic code, otherwise the number in the flat envelope; null for none. */
    public String code() {
        return code != null ? code : number;
    }

    /** The number in the flat envelope, null in the other. */
    String number() {
        return number;
    }

    /** The service's error message, which may quote the request; null for none. */
    String message() {
        return message;
    }

    String requestId() {
        return requestId;
    }

    /** The service's warning that the action is deprecated, null for none. */
    String warning() {
        return warning;
    }

    /** Returns the unchanged text, with or without the envelope; a flat envelope is always included. */
    public String text(boolean all) {
        return all
                ? new String(body, StandardCharsets.UTF_8)
                : new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    /**
     * Returns the content as a tree, without the envelope; numbers keep all digits.
     *
     * @throws TencentException AMBIGUOUS when it contains a number that is out of range
     */
    public JsonNode tree() {
        try {
            return CloudJson.tree(body, from, to - from);
        } catch (IOException e) {
            throw TencentException.of(
                            Outcome.AMBIGUOUS,
                            "BAD_ANSWER",
                            "the answer contains a number that cannot be read: the call may have been executed")
                    .requestId(requestId)
                    .build();
        }
    }

    /** Returns the answer as a Map; numbers keep all digits. Only if {@code asMap} was true. */
    public Map<String, Object> map(boolean all) {
        return all || flat ? envelope : content;
    }
}
