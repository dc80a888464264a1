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
import io.github.cameltencent.sign.bytes.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Converts the values of fields from text, numbers, collections and JSON. The results are immutable. */
public final class PushValues {

    private PushValues() {}

    /** Returns whether a text is null, empty or white space. */
    public static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    static String text(String field, Object value) {
        boolean node = value instanceof JsonNode json && (json.isTextual() || json.isNumber() || json.isBoolean());
        if (!(node || value instanceof CharSequence || value instanceof Number || value instanceof Boolean)) {
            throw invalid(field, "must be text");
        }
        String text = value instanceof JsonNode json ? json.asText() : value.toString();
        if (!Texts.isWellFormed(text)) {
            throw new InvalidPushException(
                    "LONE_SURROGATE",
                    "the field " + field + " contains half of a surrogate pair: the text was cut inside a character");
        }
        return Texts.withoutByteOrderMark(text);
    }

    static <E extends Enum<E>> E one(Class<E> type, String field, Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        String text = text(field, value).strip();
        for (E each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        throw invalid(
                field,
                "must be one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }

    static List<String> texts(String field, Object value) {
        if (value instanceof CharSequence text) {
            String single = text.toString();
            if (single.isBlank()) {
                return List.of();
            }
            return single.stripLeading().startsWith("[")
                    ? texts(field, PushJson.read(field, single))
                    : List.of(text(field, single));
        }
        if (value instanceof Object[] array) {
            return texts(field, Arrays.asList(array));
        }
        if (value instanceof long[] numbers) {
            return texts(field, Arrays.stream(numbers).boxed().toList());
        }
        if (value instanceof int[] numbers) {
            return texts(field, Arrays.stream(numbers).boxed().toList());
        }
        if (value instanceof JsonNode node && !node.isArray()) {
            return texts(field, node.asText());
        }
        if (!(value instanceof Collection<?> || value instanceof JsonNode)) {
            throw invalid(field, "must be text, a Collection, an array or the text of a JSON array");
        }
        List<String> texts = new ArrayList<>();
        for (Object each : (Iterable<?>) value) {
            texts.add(text(field, each));
        }
        return Collections.unmodifiableList(texts);
    }

    static Integer integer(String field, Object value) {
        try {
            return Math.toIntExact(Long.parseLong(text(field, value).strip()));
        } catch (NumberFormatException | ArithmeticException e) {
            throw invalid(field, "must be a whole number");
        }
    }

    static Instant instant(String field, Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        String text = text(field, value).strip();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw isLocal(text)
                    ? new InvalidPushException(
                            "SEND_TIME_WITHOUT_OFFSET",
                            field + " has no offset, so its time is ambiguous: add one, such as +08:00 or Z")
                    : new InvalidPushException(
                            "SEND_TIME_INVALID",
                            field + " must be an Instant, or ISO-8601 text such as 2026-05-01T09:00:00+08:00");
        }
    }

    private static boolean isLocal(String text) {
        try {
            LocalDateTime.parse(text.replace(' ', 'T'));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static Map<String, Object> object(String field, Object value) {
        if (value instanceof CharSequence text) {
            if (text.toString().isBlank()) {
                return Map.of();
            }
            return object(field, PushJson.read(field, text.toString()));
        }
        if (JsonValues.of(field, value) instanceof Map<?, ?> plain) {
            return JsonValues.asObject(plain);
        }
        throw invalid(field, "must be a Map, or the text of a JSON object");
    }

    /** Converts a value to its JSON type. */
    static Object plain(Object value) {
        if (value instanceof TagOperator || value instanceof Instant) {
            return value.toString();
        }
        return value instanceof Enum<?> one ? one.name().toLowerCase(Locale.ROOT) : value;
    }

    private static InvalidPushException invalid(String field, String what) {
        return new InvalidPushException("FIELD_INVALID", "the field " + field + " " + what);
    }
}
