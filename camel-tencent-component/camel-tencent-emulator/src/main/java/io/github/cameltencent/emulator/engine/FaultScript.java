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
package io.github.cameltencent.emulator.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses fault scripts: one JSON object per line; empty lines and lines that start with # are ignored. */
final class FaultScript {

    private static final Set<String> KEYS =
            Set.of("match", "rate", "fault", "delay", "ms", "status", "code", "count", "headers", "accepted", "seed");

    private FaultScript() {}

    static List<Fault> parse(String script) {
        List<Fault> faults = new ArrayList<>();
        int number = 0;
        for (String line : script.split("\r?\n")) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            try {
                faults.add(parseLine(line));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("line " + number + ": not JSON: " + e.getOriginalMessage(), e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return faults;
    }

    private static Fault parseLine(String line) throws JsonProcessingException {
        if (!(Json.MAPPER.readTree(line) instanceof ObjectNode rule)) {
            throw new IllegalArgumentException("not a JSON object");
        }
        onlyKnown(rule, KEYS);
        Fault.Builder fault = Fault.of(FaultKind.ofScriptName(text(rule, "fault")));
        if (rule.has("match")) {
            match(rule.get("match"), fault);
        }
        if (rule.has("rate")) {
            fault.rate(number(rule, "rate").doubleValue());
        }
        if (rule.has("count")) {
            fault.count(integer(rule, "count"));
        }
        if (rule.has("seed")) {
            fault.seed(integer(rule, "seed"));
        }
        String delay = rule.has("ms") ? "ms" : "delay";
        if (rule.has(delay)) {
            fault.delay(Duration.ofMillis(integer(rule, delay)));
        }
        if (rule.has("status")) {
            fault.status(Math.toIntExact(integer(rule, "status")));
        }
        if (rule.has("code")) {
            fault.code(rule.get("code").asText());
        }
        if (rule.has("accepted")) {
            fault.accepted(rule.get("accepted").asBoolean());
        }
        rule.path("headers").properties().forEach(header -> header(fault, header.getKey(), header.getValue()));
        return fault.build();
    }

    private static void match(JsonNode match, Fault.Builder fault) {
        if (!(match instanceof ObjectNode object)) {
            throw new IllegalArgumentException("\"match\" must be an object");
        }
        onlyKnown(object, Set.of("service", "path"));
        if (object.has("service")) {
            fault.service(text(object, "service"));
        }
        if (object.has("path")) {
            fault.path(text(object, "path"));
        }
    }

    private static void header(Fault.Builder fault, String name, JsonNode value) {
        String text = value.asText();
        if (!name.matches("[A-Za-z0-9-]+") || text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("\"headers\" has a name or value that HTTP does not allow");
        }
        fault.header(name, text);
    }

    private static void onlyKnown(ObjectNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown key \"" + name + "\"");
            }
        });
    }

    private static String text(ObjectNode object, String key) {
        JsonNode value = object.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + key + "\" must be a string");
        }
        return value.textValue();
    }

    private static JsonNode number(ObjectNode object, String key) {
        JsonNode value = object.path(key);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("\"" + key + "\" must be a number");
        }
        return value;
    }

    private static long integer(ObjectNode object, String key) {
        JsonNode value = number(object, key);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("\"" + key + "\" must be a whole number");
        }
        return value.longValue();
    }
}
