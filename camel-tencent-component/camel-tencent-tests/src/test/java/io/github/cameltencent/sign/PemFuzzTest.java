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

import io.github.cameltencent.fuzz.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PEM text gives a key that signs and verifies, or a refusal that quotes nothing of it. */
class PemFuzzTest extends FuzzTest {

    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/]{24,}");

    @Override
    protected List<String> words() {
        return List.of(
                "-----BEGIN PRIVATE KEY-----",
                "-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----",
                "-----END EC PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-----",
                "-----END PUBLIC KEY-----",
                "-----BEGIN EC PARAMETERS-----",
                "-----END EC PARAMETERS-----",
                "ENCRYPTED ",
                "Proc-Type: 4,ENCRYPTED",
                "\\n",
                "\\r",
                "\n",
                "    ",
                "MIGH",
                "MIGT",
                "MIAw",
                "MIAwgDCAMIAwgDCA",
                "BgUrgQQACg==");
    }

    @Override
    protected int tries() {
        return 4_000;
    }

    @Override
    protected String read(byte[] input) {
        String pem = new String(input, StandardCharsets.UTF_8);
        return privateKey(pem) + " / " + publicKey(pem);
    }

    private static String privateKey(String pem) {
        try {
            PrivateKey key = EcKeys.privateKey(pem);
            LegacyUserSig.of(1400000000L, key).generate("u", 60, null, NOW);
            return "a private key";
        } catch (IllegalArgumentException e) {
            return refusal(pem, e);
        }
    }

    private static String publicKey(String pem) {
        try {
            UserSigVerification.of(1400000000L).withPublicKey(EcKeys.publicKey(pem));
            return "a public key";
        } catch (IllegalArgumentException e) {
            return refusal(pem, e);
        }
    }

    private static String refusal(String pem, IllegalArgumentException e) {
        assertThat(e).hasNoCause();
        Matcher quoted = LONG_WORD.matcher(e.getMessage());
        while (quoted.find()) {
            assertThat(pem).doesNotContain(quoted.group());
        }
        return e.getMessage().replaceAll("contains: .*", "contains");
    }
}
