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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decoded parameters of a query or a form. Names and values have one char per byte, because bytes are signed.
 *
 * @param values the parameters in the order received
 * @param problem why the text is invalid, or null
 */
public record RawFormParameters(Map<String, String> values, String problem) {

    static final RawFormParameters NONE = new RawFormParameters(Map.of(), null);

    /** Parses the text; if {@code dots}, underscores in names become dots, as the first signature method requires. */
    public static RawFormParameters parse(String text, boolean dots) {
        Map<String, String> values = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('&', at);
            end = end < 0 ? text.length() : end;
            if (end > at) {
                String pair = text.substring(at, end);
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
                if (name == null || value == null) {
                    return new RawFormParameters(values, "a percent sign must be followed by two hex digits");
                }
                name = dots ? name.replace('_', '.') : name;
                if (values.putIfAbsent(name, value) != null) {
                    return new RawFormParameters(values, "the parameter " + text(name) + " comes twice");
                }
            }
            at = end + 1;
        }
        return new RawFormParameters(values, null);
    }

    /** The value of a parameter as text, or null. */
    public String get(String name) {
        String value = values.get(name);
        return value == null ? null : text(value);
    }

    public static String text(String bytes) {
        return new String(HashFunctions.raw(bytes), StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                out.write(high * 16 + low);
                i += 2;
            } else {
                out.write(c == '+' ? ' ' : c);
            }
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
