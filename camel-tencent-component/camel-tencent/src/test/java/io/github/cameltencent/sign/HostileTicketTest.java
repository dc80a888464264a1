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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.sign.ticket.TicketDecoder;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTicketTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final UserSig USER_SIG = UserSig.of(Vectors.APP, Vectors.KEY);
    private static final String TICKET = USER_SIG.generate("xiaojun", 60, null, NOW);
    private static final UserSigVerification VERIFICATION =
            UserSigVerification.of(Vectors.APP).withSecretKey(Vectors.KEY);

    private static String code(String ticket) {
        TencentAuthException refusal =
                catchThrowableOfType(TencentAuthException.class, () -> VERIFICATION.verify(ticket, NOW));
        return refusal == null ? "OK" : refusal.getCode();
    }

    static Stream<String> goodTickets() {
        JsonNode vectors = Vectors.userSig();
        return Stream.of(
                TICKET,
                USER_SIG.generate("xiaojun", 60, PrivateMapKey.userBuf("xiaojun", Vectors.APP, 7, NOW, 42), NOW),
                Vectors.named(vectors.get("verify_cases"), "ok").get("usersig").asText(),
                Vectors.named(vectors.get("verify_cases"), "stored-block-zlib")
                        .get("usersig")
                        .asText(),
                Vectors.named(vectors.get("verify_cases"), "fastest-zlib")
                        .get("usersig")
                        .asText(),
                Vectors.named(vectors.get("verify_cases"), "json-trailing-newline")
                        .get("usersig")
                        .asText());
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("goodTickets")
    void aTruncatedUserSigIsRefused(String ticket) {
        assertThat(code(ticket)).isEqualTo("OK");
        for (int length = 0; length < ticket.length(); length++) {
            assertThat(code(ticket.substring(0, length)))
                    .as("%d characters", length)
                    .isNotEqualTo("OK");
        }
        byte[] packed = Vectors.base64(ticket);
        for (int length = 0; length < packed.length; length++) {
            assertThat(code(Vectors.ticketOf(Arrays.copyOf(packed, length)))).isNotEqualTo("OK");
        }
    }

    /**
     * zlib has several writings for one content: a pointer may go to any earlier copy of the same text, and the header of
     * a stored block has unused bits. A flipped bit there makes another writing of the same ticket, not another ticket.
     */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("goodTickets")
    void aFlippedBitIsRefusedUnlessEveryByteOfTheJsonStaysTheSame(String ticket) throws Exception {
        byte[] json = Vectors.unzlib(Vectors.base64(ticket));
        int same = 0;
        for (int bit = 0; bit < 8 * ticket.length(); bit++) {
            char[] flipped = ticket.toCharArray();
            flipped[bit / 8] ^= (char) (1 << bit % 8);
            String text = new String(flipped);
            if (code(text).equals("OK")) {
                assertThat(Vectors.unzlib(Vectors.base64(text))).isEqualTo(json);
                same++;
            }
        }
        assertThat(same).isLessThan(8);
    }

    @Test
    void theUnusedBitsBeforeTheChecksumMustBeZero() {
        byte[] packed = Vectors.base64(TICKET);
        int last = packed.length - 5;
        int stray = 0x80;
        byte[] altered = packed.clone();
        altered[last] |= (byte) stray;

        assertThat(altered[last]).isNotEqualTo(packed[last]);
        assertThatThrownBy(() -> VERIFICATION.verify(Vectors.ticketOf(altered), NOW))
                .hasMessageContaining("BAD_ZLIB");
    }

    @Test
    void nothingMayFollowTheEnd() {
        byte[] packed = Vectors.base64(TICKET);
        for (int more = 1; more < 4; more++) {
            assertThat(code(Vectors.ticketOf(Arrays.copyOf(packed, packed.length + more))))
                    .isEqualTo("BAD_ZLIB");
        }
        byte[] twice = Arrays.copyOf(packed, 2 * packed.length);
        System.arraycopy(packed, 0, twice, packed.length, packed.length);
        assertThat(code(Vectors.ticketOf(twice))).isEqualTo("BAD_ZLIB");
        assertThat(code(Vectors.ticketOf(Vectors.open(TICKET) + "{}"))).isEqualTo("BAD_JSON");
        assertThat(code(Vectors.ticketOf(Vectors.open(TICKET) + "\n \r\n"))).isEqualTo("OK");
    }

    @Test
    void zlibInsideZlibIsNoJson() {
        byte[] inner = Vectors.zlib(Vectors.base64(TICKET), Deflater.DEFAULT_COMPRESSION);
        byte[] twice = Vectors.zlib(inner, Deflater.DEFAULT_COMPRESSION);

        assertThat(code(Vectors.ticketOf(inner))).isEqualTo("BAD_JSON");
        assertThat(code(Vectors.ticketOf(twice))).isEqualTo("BAD_JSON");
    }

    @Test
    void onlyTheAlphabetOfTicketsIsRead() {
        String withPadding = TICKET + (TICKET.endsWith("_") ? "" : "_");
        assertThat(code(null)).isEqualTo("EMPTY");
        assertThat(code("")).isEqualTo("EMPTY");
        for (String text : new String[] {
            " ",
            TICKET + "\n",
            " " + TICKET,
            TICKET.substring(0, 40) + "\r\n" + TICKET.substring(40),
            withPadding + "_",
            withPadding + "___",
            TICKET.substring(1),
            "____",
            "_",
            "AA_A",
            "A___",
            "AAAÄ",
            "AAA\u0141",
            "AB__",
            "AAB_"
        }) {
            assertThat(code(text)).as(text).isEqualTo("BAD_BASE64");
        }
    }

    @Test
    void theStandardAlphabetIsRefusedWithAHint() {
        String standard = java.util.Base64.getEncoder().encodeToString(Vectors.base64(TICKET));
        assertThat(standard).matches(".*[+/=].*");

        assertThatThrownBy(() -> VERIFICATION.verify(standard, NOW))
                .hasMessageContaining("BAD_BASE64")
                .hasMessageContaining("* for +");
    }

    @Tag("slow")
    @Test
    void eightKibibytesAreReadAndNoMore() {
        String json = Vectors.open(TICKET).toString();
        byte[] filled = Arrays.copyOf(json.getBytes(StandardCharsets.UTF_8), 6000);
        Arrays.fill(filled, json.length(), 6000, (byte) ' ');
        String large = Vectors.ticketOf(Vectors.zlib(filled, 0));
        assertThat(large).hasSizeBetween(8000, TicketDecoder.MAX_LENGTH);

        assertThat(code(large)).isEqualTo("OK");
        assertThat(code("A".repeat(TicketDecoder.MAX_LENGTH + 1))).isEqualTo("BAD_BASE64");
        assertThat(code("A".repeat(TicketDecoder.MAX_LENGTH + 4))).isEqualTo("BAD_BASE64");
        assertThat(code("A".repeat(100_000_000))).isEqualTo("BAD_BASE64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "\"x\"", "7", "null", "", "{", "{\"a\":1,}", "{'a':1}", "{\"a\":01}", "{\"a\":\"\n\"}"})
    void whatIsNoJsonObjectIsRefused(String json) {
        assertThat(code(Vectors.ticketOf(json))).isEqualTo("BAD_JSON");
    }

    @Test
    void deepJsonAndBrokenUtf8AreRefused() {
        String open = Vectors.open(TICKET).toString();
        String deep = open.replaceFirst("\\{", "{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + ",");
        byte[] broken = open.replace("xiaojun", "xiao??n").getBytes(StandardCharsets.ISO_8859_1);
        int at = open.indexOf("xiaojun") + 4;
        broken[at] = (byte) 0xc3;
        broken[at + 1] = (byte) 0x28;

        assertThat(code(Vectors.ticketOf(deep))).isEqualTo("BAD_JSON");
        assertThat(code(Vectors.ticketOf(broken.clone()))).isEqualTo("BAD_JSON");
        assertThat(code(Vectors.ticketOf(Vectors.zlib(broken, 6)))).isEqualTo("BAD_JSON");
        assertThat(code(Vectors.ticketOf(open.getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo("BAD_JSON");
    }

    @Test
    void otherMembersAreAllowed() {
        String more = Vectors.open(TICKET).toString().replaceFirst("\\{", "{\"x\":[1,{\"y\":null}],\"z\":1e400,");

        assertThat(code(Vectors.ticketOf(more))).isEqualTo("OK");
    }

    static Stream<byte[]> bombs() {
        byte[] declared = new byte[6000]; // a stored block after the other, with more promised each time
        Arrays.fill(declared, (byte) 0xff);
        declared[0] = 0x78;
        declared[1] = (byte) 0x9c;
        return Stream.of(
                Vectors.zlib(new byte[1 << 20], 9),
                Vectors.zlib(new byte[5 << 20], 9),
                Vectors.zlib(new byte[10 << 20], 9),
                Vectors.zlib((Vectors.open(TICKET) + " ".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8), 9),
                declared,
                cut(Vectors.zlib(new byte[64 << 20], 9)));
    }

    // the beginning of what would become very large, in as much as a ticket can hold
    private static byte[] cut(byte[] packed) {
        return Arrays.copyOf(packed, 6000);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRefusedFastAndWithLittleMemory(byte[] packed) {
        String bomb = Vectors.ticketOf(packed);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] nanos = IntStream.range(0, 21)
                .mapToLong(i -> {
                    long start = System.nanoTime();
                    assertThat(code(bomb)).isIn("BAD_ZLIB", "BAD_BASE64");
                    return System.nanoTime() - start;
                })
                .sorted()
                .toArray();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        code(bomb);
        long used = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(nanos[10]).as("median time").isLessThan(50_000_000L);
        assertThat(used).as("bytes of heap").isLessThan(1 << 20);
    }

    @Tag("slow")
    @Test
    void aGibibyteIsRefusedForItsLengthAlone() {
        // 1 GiB of zeros is about 1.39 million characters as a ticket
        assertThat(code("eJzs".repeat(350_000))).isEqualTo("BAD_BASE64");
    }
}
