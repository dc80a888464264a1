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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Base64 with padding and without line breaks, in the standard alphabet and in that of UserSigs (which is not the
 * URL-safe one of RFC 4648). Decoding is strict: unused bits must be zero, so each content has exactly one text.
 */
public enum TicketBase64 {
    STANDARD('+', '/', '='),
    TICKET('*', '-', '_');

    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] digits;

    /** Two digits for each value of 12 bits. */
    private final short[] pairs = new short[1 << 12];

    private final byte[] values = new byte[128];
    private final byte pad;

    TicketBase64(char digit62, char digit63, char pad) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + digit62 + digit63;
        this.digits = alphabet.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) (digits[i >>> 6] | digits[i & 63] << Byte.SIZE);
        }
        this.pad = (byte) pad;
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < digits.length; i++) {
            values[digits[i]] = (byte) i;
        }
    }

    public static int encodedLength(int length) {
        return (length + 2) / 3 * 4;
    }

    /** Encodes into an array from a position on, and returns the position after the last character. */
    public int encode(byte[] from, int length, byte[] to, int position) {
        int complete = length / 3 * 3;
        int out = position;
        for (int i = 0; i < complete; i += 3) {
            int bits = (from[i] & 0xff) << 16 | (from[i + 1] & 0xff) << 8 | from[i + 2] & 0xff;
            PAIR.set(to, out, pairs[bits >>> 12]);
            PAIR.set(to, out + 2, pairs[bits & 0xfff]);
            out += 4;
        }
        if (complete < length) {
            boolean two = length - complete == 2;
            int bits = (from[complete] & 0xff) << 16 | (two ? (from[complete + 1] & 0xff) << 8 : 0);
            to[out++] = digits[bits >>> 18];
            to[out++] = digits[bits >>> 12 & 63];
            to[out++] = two ? digits[bits >>> 6 & 63] : pad;
            to[out++] = pad;
        }
        return out;
    }

    public String encode(byte[] from) {
        byte[] to = new byte[encodedLength(from.length)];
        encode(from, from.length, to, 0);
        return new String(to, StandardCharsets.ISO_8859_1);
    }

    /** Decodes text, or returns null if it is not exactly what {@link #encode} writes. */
    public byte[] decode(String text) {
        int length = text.length();
        if (length % 4 != 0) {
            return null;
        }
        int padding = 0;
        while (padding < 2 && padding < length && text.charAt(length - 1 - padding) == pad) {
            padding++;
        }
        byte[] content = new byte[length / 4 * 3 - padding];
        int out = 0;
        int bits = 0;
        for (int i = 0; i < length - padding; i++) {
            char unit = text.charAt(i);
            int value = unit < 128 ? values[unit] : -1;
            if (value < 0) {
                return null;
            }
            bits = bits << 6 | value;
            if ((i & 3) != 0) {
                int left = 6 - 2 * (i & 3);
                content[out++] = (byte) (bits >>> left);
                bits &= (1 << left) - 1;
            }
        }
        return bits == 0 ? content : null;
    }
}
