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
package io.github.cameltencent.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Mutates inputs: flips, cuts, repeats, nests and splices, and inserts words, huge numbers and broken text. */
final class Mutator {

    static final int MAX_BYTES = 1 << 20;

    private static final int ORDINARY_BYTES = 1 << 14;
    private static final List<String> WORDS = List.of(
            "{", "}", "[", "]", "\"", "\\", ":", ",", "=", "&", "%", "+", " ", "\r\n", "\n\n", "\0", "\uFEFF", "null",
            "true", "{}", "[]", "\"\"", "\\u0000", "\\ud800", "%00", "%ff", "%", "../", "\u202e", "😀", "İ");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "255",
            "65536",
            "2147483647",
            "2147483648",
            "-2147483649",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e400",
            "1e-400",
            "1e999999999",
            "1E99999999999",
            "0.1",
            "1.0",
            "00",
            "0x10",
            "NaN",
            "9".repeat(1200));
    private static final byte[][] BROKEN = {
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xff},
        {(byte) 0xf4, (byte) 0x90},
        {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07},
        {0x7b, 0x7b, 0x7b, 0x7b}
    };

    private final Random random;
    private final byte[][] words;

    Mutator(Random random, List<String> ofTheFormat) {
        this.random = random;
        this.words = java.util.stream.Stream.of(ofTheFormat, ofTheFormat, WORDS, NUMBERS)
                .flatMap(List::stream)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    byte[] mutate(byte[] input, byte[] other) {
        byte[] mutated = input;
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutated = once(mutated, other);
        }
        return mutated;
    }

    private byte[] once(byte[] in, byte[] other) {
        int from = random.nextInt(in.length + 1);
        int to = Math.min(in.length, from + random.nextInt(random.nextBoolean() ? 8 : in.length + 1));
        return switch (random.nextInt(12)) {
            case 0 -> flipped(in);
            case 1 -> noise(in, from, to);
            case 2 -> Arrays.copyOf(in, from);
            case 3 -> join(in, 0, from, new byte[0], 1, to, in.length);
            case 4 -> join(in, 0, to, Arrays.copyOfRange(in, from, to), times(to - from), to, in.length);
            case 5 -> nested(in, from, to);
            case 6 -> spliced(in, from, other);
            case 7 -> join(in, 0, from, BROKEN[random.nextInt(BROKEN.length)], 1, from, in.length);
            case 8 -> number(in, from);
            case 9 -> token(in, from);
            case 10 -> join(in, 0, from, word(), times(8), from, in.length);
            default -> join(in, 0, from, word(), 1, from, in.length);
        };
    }

    private byte[] flipped(byte[] in) {
        byte[] out = in.clone();
        if (out.length > 0) {
            out[random.nextInt(out.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return out;
    }

    private byte[] noise(byte[] in, int from, int to) {
        byte[] out = in.clone();
        for (int i = from; i < Math.min(to, from + 16); i++) {
            out[i] = (byte) random.nextInt();
        }
        return out;
    }

    /** Repeats what is before and what is after the middle equally often. */
    private byte[] nested(byte[] in, int from, int to) {
        int times = times(Math.max(1, in.length - (to - from)));
        byte[] opened = join(in, 0, 0, Arrays.copyOf(in, from), times, from, to);
        return join(opened, 0, opened.length, Arrays.copyOfRange(in, to, in.length), times, 0, 0);
    }

    private byte[] spliced(byte[] in, int from, byte[] other) {
        int start = random.nextInt(other.length + 1);
        return join(in, 0, from, Arrays.copyOfRange(other, start, other.length), 1, 0, 0);
    }

    private byte[] number(byte[] in, int near) {
        int from = near;
        while (from < in.length && !Character.isDigit(in[from])) {
            from++;
        }
        int to = from;
        while (to < in.length && Character.isDigit(in[to])) {
            to++;
        }
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return join(in, 0, from, number.getBytes(StandardCharsets.US_ASCII), 1, to, in.length);
    }

    /** Replaces what is between two punctuation marks. */
    private byte[] token(byte[] in, int near) {
        int from = near;
        while (from > 0 && Character.isLetterOrDigit(in[from - 1])) {
            from--;
        }
        int to = near;
        while (to < in.length && Character.isLetterOrDigit(in[to])) {
            to++;
        }
        return join(in, 0, from, word(), 1, to, in.length);
    }

    private byte[] word() {
        return words[random.nextInt(words.length)];
    }

    /** Mostly a few times, sometimes many, and rarely up to the maximum size. */
    private int times(int length) {
        int most =
                switch (random.nextInt(200)) {
                    case 0 -> MAX_BYTES;
                    case 1, 2, 3, 4 -> ORDINARY_BYTES;
                    default -> 64;
                };
        return 1 + random.nextInt(Math.max(1, most / Math.max(1, length)));
    }

    /** A part of the input, other bytes so many times, and another part. */
    private static byte[] join(byte[] in, int from, int to, byte[] between, int times, int next, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(in, from, to - from);
        for (int i = 0; i < times && out.size() + between.length <= MAX_BYTES; i++) {
            out.write(between, 0, between.length);
        }
        out.write(in, next, Math.min(end, in.length) - Math.min(next, in.length));
        return out.size() <= MAX_BYTES ? out.toByteArray() : Arrays.copyOf(out.toByteArray(), MAX_BYTES);
    }
}
