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
package io.github.cameltencent.sign;

import io.github.cameltencent.sign.bytes.ByteSink;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encodes and decodes parameters of a query or of a body of type {@code application/x-www-form-urlencoded}. Names and
 * values are percent-encoded once, by RFC 3986 (UTF-8, escapes in upper case, a space as {@code %20}).
 */
public final class FormParameters {

    /** The maximum number of parameters that are decoded. */
    static final int MAX_PARAMETERS = 100_000;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private FormParameters() {}

    /**
     * Encodes the parameters in the order of the map.
     *
     * @throws IllegalArgumentException when a value is null, or a text contains an unpaired surrogate
     */
    public static String encode(Map<String, String> parameters) {
        ByteSink sink = new ByteSink(32 + 32 * parameters.size());
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (parameter.getValue() == null) {
                throw new IllegalArgumentException(
                        "Parameter " + parameter.getKey() + " is null: leave it out, or use an empty string");
            }
            if (sink.length() > 0) {
                sink.character('&');
            }
            encode(sink, parameter.getKey());
            encode(sink.character('='), parameter.getValue());
        }
        return new String(sink.array(), 0, sink.length(), StandardCharsets.US_ASCII);
    }

    /** Encodes one name or value. */
    public static String encode(String text) {
        ByteSink sink = new ByteSink(3 * text.length());
        encode(sink, text);
        return new String(sink.array(), 0, sink.length(), StandardCharsets.US_ASCII);
    }

    private static void encode(ByteSink sink, String text) {
        int plain = 0;
        while (plain < text.length() && isUnreserved(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            sink.utf8(text);
            return;
        }
        ByteSink raw = new ByteSink(3 * text.length()).utf8(text);
        for (int i = 0; i < raw.length(); i++) {
            byte each = raw.array()[i];
            if (each >= 0 && isUnreserved((char) each)) {
                sink.character((char) each);
            } else {
                sink.character('%').character((char) HEX[each >> 4 & 15]).character((char) HEX[each & 15]);
            }
        }
    }

    private static boolean isUnreserved(char unit) {
        return unit >= 'a' && unit <= 'z'
                || unit >= 'A' && unit <= 'Z'
                || unit >= '0' && unit <= '9'
                || unit == '-'
                || unit == '.'
                || unit == '_'
                || unit == '~';
    }

    /**
     * Decodes parameters in their order; both a plus sign and {@code %20} are a space.
     *
     * @throws IllegalArgumentException when a name occurs twice, an escape is malformed, the bytes are not UTF-8, or
     *     there are more than 100,000 parameters; the message contains no values
     */
    public static Map<String, String> decode(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int from = 0;
        while (from < encoded.length()) {
            int end = encoded.indexOf('&', from);
            end = end < 0 ? encoded.length() : end;
            if (end > from) {
                int equals = encoded.indexOf('=', from);
                boolean named = equals >= 0 && equals < end;
                String name = decode(encoded, from, named ? equals : end);
                String value = named ? decode(encoded, equals + 1, end) : "";
                if (parameters.put(name, value) != null || parameters.size() > MAX_PARAMETERS) {
                    throw new IllegalArgumentException(
                            "A parameter occurs twice, or there are more than " + MAX_PARAMETERS + " of them");
                }
            }
            from = end + 1;
        }
        return parameters;
    }

    private static String decode(String text, int from, int end) {
        boolean plain = true;
        for (int i = from; i < end; i++) {
            char unit = text.charAt(i);
            plain &= unit != '%' && unit != '+';
        }
        if (plain) {
            return text.substring(from, end);
        }
        ByteSink bytes = new ByteSink(3 * (end - from));
        for (int i = from; i < end; i++) {
            char unit = text.charAt(i);
            if (unit == '%') {
                bytes.character((char) (digit(text, i + 1, end) << 4 | digit(text, i + 2, end)));
                i += 2;
            } else if (unit == '+') {
                bytes.character(' ');
            } else if (unit < 0x80) {
                bytes.character(unit);
            } else {
                int next = i + (Character.isHighSurrogate(unit) && i + 1 < end ? 2 : 1);
                bytes.utf8(text.substring(i, next));
                i = next - 1;
            }
        }
        return utf8(bytes);
    }

    private static String utf8(ByteSink bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.array(), 0, bytes.length()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A parameter is not UTF-8");
        }
    }

    private static int digit(String text, int at, int end) {
        int digit = at < end && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("A percent sign is not followed by two hexadecimal digits");
        }
        return digit;
    }
}
