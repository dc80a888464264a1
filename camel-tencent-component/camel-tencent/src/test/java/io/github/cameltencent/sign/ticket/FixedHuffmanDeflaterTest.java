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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FixedHuffmanDeflaterTest {

    private static final double MAX_LENGTH = 1.1;

    private final FixedHuffmanDeflater deflater = new FixedHuffmanDeflater();

    @Property(tries = 5000)
    void anyBytesReadBack(@ForAll @Size(max = FixedHuffmanDeflater.MAX_TEXT) byte[] bytes) throws Exception {
        assertReadsBack(bytes);
    }

    @Property(tries = 2000)
    void anyRepetitionsReadBack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int letters) throws Exception {
        Random random = new Random(seed);
        byte[] text = new byte[random.nextInt(FixedHuffmanDeflater.MAX_TEXT + 1)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (random.nextInt(8) == 0 ? 200 + random.nextInt(letters) : 'a' + random.nextInt(letters));
        }

        assertReadsBack(text);
    }

    @Test
    void everyLengthOfARunReadsBack() throws Exception {
        for (int length = 0; length <= FixedHuffmanDeflater.MAX_TEXT; length++) {
            byte[] text = new byte[length];
            Arrays.fill(text, (byte) 'x');

            assertReadsBack(text);
        }
    }

    @Test
    void everyDistanceOfAMatchReadsBack() throws Exception {
        for (int distance = 3; distance <= FixedHuffmanDeflater.MAX_TEXT - 11; distance++) {
            byte[] text = new byte[distance + 11];
            new Random(distance).nextBytes(text);
            System.arraycopy(text, 0, text, distance, 3);

            assertReadsBack(text);
        }
    }

    @Property(tries = 5000)
    void ticketsAreAtMostATenthLongerThanZlibs(@ForAll long seed, @ForAll @IntRange(min = 1, max = 32) int id)
            throws Exception {
        byte[] json = ticket(new Random(seed), 0, id);

        assertThat((double) assertReadsBack(json).length).isLessThanOrEqualTo(MAX_LENGTH * zlib(json));
    }

    /** Random bytes, which zlib encodes with codes of their own, are the worst case. */
    @Property(tries = 200)
    void ticketsWithARandomUserBufAreOnAverageAtMostATenthLongerThanZlibs(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 34) int userBuf) throws Exception {
        Random random = new Random(seed);
        int ours = 0;
        int zlibs = 0;
        for (int i = 0; i < 50; i++) {
            byte[] json = ticket(random, userBuf, 8);
            ours += assertReadsBack(json).length;
            zlibs += zlib(json);
        }

        assertThat((double) ours).isLessThanOrEqualTo(MAX_LENGTH * zlibs);
    }

    private byte[] assertReadsBack(byte[] text) throws Exception {
        byte[] packed = new byte[FixedHuffmanDeflater.MAX_PACKED];
        int length = deflater.deflate(text, text.length, packed);
        Inflater inflater = new Inflater();
        inflater.setInput(packed, 0, length);
        byte[] read = new byte[text.length + 1];
        int inflated = inflater.inflate(read);

        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isZero();
        assertThat(Arrays.copyOf(read, inflated)).isEqualTo(text);
        inflater.end();
        return Arrays.copyOf(packed, length);
    }

    /** Returns the JSON of a UserSig with random content. */
    private static byte[] ticket(Random random, int userBuf, int id) {
        StringBuilder json = new StringBuilder("{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"");
        for (int i = 0; i < id; i++) {
            json.append((char) ('a' + random.nextInt(26)));
        }
        json.append("\",\"TLS.sdkappid\":").append(1_400_000_000 + random.nextInt(1_000_000));
        json.append(",\"TLS.expire\":").append(1 + random.nextInt(15_552_000));
        json.append(",\"TLS.time\":").append(1_700_000_000 + random.nextInt(99_999_999));
        if (userBuf > 0) {
            json.append(",\"TLS.userbuf\":\"").append(base64(random, userBuf)).append('"');
        }
        json.append(",\"TLS.sig\":\"").append(base64(random, 32)).append("\"}");
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int zlib(byte[] text) {
        Deflater zlib = new Deflater();
        zlib.setInput(text);
        zlib.finish();
        int length = zlib.deflate(new byte[2 * text.length + 64]);
        zlib.end();
        return length;
    }
}
