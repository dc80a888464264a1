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
package io.github.cameltencent.usersig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.sign.UserSigClaims;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code tencent:usersig/privateMapKey}. */
class PrivateMapKeyEndpointTest extends UserSigTestSupport {

    private static final String ROOM = TencentConstants.ROOM_ID;
    private static final String ROOM_NAME = TencentConstants.ROOM_ID_STRING;
    private static final String RIGHTS = TencentConstants.PRIVILEGES;

    @Test
    void theVendorsRoomTicketIsMadeFromTheSameInput() {
        JsonNode vector = VECTORS.at("/private_map_key/0");

        String ticket = ticket("/privateMapKey?expire=15552000&roomId=10000&privileges=255", "xiaojun", Map.of());

        assertThat(HexFormat.of().formatHex(opened(ticket).getUserBuf()))
                .isEqualTo(vector.get("userbuf_hex").asText());
    }

    @Test
    void theRoomIsANumberOrAName() {
        UserSigClaims numbered = opened(ticket("/privateMapKey", "x", Map.of(ROOM, "4294967294", RIGHTS, 42)));
        assertThat(numbered.getRoomId()).isEqualTo(4294967294L);
        assertThat(numbered.getRoomIdString()).isNull();
        assertThat(numbered.getPrivileges()).isEqualTo(42);

        UserSigClaims named = opened(ticket("/privateMapKey", "x", Map.of(ROOM_NAME, "lobby", RIGHTS, 42)));
        assertThat(named.getRoomId()).isNull();
        assertThat(named.getRoomIdString()).isEqualTo("lobby");
    }

    @Test
    void aRoomInTheHeadersReplacesThatOfTheOptions() {
        String options = "/privateMapKey?roomId=7&privileges=enterRoom";

        assertThat(opened(ticket(options, "x", Map.of())).getRoomId()).isEqualTo(7);
        assertThat(opened(ticket(options, "x", Map.of(ROOM, 8))).getRoomId()).isEqualTo(8);
        assertThat(opened(ticket(options, "x", Map.of(ROOM_NAME, "lobby"))).getRoomIdString())
                .isEqualTo("lobby");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "255, 255",
        "createRoom, 1",
        "enterRoom, 2",
        "sendAudio, 4",
        "receiveAudio, 8",
        "sendVideo, 16",
        "receiveVideo, 32",
        "sendSubstream, 64",
        "receiveSubstream, 128",
        "'enterRoom,receiveAudio, receiveVideo', 42"
    })
    void privilegesAreANumberOrNames(String privileges, long sum) {
        assertThat(opened(ticket("/privateMapKey?roomId=1", "x", Map.of(RIGHTS, privileges)))
                        .getPrivileges())
                .isEqualTo(sum);
        assertThat(opened(ticket("/privateMapKey?roomId=1&privileges=RAW(" + privileges + ")", "x", Map.of()))
                        .getPrivileges())
                .isEqualTo(sum);
    }

    @Test
    void privilegesInAHeaderMayBeAList() {
        assertThat(opened(ticket("/privateMapKey?roomId=1", "x", Map.of(RIGHTS, List.of("enterRoom", "sendAudio"))))
                        .getPrivileges())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void invalidParametersAreRefusedWithTheirName(String code, String options, Map<String, ?> headers) {
        Exchange exchange = send("/privateMapKey" + options, "xiaojun", headers);

        assertThat(exchange.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(refusalOf(exchange).getCode()).isEqualTo(code);
        assertThat(refusalOf(exchange).getOperation()).isEqualTo("privateMapKey");
        assertThat(exchange.getMessage().getBody()).isEqualTo("xiaojun");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("ROOM_MISSING", "?privileges=1", Map.of()),
                Arguments.of("ROOM_AMBIGUOUS", "?privileges=1", Map.of(ROOM, 1, ROOM_NAME, "lobby")),
                Arguments.of("ROOM_INVALID", "?privileges=1", Map.of(ROOM, 0)),
                Arguments.of("ROOM_INVALID", "?privileges=1", Map.of(ROOM, -1)),
                Arguments.of("ROOM_INVALID", "?privileges=1", Map.of(ROOM, 4294967295L)),
                Arguments.of("FIELD_INVALID", "?privileges=1", Map.of(ROOM, "lobby")),
                Arguments.of("ROOM_INVALID", "?privileges=1", Map.of(ROOM_NAME, "")),
                Arguments.of("ROOM_INVALID", "?privileges=1&roomId=5", Map.of(ROOM_NAME, "")),
                Arguments.of("ROOM_INVALID", "?privileges=1", Map.of(ROOM_NAME, "x".repeat(65))),
                Arguments.of("ROOM_INVALID", "?privileges=1", Map.of(ROOM_NAME, "lob\nby")),
                Arguments.of("LONE_SURROGATE", "?privileges=1", Map.of(ROOM_NAME, "lone \ud83d")),
                Arguments.of("PRIVILEGES_MISSING", "?roomId=1", Map.of()),
                Arguments.of("PRIVILEGES_INVALID", "?roomId=1", Map.of(RIGHTS, 256)),
                Arguments.of("PRIVILEGES_INVALID", "?roomId=1", Map.of(RIGHTS, -1)),
                Arguments.of("PRIVILEGES_INVALID", "?roomId=1", Map.of(RIGHTS, "")),
                Arguments.of("PRIVILEGES_INVALID", "?roomId=1", Map.of(RIGHTS, "enterRoom,flyAway")),
                Arguments.of("ADMIN_USER", "?roomId=1&privileges=1&userId=administrator", Map.of()),
                Arguments.of(
                        "USER_ID_INVALID", "?roomId=1&privileges=1", Map.of(TencentConstants.USER_ID, "xiao\njun")));
    }

    @Test
    void theEndInTheUserBufIsTheTicketsEnd() {
        UserSigClaims claims = opened(ticket("/privateMapKey?roomId=1&privileges=1&expire=100", "x", Map.of()));

        byte[] userBuf = claims.getUserBuf();
        long end = Integer.toUnsignedLong(java.nio.ByteBuffer.wrap(userBuf).getInt(1 + 2 + 1 + 4 + 4));
        assertThat(end).isEqualTo(claims.getExpiresAt()).isEqualTo(NOW + 100);
    }

    @Test
    void aNameMayHaveSixtyFourBytes() {
        assertThat(opened(ticket("/privateMapKey", "x", Map.of(ROOM_NAME, "r".repeat(64), RIGHTS, 1)))
                        .getRoomIdString())
                .hasSize(64);
    }
}
