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

import io.github.cameltencent.sign.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON values as UTF-8, byte for byte as Jackson writes text. Requests of pushes are short: creating a generator of
 * Jackson takes longer than writing one of them.
 */
final class PushJsonWriter {

    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] HEX = ascii("0123456789ABCDEF");

    private PushJsonWriter() {}

    static void write(ByteSink into, Object value) {
        if (value == null) {
            into.literal(NULL);
        } else if (value instanceof String text) {
            string(into, text);
        } else if (value instanceof Integer || value instanceof Long) {
            into.decimal(((Number) value).longValue());
        } else if (value instanceof Boolean yes) {
            into.literal(yes ? TRUE : FALSE);
        } else if (value instanceof Map<?, ?> map) {
            object(into, map);
        } else if (value instanceof List<?> list) {
            array(into, list);
        } else {
            into.literal(PushJson.text(value).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void object(ByteSink into, Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
            into.character(before);
            string(into, String.valueOf(member.getKey()));
            into.character(':');
            write(into, member.getValue());
            before = ',';
        }
        if (map.isEmpty()) {
            into.character('{');
        }
        into.character('}');
    }

    private static void array(ByteSink into, List<?> list) {
        char before = '[';
        for (Object each : list) {
            into.character(before);
            write(into, each);
            before = ',';
        }
        if (list.isEmpty()) {
            into.character('[');
        }
        into.character(']');
    }

    private static void string(ByteSink into, String text) {
        into.character('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < ' ' || unit == '"' || unit == '\\') {
                into.utf8(text, written, i);
                escape(into, unit);
                written = i + 1;
            }
        }
        into.utf8(text, written, text.length()).character('"');
    }

    private static void escape(ByteSink into, char unit) {
        into.character('\\');
        switch (unit) {
            case '\b' -> into.character('b');
            case '\t' -> into.character('t');
            case '\n' -> into.character('n');
            case '\f' -> into.character('f');
            case '\r' -> into.character('r');
            case '"', '\\' -> into.character(unit);
            default ->
                into.character('u')
                        .character('0')
                        .character('0')
                        .character((char) HEX[unit >> 4])
                        .character((char) HEX[unit & 15]);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
