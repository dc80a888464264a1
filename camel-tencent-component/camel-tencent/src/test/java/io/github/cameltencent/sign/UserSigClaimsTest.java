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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserSigClaimsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final UserSig USER_SIG = UserSig.of(Vectors.APP, Vectors.KEY);

    private static UserSigClaims of(byte[] userBuf) {
        return UserSigVerification.decodeUnverified(USER_SIG.generate("u", 60, userBuf, NOW));
    }

    @Test
    void namesComeInAFixedOrderAndWhatIsAbsentIsLeftOut() {
        assertThat(of(null).toMap().keySet())
                .containsExactly("userId", "sdkAppId", "issuedAt", "expiresAt", "algorithm");
        assertThat(of(PrivateMapKey.userBuf("u", Vectors.APP, "r", NOW, 1))
                        .toMap()
                        .keySet())
                .containsExactly(
                        "userId",
                        "sdkAppId",
                        "issuedAt",
                        "expiresAt",
                        "userBuf",
                        "algorithm",
                        "roomIdString",
                        "privileges");
        assertThat(of(new byte[0]).toMap()).containsEntry("userBuf", "");
    }

    @Test
    void aUserBufForAnotherUserOrApplicationIsNoRoom() {
        assertThat(of(PrivateMapKey.userBuf("other", Vectors.APP, 1, NOW, 1)).getRoomId())
                .isNull();
        assertThat(of(PrivateMapKey.userBuf("u", 1, 1, NOW, 1)).getPrivileges()).isNull();
    }

    @Test
    void aTextNamesAllOfThem() {
        assertThat(of(null))
                .hasToString("UserSigClaims" + of(null).toMap())
                .asString()
                .contains("userId=u");
    }

    @Test
    void travelsSerialized() throws Exception {
        UserSigClaims claims = of(PrivateMapKey.userBuf("u", Vectors.APP, 9, NOW, 1));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(claims);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(claims).hasSameHashCodeAs(claims);
        }
    }

    @Test
    void cannotBeChangedFromOutside() {
        UserSigClaims claims = of(new byte[] {1});
        claims.getUserBuf()[0] = 2;

        assertThat(claims.getUserBuf()).containsExactly(1);
        assertThat(claims).isNotEqualTo(of(new byte[] {2}));
    }
}
