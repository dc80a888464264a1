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
package io.github.cameltencent.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes the content of a dev console as indented text. */
public final class ConsoleText {

    private ConsoleText() {}

    /** Returns the text: a line for each value, and a line for each entry of a list. */
    public static String of(Map<String, Object> content) {
        StringBuilder text = new StringBuilder();
        append(text, "", content);
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, Map<?, ?> content) {
        content.forEach((name, value) -> {
            text.append(indent).append(name).append(':');
            if (value instanceof Collection<?> entries) {
                text.append(entries.isEmpty() ? " none\n" : "\n");
                entries.forEach(entry -> appendEntry(text, indent + "  ", entry));
            } else if (value instanceof Map<?, ?> inner) {
                text.append(inner.isEmpty() ? " none\n" : "\n");
                append(text, indent + "  ", inner);
            } else {
                text.append(' ').append(value).append('\n');
            }
        });
    }

    /** Writes an entry of a list: on one line, unless it contains lists. */
    private static void appendEntry(StringBuilder text, String indent, Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            text.append(indent).append(entry).append('\n');
        } else if (map.values().stream().anyMatch(value -> value instanceof Collection || value instanceof Map)) {
            append(text, indent, map);
        } else {
            List<String> parts = new ArrayList<>();
            map.forEach((name, value) -> {
                if (value != null) {
                    parts.add(name + "=" + value);
                }
            });
            text.append(indent).append(String.join(" ", parts)).append('\n');
        }
    }
}
