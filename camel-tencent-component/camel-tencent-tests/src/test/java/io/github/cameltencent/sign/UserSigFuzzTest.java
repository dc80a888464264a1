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

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.fuzz.FuzzTest;
import io.github.cameltencent.sign.ticket.UserSigErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A UserSig, or the JSON inside of one, ends with a documented code or is what was signed. An input with a brace or a
 * zlib header first is packed, so that mutations reach each layer.
 */
class UserSigFuzzTest extends FuzzTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final Set<String> CODES =
            Arrays.stream(UserSigErrorCode.values()).map(Enum::name).collect(Collectors.toSet());

    private final UserSigVerification verification = UserSigVerification.of(Vectors.APP)
            .withSecretKey(Vectors.KEY)
            .withPublicKey(EcKeys.publicKey(Vectors.userSig()
                    .at("/ecdsa_keys/secp256k1/public_key_spki_pem")
                    .asText()));

    @Override
    protected List<String> words() {
        return List.of(
                "\"TLS.ver\":\"2.0\",",
                "\"TLS.sdk_appid\":\"1400000000\",",
                "\"TLS.userbuf\":\"AAA=\",",
                "TLS.time",
                "TLS.expire",
                "TLS.sig",
                "TLS.identifier",
                "_",
                "*",
                "-",
                "\\n",
                "2014-01-31T13:25:01-08:00",
                "eJw");
    }

    @Override
    protected String read(byte[] input) {
        String ticket = ticket(input);
        String verified = verify(ticket);
        String decoded;
        try {
            UserSigClaims claims = UserSigVerification.decodeUnverified(ticket);
            PrivateMapKey.decode(claims.getUserBuf());
            decoded = "decoded " + (claims.getUserBuf() != null);
        } catch (TencentAuthException e) {
            assertThat(e.getCode()).isIn(CODES);
            decoded = e.getMessage().replaceAll("[0-9]+", "#");
        }
        return verified + " / " + decoded + (PrivateMapKey.decode(input) == null ? "" : " / a room");
    }

    private String verify(String ticket) {
        try {
            UserSigClaims claims = verification.verify(ticket, NOW);
            // the corpus was made for this user: whoever else is accepted was never signed
            assertThat(claims.getUserId()).isEqualTo("fuzz");
            assertThat(claims.getIssuedAt()).isEqualTo(1700000000L);
            return "verified as " + claims.getAlgorithm() + (claims.getUserBuf() != null);
        } catch (TencentAuthException e) {
            assertThat(e.getCode()).isIn(CODES);
            return e.getCode();
        }
    }

    private static String ticket(byte[] input) {
        if (input.length > 0 && input[0] == '{') {
            return Vectors.ticketOf(Vectors.zlib(input, 6));
        }
        return input.length > 0 && (input[0] == 0x78 || input[0] == 0)
                ? Vectors.ticketOf(input)
                : new String(input, StandardCharsets.UTF_8);
    }
}
