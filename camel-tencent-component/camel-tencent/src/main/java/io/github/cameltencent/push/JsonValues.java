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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts values of users to immutable, serializable JSON values: maps, lists, texts, numbers, booleans. */
public final class JsonValues {

    private static final int MAX_DEPTH = 100;

    private JsonValues() {}

    static Object of(String field, Object value) {
        return plain(field, value, 0);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> asObject(Map<?, ?> plain) {
        return (Map<String, Object>) plain;
    }

    /** Merges {@code over} into {@code base}: objects are merged recursively, all other values are replaced. */
    public static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>(base);
        over.forEach((name, value) -> {
            Object present = merged.get(name);
            merged.put(
                    name,
                    present instanceof Map<?, ?> one && value instanceof Map<?, ?> other
                            ? merge(asObject(one), asObject(other))
                            : value);
        });
        return merged;
    }

    private static Object plain(String field, Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidPushException(
                    "FIELD_INVALID", "the field " + field + " must not be nested deeper than " + MAX_DEPTH + " levels");
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence) {
            return PushValues.text(field, value);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((name, each) ->
                    plain.put(PushValues.text(field, String.valueOf(name)), plain(field, each, depth + 1)));
            return Collections.unmodifiableMap(plain);
        }
        if (value instanceof Object[] array) {
            return list(field, Arrays.asList(array), depth);
        }
        if (value instanceof Collection<?> collection) {
            return list(field, collection, depth);
        }
        if (value instanceof JsonNode node && !(node instanceof POJONode)) {
            return plain(field, PushJson.toPlain(node), depth);
        }
        if (value instanceof byte[] || value instanceof char[]) { // Jackson would return the array unchanged
            throw new InvalidPushException(
                    "FIELD_INVALID",
                    "the field " + field + " contains a " + value.getClass().getSimpleName() + ": convert it to text");
        }
        return plain(field, PushJson.toPlain(field, value), depth + 1);
    }

    private static List<Object> list(String field, Collection<?> values, int depth) {
        List<Object> plain = new ArrayList<>(values.size());
        values.forEach(each -> plain.add(plain(field, each, depth + 1)));
        return Collections.unmodifiableList(plain);
    }
}
