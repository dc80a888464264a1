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
package io.github.cameltencent.sign.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer for text, which avoids intermediate strings. Not thread-safe. */
public final class ByteSink {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_DECIMAL = 20;

    private byte[] bytes;
    private int length;

    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public ByteSink clear() {
        length = 0;
        return this;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public ByteSink literal(byte[] text) {
        ensure(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** Removes what was appended after a length. */
    public ByteSink truncate(int to) {
        length = to;
        return this;
    }

    public ByteSink character(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    public ByteSink decimal(long number) {
        ensure(LONGEST_DECIMAL);
        if (number < 0) {
            return literal(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        }
        // from the last digit on, since their number is not known yet
        int end = length + LONGEST_DECIMAL;
        int position = end;
        long rest = number;
        do {
            long tenth = rest / 10;
            bytes[--position] = (byte) ('0' + rest - 10 * tenth);
            rest = tenth;
        } while (rest != 0);
        System.arraycopy(bytes, position, bytes, length, end - position);
        length += end - position;
        return this;
    }

    /** Appends each byte as two hexadecimal digits in lower case. */
    public ByteSink hex(byte[] raw) {
        ensure(2 * raw.length);
        for (byte one : raw) {
            bytes[length++] = HEX[one >> 4 & 15];
            bytes[length++] = HEX[one & 15];
        }
        return this;
    }

    public ByteSink base64(byte[] raw, TicketBase64 alphabet) {
        ensure(TicketBase64.encodedLength(raw.length));
        length = alphabet.encode(raw, raw.length, bytes, length);
        return this;
    }

    /**
     * Appends text in UTF-8.
     *
     * @throws IllegalArgumentException when it contains an unpaired surrogate
     */
    public ByteSink utf8(String text) {
        return utf8(text, 0, text.length());
    }

    /** Appends a part of a text, see {@link #utf8(String)}. */
    public ByteSink utf8(String text, int from, int to) {
        ensure(3 * (to - from));
        int ascii = ascii(text, from, to);
        for (int i = ascii; i < to; i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes[length++] = (byte) unit;
            } else {
                i += beyondAscii(text, i);
            }
        }
        return this;
    }

    // returns the index of the first char that is not ASCII; a separate loop on local variables, for speed
    private int ascii(String text, int from, int to) {
        byte[] into = bytes;
        int position = length - from;
        int i = from;
        for (; i < to; i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                break;
            }
            into[position + i] = (byte) unit;
        }
        length = position + i;
        return i;
    }

    /** Appends a JSON string with its quotes; the text must be well-formed, see {@link Texts}. */
    public ByteSink json(String text) {
        ensure(6 * text.length() + 2);
        bytes[length++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = (byte) unit;
            } else if (unit < 0x20) {
                escape(unit);
            } else if (unit < 0x80) {
                bytes[length++] = (byte) unit;
            } else {
                i += beyondAscii(text, i);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void escape(char unit) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[unit >> 4];
        bytes[length++] = HEX[unit & 15];
    }

    // returns how many chars after the first were consumed
    private int beyondAscii(String text, int index) {
        int point = text.codePointAt(index);
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException("A text to be signed contains an unpaired surrogate: remove it");
        }
        if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | point >> 6);
        } else {
            if (point < 0x10000) {
                bytes[length++] = (byte) (0xe0 | point >> 12);
            } else {
                bytes[length++] = (byte) (0xf0 | point >> 18);
                bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
            }
            bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
        }
        bytes[length++] = (byte) (0x80 | point & 0x3f);
        return Character.charCount(point) - 1;
    }

    private void ensure(int extra) {
        if (bytes.length - length < extra) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + extra));
        }
    }
}
