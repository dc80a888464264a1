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
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltencent.emulator.engine.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Builds a nested object from flat parameters such as {@code Filters.0.Name}. */
final class ParameterUnflattener {

    private static final int MAX_DEPTH = 32;
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,6}");
    private static final Set<String> COMMON = Set.of(
            "Action",
            "Version",
            "Region",
            "Timestamp",
            "Nonce",
            "SecretId",
            "Signature",
            "SignatureMethod",
            "Token",
            "Language",
            "RequestClient");

    private ParameterUnflattener() {}

    static ObjectNode object(RawFormParameters pairs, boolean withCommon) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs.values().entrySet()) {
            String name = RawFormParameters.text(pair.getKey());
            if (!withCommon || !COMMON.contains(name)) {
                put(root, name, RawFormParameters.text(pair.getValue()));
            }
        }
        ObjectNode object = Json.object();
        root.forEach((name, value) -> object.set(name, node(value)));
        return object;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> root, String name, String value) {
        String[] parts = name.split("\\.", -1);
        if (parts.length > MAX_DEPTH) {
            throw new CloudErrorException("InvalidParameter", "a name has more than " + MAX_DEPTH + " parts");
        }
        Map<String, Object> at = root;
        for (int i = 0; i < parts.length - 1; i++) {
            Object next = at.computeIfAbsent(parts[i], part -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map)) {
                throw clash(name);
            }
            at = (Map<String, Object>) next;
        }
        if (at.putIfAbsent(parts[parts.length - 1], value) != null) {
            throw clash(name);
        }
    }

    @SuppressWarnings("unchecked")
    private static JsonNode node(Object value) {
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        }
        Map<String, Object> map = (Map<String, Object>) value;
        if (map.keySet().stream().allMatch(key -> INDEX.matcher(key).matches())) {
            Map<Integer, Object> sorted = new TreeMap<>();
            map.forEach((index, element) -> sorted.put(Integer.parseInt(index), element));
            ArrayNode array = Json.object().arrayNode();
            sorted.values().forEach(element -> array.add(node(element)));
            return array;
        }
        ObjectNode object = Json.object();
        map.forEach((name, element) -> object.set(name, node(element)));
        return object;
    }

    private static CloudErrorException clash(String name) {
        return new CloudErrorException("InvalidParameter", "the parameter " + name + " is both a value and a group");
    }
}
