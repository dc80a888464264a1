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
package io.github.cameltencent.emulator.im.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads fields of a request and refuses missing or invalid ones with the given code. */
public final class ImFields {

    private ImFields() {}

    public static boolean has(JsonNode object, String name) {
        return !object.path(name).isMissingNode() && !object.path(name).isNull();
    }

    public static String text(JsonNode object, String name, int code) {
        String text = textOr(object, name, "", code);
        if (text.isEmpty()) {
            throw new ImErrorException(code, name + " is missing");
        }
        return text;
    }

    public static String textOr(JsonNode object, String name, String defaultValue, int code) {
        if (!has(object, name)) {
            return defaultValue;
        }
        if (!object.path(name).isTextual()) {
            throw new ImErrorException(code, name + " must be a string");
        }
        return object.path(name).textValue();
    }

    public static String limited(JsonNode object, String name, String defaultValue, int bytes, int code) {
        String text = textOr(object, name, defaultValue, code);
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > bytes) {
            throw new ImErrorException(code, name + " has more than " + bytes + " bytes");
        }
        return text;
    }

    public static long uint32(JsonNode object, String name, int code) {
        if (!has(object, name)) {
            throw new ImErrorException(code, name + " is missing");
        }
        return uint32Or(object, name, 0, code);
    }

    public static long uint32Or(JsonNode object, String name, long defaultValue, int code) {
        return number(object, name, defaultValue, 0, ImQuery.UINT32, code);
    }

    public static long number(JsonNode object, String name, long defaultValue, long min, long max, int code) {
        if (!has(object, name)) {
            return defaultValue;
        }
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw new ImErrorException(code, name + " must be a whole number from " + min + " to " + max);
        }
        return value.longValue();
    }

    /** A flag that is 0 or 1, and 0 when missing. */
    public static boolean flag(JsonNode object, String name, int code) {
        return number(object, name, 0, 0, 1, code) == 1;
    }

    public static ArrayNode array(JsonNode object, String name, int max, int code, int tooManyCode) {
        if (!(object.path(name) instanceof ArrayNode array)) {
            throw new ImErrorException(code, name + " must be an array");
        }
        if (array.isEmpty()) {
            throw new ImErrorException(code, name + " is empty");
        }
        if (array.size() > max) {
            throw new ImErrorException(tooManyCode, name + " has more than " + max + " entries");
        }
        return array;
    }

    public static List<String> texts(JsonNode object, String name, int max, int code, int tooManyCode) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : array(object, name, max, code, tooManyCode)) {
            if (!entry.isTextual() || entry.textValue().isEmpty()) {
                throw new ImErrorException(code, name + " must hold strings");
            }
            texts.add(entry.textValue());
        }
        return texts;
    }

    public static List<String> textsOr(JsonNode object, String name, int max, int code) {
        return has(object, name) ? texts(object, name, max, code, code) : List.of();
    }

    public static List<ObjectNode> objects(JsonNode object, String name, int max, int code, int tooManyCode) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode entry : array(object, name, max, code, tooManyCode)) {
            if (!(entry instanceof ObjectNode found)) {
                throw new ImErrorException(code, name + " must hold objects");
            }
            objects.add(found);
        }
        return objects;
    }
}
