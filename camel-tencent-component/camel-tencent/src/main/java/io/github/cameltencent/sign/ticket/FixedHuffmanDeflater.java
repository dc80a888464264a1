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
package io.github.cameltencent.sign.ticket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses short texts to the zlib format (RFC 1950), as one block with fixed Huffman codes (RFC 1951). This avoids
 * resetting a {@link java.util.zip.Deflater}, which takes ten times as long as compressing a UserSig. Not thread-safe.
 */
final class FixedHuffmanDeflater {

    /** The maximum length of a text; longer ones would be over a tenth longer than with Huffman codes of their own. */
    static final int MAX_TEXT = 240;

    /** The maximum length of what is written; every literal has at most 9 bits. */
    static final int MAX_PACKED = MAX_TEXT + MAX_TEXT / 8 + 32;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // deflate with a window of 32 KiB, default level; the same two bytes as zlib's
    private static final byte HEADER_1 = 0x78;
    private static final byte HEADER_2 = (byte) 0x9c;
    private static final int LAST_FIXED_BLOCK = 0b011;
    private static final int BLOCK_HEADER_BITS = 3;
    private static final int END_OF_BLOCK_BITS = 7; // all 0

    private static final int MIN_MATCH = 3;
    private static final int DISTANCE_SHIFT = 16;
    private static final int LENGTH_MASK = 0xffff;
    private static final int HASH_BITS = 10;
    private static final int THREE_BYTES = 0xffffff;
    private static final int MULTIPLIER = 0x9e3779b1; // spreads the bits of the hashed bytes

    private static final int COUNT_SHIFT = 27;
    private static final int BITS = (1 << COUNT_SHIFT) - 1;

    /** The code of each literal, length and distance: the bits as they are written, and above them their number. */
    private static final int[] LITERALS = new int[256];

    private static final int[] LENGTHS = new int[MAX_TEXT + 1];
    private static final int[] DISTANCES = new int[MAX_TEXT];

    static {
        for (int literal = 0; literal < LITERALS.length; literal++) {
            LITERALS[literal] = symbol(literal);
        }
        int length = MIN_MATCH;
        for (int code = 0; length <= MAX_TEXT; code++) {
            int extra = code < 8 ? 0 : code / 4 - 1;
            for (int value = 0; value < 1 << extra && length <= MAX_TEXT; value++) {
                LENGTHS[length++] = append(symbol(257 + code), value | extra << COUNT_SHIFT);
            }
        }
        int distance = 1;
        for (int code = 0; distance < MAX_TEXT; code++) {
            int extra = code < 4 ? 0 : code / 2 - 1;
            for (int value = 0; value < 1 << extra && distance < MAX_TEXT; value++) {
                DISTANCES[distance++] = append(reversed(code, 5), value | extra << COUNT_SHIFT);
            }
        }
    }

    private final Adler32 checksum = new Adler32();

    /** Where three bytes with a hash were last seen; 0 also for never, since what is found is compared anyway. */
    private final short[] heads = new short[1 << HASH_BITS];

    /**
     * Compresses a text.
     *
     * @param text of up to {@link #MAX_TEXT} bytes
     * @param into has space for {@link #MAX_PACKED} bytes
     * @return the number of bytes written
     */
    int deflate(byte[] text, int length, byte[] into) {
        Arrays.fill(heads, (short) 0);
        into[0] = HEADER_1;
        into[1] = HEADER_2;
        int position = 2;
        long bits = LAST_FIXED_BLOCK;
        int count = BLOCK_HEADER_BITS;
        int index = 0;
        while (index < length) {
            int code;
            // eight bytes are read at once, so the last ones are literals
            int matched = index > length - Long.BYTES ? 0 : findMatch(text, index, length);
            if (matched == 0) {
                code = LITERALS[text[index] & 0xff];
                index++;
            } else {
                code = append(LENGTHS[matched & LENGTH_MASK], DISTANCES[matched >>> DISTANCE_SHIFT]);
                index += matched & LENGTH_MASK;
            }
            bits |= (long) (code & BITS) << count;
            count += code >>> COUNT_SHIFT;
            if (count >= Integer.SIZE) {
                INT.set(into, position, (int) bits);
                position += Integer.BYTES;
                bits >>>= Integer.SIZE;
                count -= Integer.SIZE;
            }
        }
        for (count += END_OF_BLOCK_BITS; count > 0; count -= Byte.SIZE) {
            into[position++] = (byte) bits;
            bits >>>= Byte.SIZE;
        }
        checksum.reset();
        checksum.update(text, 0, length);
        INT.set(into, position, Integer.reverseBytes((int) checksum.getValue()));
        return position + Integer.BYTES;
    }

    /** Returns length and distance of an earlier occurrence of the bytes at an index, 0 for none. */
    private int findMatch(byte[] text, int index, int length) {
        long eight = (long) LONG.get(text, index);
        int hash = ((int) eight & THREE_BYTES) * MULTIPLIER >>> 32 - HASH_BITS;
        int earlier = heads[hash];
        heads[hash] = (short) index;
        long different = eight ^ (long) LONG.get(text, earlier);
        if ((different & THREE_BYTES) != 0 || earlier == index) {
            return 0;
        }
        int matched = different != 0
                ? Long.numberOfTrailingZeros(different) / Byte.SIZE
                : matched(text, earlier, index, length);
        return index - earlier << DISTANCE_SHIFT | matched;
    }

    private static int matched(byte[] text, int earlier, int index, int length) {
        int max = length - index;
        int matched = Long.BYTES;
        while (matched < max && text[earlier + matched] == text[index + matched]) {
            matched++;
        }
        return matched;
    }

    /** Returns the code of a literal or a length: canonical codes of 7 to 9 bits, see RFC 1951, 3.2.6. */
    private static int symbol(int symbol) {
        if (symbol < 144) {
            return reversed(0b0011_0000 + symbol, 8);
        }
        if (symbol < 256) {
            return reversed(0b1_1001_0000 + symbol - 144, 9);
        }
        return symbol < 280 ? reversed(symbol - 256, 7) : reversed(0b1100_0000 + symbol - 280, 8);
    }

    /** Codes are written from their highest bit on, everything else from its lowest. */
    private static int reversed(int code, int bits) {
        return Integer.reverse(code) >>> Integer.SIZE - bits | bits << COUNT_SHIFT;
    }

    private static int append(int code, int next) {
        int bits = code >>> COUNT_SHIFT;
        return code + ((next & BITS) << bits) + (next & ~BITS);
    }
}
