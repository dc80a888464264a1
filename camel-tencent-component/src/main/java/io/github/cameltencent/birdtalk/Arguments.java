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
package io.github.cameltencent.birdtalk;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The arguments of an operation, from the Map that is the body. What is missing or does not fit is told by an
 * {@link IllegalArgumentException} that names it.
 */
final class Arguments {

    private final Map<String, Object> values;

    private Arguments(Map<String, Object> values) {
        this.values = values;
    }

    static Arguments of(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        Map<String, Object> values = new LinkedHashMap<>();
        if (body instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
        } else if (body != null && !"".equals(body)) {
            throw new IllegalArgumentException("The arguments are a Map in the body, not a "
                    + body.getClass().getSimpleName());
        }
        return new Arguments(values);
    }

    static Arguments of(Map<String, Object> values) {
        return new Arguments(Map.copyOf(values));
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        return String.valueOf(needed(name));
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    boolean flag(String name) {
        return has(name) && Boolean.parseBoolean(text(name));
    }

    long number(String name) {
        return number(name, needed(name));
    }

    long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    /** Several numbers: a Collection, an array, or a single one. */
    List<Long> numbers(String name) {
        return list(name).stream().map(value -> number(name, value)).toList();
    }

    List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    /** Names with values, as texts; empty where there are none. */
    Map<String, String> texts(String name, Map<String, String> otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!(values.get(name) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("The argument " + name + " is a Map");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }

    private List<Object> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> many) {
            return new ArrayList<>(many);
        }
        if (value.getClass().isArray()) {
            List<Object> many = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                many.add(Array.get(value, i));
            }
            return many;
        }
        return List.of(value);
    }

    private Object needed(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The argument " + name + " is missing");
        }
        return value;
    }

    private static long number(String name, Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        try {
            return Long.parseLong(String.valueOf(value).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The argument " + name + " is a number");
        }
    }
}
