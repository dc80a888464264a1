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
package io.github.cameltencent.emulator.tpns.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads fields of a request and refuses missing or invalid ones with TPNS's codes. */
public final class TpnsRequestFields {

    private TpnsRequestFields() {}

    /**
     * Whether an optional field has a value. Neutral values count as absent: the vendor's typed client always sends
     * {@code null}, {@code 0}, {@code ""}, {@code []}, {@code {}} or {@code false} for unset fields.
     */
    public static boolean has(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        return switch (value.getNodeType()) {
            case ARRAY, OBJECT -> !value.isEmpty();
            case STRING -> !value.textValue().isEmpty();
            case NUMBER -> value.decimalValue().signum() != 0;
            case BOOLEAN -> value.booleanValue();
            default -> true;
        };
    }

    private static boolean isThere(ObjectNode object, String name) {
        return object.hasNonNull(name);
    }

    public static String text(ObjectNode object, String name) {
        String text = textOr(object, name, "");
        if (text.isEmpty()) {
            throw TpnsErrorException.missing(name, object.get(name));
        }
        return text;
    }

    public static String textOr(ObjectNode object, String name, String defaultValue) {
        if (!has(object, name)) {
            return defaultValue;
        }
        JsonNode value = object.get(name);
        if (!value.isTextual()) {
            throw TpnsErrorException.invalid(name, "must be a string", value);
        }
        return value.textValue();
    }

    public static String oneOf(ObjectNode object, String name, Set<String> allowed) {
        String text = text(object, name);
        if (!allowed.contains(text)) {
            throw TpnsErrorException.invalid(name, "must be one of " + String.join(", ", allowed), object.get(name));
        }
        return text;
    }

    public static String limited(ObjectNode object, String name, int characters) {
        String text = text(object, name);
        int length = text.codePointCount(0, text.length());
        if (length > characters) {
            throw TpnsErrorException.invalid(name, "has " + length + " characters, more than " + characters);
        }
        return text;
    }

    public static ObjectNode object(ObjectNode object, String name) {
        if (!isThere(object, name)) {
            throw TpnsErrorException.missing(name, null);
        }
        if (object.get(name) instanceof ObjectNode found) {
            return found;
        }
        throw TpnsErrorException.invalid(name, "must be an object", object.get(name));
    }

    public static ArrayNode array(ObjectNode object, String name, int max) {
        if (!has(object, name)) {
            throw TpnsErrorException.missing(name, object.get(name));
        }
        if (!(object.get(name) instanceof ArrayNode found)) {
            throw TpnsErrorException.invalid(name, "must be an array", object.get(name));
        }
        if (found.size() > max) {
            throw TpnsErrorException.invalid(name, "has " + found.size() + " entries, more than " + max);
        }
        return found;
    }

    public static List<String> texts(ObjectNode object, String name, int max) {
        ArrayNode array = array(object, name, max);
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode entry : array) {
            if (!entry.isTextual()) {
                throw TpnsErrorException.invalid(name, "must hold strings", entry);
            }
            texts.add(entry.textValue());
        }
        return texts;
    }

    public static List<ObjectNode> objects(ObjectNode object, String name, int max) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode entry : array(object, name, max)) {
            if (!(entry instanceof ObjectNode found)) {
                throw TpnsErrorException.invalid(name, "must hold objects", entry);
            }
            objects.add(found);
        }
        return objects;
    }

    public static long integer(ObjectNode object, String name) {
        if (!isThere(object, name)) {
            throw TpnsErrorException.missing(name, null);
        }
        JsonNode value = object.get(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw TpnsErrorException.invalid(name, "must be an integer", value);
        }
        return value.longValue();
    }

    public static long integerOr(ObjectNode object, String name, long defaultValue, long min, long max) {
        if (!has(object, name)) {
            return defaultValue;
        }
        long value = integer(object, name);
        if (value < min || value > max) {
            throw TpnsErrorException.invalid(name, "must be from " + min + " to " + max, object.get(name));
        }
        return value;
    }

    public static boolean flag(ObjectNode object, String name) {
        if (!has(object, name)) {
            return false;
        }
        if (!object.get(name).isBoolean()) {
            throw TpnsErrorException.invalid(name, "must be true or false", object.get(name));
        }
        return object.get(name).booleanValue();
    }
}
