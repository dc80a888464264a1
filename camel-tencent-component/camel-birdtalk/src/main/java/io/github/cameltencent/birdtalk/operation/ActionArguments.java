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
package io.github.cameltencent.birdtalk.operation;

import io.github.cameltencent.exchange.FieldValue;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The arguments of an action, from a Map body. Invalid ones are reported as {@link IllegalArgumentException} or
 * {@link io.github.cameltencent.TencentException} that names the argument.
 */
public final class ActionArguments {

    private final Exchange exchange;
    private final Map<String, Object> values;

    private ActionArguments(Exchange exchange, Map<String, Object> values) {
        this.exchange = exchange;
        this.values = values;
    }

    public static ActionArguments of(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        Map<String, Object> values = new LinkedHashMap<>();
        if (body instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
        } else if (body != null && !"".equals(body)) {
            throw new IllegalArgumentException("The body must be a Map with the arguments, not a "
                    + body.getClass().getSimpleName());
        }
        return new ActionArguments(exchange, values);
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        Object value = required(name);
        if (value instanceof Map
                || value instanceof Collection
                || value.getClass().isArray()) {
            throw new IllegalArgumentException("The argument " + name + " must be text");
        }
        return text(name, value);
    }

    private String text(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("The argument " + name + " contains null");
        }
        return new FieldValue("the argument " + name, value, exchange).text();
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    boolean flag(String name) {
        String text = textOr(name, "false");
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("The argument " + name + " must be true or false");
        }
        return Boolean.parseBoolean(text);
    }

    long number(String name) {
        return number(name, required(name));
    }

    long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    int integer(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new IllegalArgumentException("The argument " + name + " is too large a number");
        }
        return (int) number;
    }

    /** Several numbers: a Collection, an array, or a single one. */
    List<Long> numbers(String name) {
        return list(name).stream().map(value -> number(name, value)).toList();
    }

    List<String> texts(String name) {
        return list(name).stream().map(value -> text(name, value)).toList();
    }

    /** A map of texts; the default if it is missing. */
    Map<String, String> texts(String name, Map<String, String> otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!(values.get(name) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("The argument " + name + " must be a Map");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(text(name, key), text(name, value)));
        return texts;
    }

    private List<Object> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> values) {
            return new ArrayList<>(values);
        }
        if (value.getClass().isArray()) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                values.add(Array.get(value, i));
            }
            return values;
        }
        return List.of(value);
    }

    private Object required(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The argument " + name + " is missing");
        }
        return value;
    }

    private static long number(String name, Object value) {
        try {
            return value instanceof Number number
                    ? new BigDecimal(number.toString()).longValueExact()
                    : Long.parseLong(String.valueOf(value).strip());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("The argument " + name + " must be a whole number", e);
        }
    }
}
