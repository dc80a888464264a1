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
package io.github.cameltencent.sign.ticket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.cameltencent.sign.bytes.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The members of the JSON object in a UserSig: strings as String, integers as Long, all others as a placeholder.
 * Duplicate members are refused, because parsers differ in which one they use.
 */
public final class TicketMembers {

    private static final Object OTHER = new Object();

    // no thread-locals, and no global table of names that untrusted input could fill
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(TicketDecoder.MAX_JSON)
                    .maxNumberLength(64)
                    .build())
            .build();

    private final Map<String, Object> members;

    private TicketMembers(Map<String, Object> members) {
        this.members = members;
    }

    public static TicketMembers read(byte[] json) {
        try (JsonParser parser = JSON.createParser(utf8(json))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw UserSigErrorCode.BAD_JSON.exception("the content of the UserSig is not a JSON object");
            }
            Map<String, Object> members = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                members.put(name, value(parser));
            }
            if (parser.nextToken() != null) {
                throw UserSigErrorCode.BAD_JSON.exception("the UserSig has text after its JSON object");
            }
            return new TicketMembers(members);
        } catch (IOException e) {
            throw UserSigErrorCode.BAD_JSON.exception(
                    "the content of the UserSig is not JSON, or has a duplicate member");
        }
    }

    // strict UTF-8: given bytes, the parser would detect other encodings and accept surrogates
    private static String utf8(byte[] json) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        parser.skipChildren();
        return OTHER;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public long number(String name) {
        if (members.get(name) instanceof Long number) {
            return number;
        }
        throw missing(name, "an integer");
    }

    /** Returns a string, which may contain anything. */
    public String text(String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw missing(name, "a string");
    }

    /** Returns a string without control characters, which could add lines to the signed text. */
    public String line(String name) {
        String text = text(name);
        if (Texts.isPlain(text)) {
            return text;
        }
        throw UserSigErrorCode.MISSING_FIELD.exception(
                name + " contains a control character or an unpaired surrogate, so it cannot have been signed");
    }

    /** Returns an integer that is written as a string. */
    public long digits(String name) {
        String text = line(name);
        try {
            if (text.matches("-?[0-9]+")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException beyondLong) {
            throw missing(name, "an integer in a string");
        }
        throw missing(name, "an integer in a string");
    }

    public static RuntimeException missing(String name, String type) {
        return UserSigErrorCode.MISSING_FIELD.exception(name + " is missing or has the wrong type, it must be " + type);
    }
}
