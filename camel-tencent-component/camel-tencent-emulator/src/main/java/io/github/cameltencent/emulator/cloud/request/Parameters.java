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
package io.github.cameltencent.emulator.cloud.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of an action from query, form, JSON, multipart or headers. */
public final class Parameters {

    private static final String MULTIPART = "multipart/form-data";
    private static final String BINARY = "application/octet-stream";
    private static final Pattern PARAMETER = Pattern.compile("X-([A-Z0-9]+)-([A-Za-z0-9]+)");

    /** The name of the parameter that represents a binary body. */
    public static final String CONTENT = "Content";

    private final ObjectNode object;
    private final boolean typed;

    /**
     * Wraps a JSON object.
     *
     * @param typed whether the values have types; in a query or form all of them are text
     */
    Parameters(ObjectNode object, boolean typed) {
        this.object = object;
        this.typed = typed;
    }

    public static Parameters of(ReceivedCloudCall call) {
        if (call.scheme == ReceivedCloudCall.Scheme.V1 || call.isGet()) {
            if (call.pairs.problem() != null) {
                throw new CloudErrorException("InvalidParameter", call.pairs.problem());
            }
            return new Parameters(
                    ParameterUnflattener.object(call.pairs, call.scheme == ReceivedCloudCall.Scheme.V1), false);
        }
        return switch (call.mediaType()) {
            case MULTIPART -> new Parameters(MultipartReader.object(call), false);
            case BINARY -> new Parameters(headers(call), false);
            default -> new Parameters(json(call.call.body()), true);
        };
    }

    /** Reads the parameters of a binary body from headers such as X-CLS-TopicId. */
    private static ObjectNode headers(ReceivedCloudCall call) {
        ObjectNode object = Json.object();
        call.call.headers().forEach(header -> {
            Matcher name = PARAMETER.matcher(header.getKey());
            if (name.matches() && !name.group(1).equalsIgnoreCase("TC")) {
                object.put(name.group(2), header.getValue());
            }
        });
        return object.put(CONTENT, call.call.body().length + " bytes");
    }

    private static ObjectNode json(byte[] body) {
        if (body.length == 0) {
            return Json.object();
        }
        ObjectNode object = Json.objectOrNull(body);
        if (object == null) {
            throw new CloudErrorException("InvalidParameter", "the body is not a JSON object");
        }
        return object;
    }

    /** Refuses names that start with a lower-case letter, which API 3.0 does not have. */
    public Parameters capitalised() {
        object.fieldNames().forEachRemaining(name -> {
            if (name.isEmpty() || Character.isLowerCase(name.charAt(0))) {
                throw new CloudErrorException("UnknownParameter", "the parameter " + name + " is not known");
            }
        });
        return this;
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public String text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw wrongType(name, "a text");
        }
        return value.textValue();
    }

    public String required(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw CloudErrorException.missing(name);
        }
        return text;
    }

    public boolean flag(String name) {
        JsonNode value = object.path(name);
        return value.isBoolean()
                ? value.booleanValue()
                : !typed && value.asText().equals("true");
    }

    public long number(String name, long defaultValue, long min, long max) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return defaultValue;
        }
        long number;
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            number = value.longValue();
        } else if (!typed && value.asText().matches("-?[0-9]{1,18}")) {
            number = Long.parseLong(value.asText());
        } else {
            throw wrongType(name, "a whole number");
        }
        if (number < min || number > max) {
            throw CloudErrorException.invalid(name, "must be from " + min + " to " + max + ", not " + number);
        }
        return number;
    }

    public List<String> list(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!(value instanceof ArrayNode array)) {
            throw wrongType(name, "a list");
        }
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    public JsonNode get(String name) {
        return object.path(name);
    }

    private static CloudErrorException wrongType(String name, String type) {
        return new CloudErrorException("InvalidParameter", "the value of " + name + " must be " + type);
    }
}
