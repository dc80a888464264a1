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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateMapKeyTest {

    private static final Instant END = Instant.ofEpochSecond(1715552000L);

    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of(Vectors.userSig().get("private_map_key"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void laysOutTheUserBufAsTheVendorsLibrary(JsonNode vector) {
        if (vector.path("account_type").asInt() != 0) {
            return; // other account types are read, not written
        }
        String userId = vector.get("userid").asText();
        long app = vector.get("sdkappid").asLong();
        Instant end = Instant.ofEpochSecond(
                vector.get("time").asLong() + vector.get("expire").asLong());
        int privileges = vector.get("privilege_map").asInt();

        byte[] userBuf = vector.has("roomstr")
                ? PrivateMapKey.userBuf(userId, app, vector.get("roomstr").asText(), end, privileges)
                : PrivateMapKey.userBuf(userId, app, vector.get("roomid").asLong(), end, privileges);

        assertThat(HexFormat.of().formatHex(userBuf))
                .isEqualTo(vector.get("userbuf_hex").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsItBack(JsonNode vector) {
        JsonNode fields = vector.get("userbuf_fields");

        PrivateMapKey.Room room = PrivateMapKey.decode(
                HexFormat.of().parseHex(vector.get("userbuf_hex").asText()));

        assertThat(room.userId()).isEqualTo(vector.get("userid").asText());
        assertThat(room.sdkAppId()).isEqualTo(fields.get("sdkappid").asLong());
        assertThat(room.roomId()).isEqualTo(fields.get("auth_id").asLong());
        assertThat(room.roomIdString())
                .isEqualTo(vector.has("roomstr") ? vector.get("roomstr").asText() : null);
        assertThat(room.expiresAt()).isEqualTo(fields.get("expire_at").asLong());
        assertThat(room.privileges()).isEqualTo(fields.get("privilege_map").asInt());
        assertThat(room.accountType()).isEqualTo(fields.get("account_type").asLong());
    }

    @Test
    void idsOutsideAsciiAreUtf8() {
        byte[] userBuf = PrivateMapKey.userBuf("小明", Vectors.APP, "房间", END, 42);

        assertThat(Arrays.copyOfRange(userBuf, 3, 9)).isEqualTo("小明".getBytes(StandardCharsets.UTF_8));
        assertThat(PrivateMapKey.decode(userBuf).userId()).isEqualTo("小明");
        assertThat(PrivateMapKey.decode(userBuf).roomIdString()).isEqualTo("房间");
    }

    @Test
    void anEndBeyond2106KeepsItsLow32Bits() {
        byte[] userBuf = PrivateMapKey.userBuf("u", 1, 1, Instant.ofEpochSecond((1L << 32) + 5), 0);

        assertThat(PrivateMapKey.decode(userBuf).expiresAt()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 4294967295L, Long.MAX_VALUE})
    void roomNumbersOutOfRangeAreRefused(long room) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivateMapKey.userBuf("u", Vectors.APP, room, END, 0))
                .withMessageContaining("1 to 4294967294");
    }

    @Test
    void roomNamesThatAreEmptyLongOrUnprintableAreRefused() {
        for (String name : new String[] {null, "", "x".repeat(65), "é".repeat(33), "a\nb"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrivateMapKey.userBuf("u", Vectors.APP, name, END, 0))
                    .withMessageContaining("string id of the room");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256, Integer.MAX_VALUE})
    void privilegesOutOfRangeAreRefused(int privileges) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivateMapKey.userBuf("u", Vectors.APP, 1, END, privileges))
                .withMessageContaining("0 to 255");
    }

    @Test
    void badIdsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PrivateMapKey.userBuf("", Vectors.APP, 1, END, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PrivateMapKey.userBuf("a\n", Vectors.APP, 1, END, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PrivateMapKey.userBuf("u", 1L << 32, 1, END, 0));
    }

    @Test
    void otherUserBufsAreNotTakenForARoom() {
        byte[] numbered = PrivateMapKey.userBuf("user", Vectors.APP, 7, END, 255);
        byte[] named = PrivateMapKey.userBuf("user", Vectors.APP, "room", END, 255);

        assertThat(PrivateMapKey.decode(null)).isNull();
        assertThat(PrivateMapKey.decode("abc".getBytes(StandardCharsets.US_ASCII)))
                .isNull();
        for (byte[] whole : new byte[][] {numbered, named}) {
            for (int length = 0; length < whole.length; length++) {
                assertThat(PrivateMapKey.decode(Arrays.copyOf(whole, length))).isNull();
            }
            assertThat(PrivateMapKey.decode(Arrays.copyOf(whole, whole.length + 1)))
                    .isNull();
        }
        numbered[0] = 2;
        assertThat(PrivateMapKey.decode(numbered)).isNull();
        byte[] noText = PrivateMapKey.userBuf("user", Vectors.APP, 7, END, 255);
        noText[3] = (byte) 0xff;
        assertThat(PrivateMapKey.decode(noText)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "255|255",
                " 42 |42",
                "createRoom|1",
                "enterRoom,receiveAudio, receiveVideo|42",
                "receiveSubstream|128",
                "createRoom,enterRoom,sendAudio,receiveAudio,sendVideo,receiveVideo,sendSubstream,receiveSubstream|255"
            })
    void privilegesAreANumberOrNames(String text, int sum) {
        assertThat(RoomPrivilege.parse(text)).isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "256", "-1", "enterroom", "enterRoom,", "enterRoom;sendAudio", "99999999999"})
    void anythingElseIsRefusedWithTheNamesToChooseFrom(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoomPrivilege.parse(text))
                .withMessageContaining("receiveSubstream");
    }
}
