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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.sign.EcKeys;
import io.github.cameltencent.sign.UserSigClaims;
import io.github.cameltencent.sign.UserSigVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the keys of UserSigs come from, and what happens when they change. */
class UserSigKeysTest extends UserSigTestSupport {

    @Test
    void aReplacedApplicationTakesEffectWithTheNextCall() {
        opened(ticket("", "x", Map.of()));

        context.getRegistry().bind("orders", application(im(OTHER_KEY)));

        String ticket = ticket("", "x", Map.of());
        assertThat(checked(ticket, OTHER_KEY).getUserId()).isEqualTo("x");
    }

    @Test
    void aChangedKeyTakesEffectWithTheNextCall() {
        ImApplication im = im(KEY);
        context.getRegistry().bind("orders", application(im));
        opened(ticket("", "x", Map.of()));

        im.setSecretKey(OTHER_KEY);

        assertThat(checked(ticket("", "x", Map.of()), OTHER_KEY).getUserId()).isEqualTo("x");
    }

    @Test
    void anApplicationThatLostItsKeysIsRefusedAndComesBack() {
        send("", "x");
        context.getRegistry().bind("orders", application(null));

        Exchange exchange = send("", "x");

        assertThat(refusalOf(exchange).getOutcome()).isEqualTo(Outcome.AUTH);
        assertThat(refusalOf(exchange).getCode()).isEqualTo("KEYS_INVALID");
        assertThat(exchange.getMessage().getBody()).isEqualTo("x");
        context.getRegistry().bind("orders", application(im(KEY)));
        assertThat(send("", "x").getException()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "P-256, private_key_pkcs8_pem",
        "P-256, private_key_sec1_pem",
        "secp256k1, private_key_pkcs8_pem",
        "secp256k1, private_key_sec1_pem"
    })
    void aLegacyTicketIsMadeWithAPrivateKeyInAFile(String curve, String kind, @TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key.pem"), pem(curve, kind));

        String ticket =
                ticket("?sdkAppId=" + APP + "&algorithm=ECDSA_SHA256&privateKey=file:" + key, "xiaojun", Map.of());

        UserSigClaims claims = UserSigVerification.of(APP)
                .withPublicKey(EcKeys.publicKey(pem(curve, "public_key_spki_pem")))
                .verify(ticket, "xiaojun", null, clock.instant());
        assertThat(claims.getAlgorithm()).isEqualTo("ECDSA_SHA256");
    }

    @Test
    void aLegacyApplicationMakesAndChecksTickets() {
        ImApplication im = im(null);
        im.setPrivateKey(pem("secp256k1", "private_key_sec1_pem"));
        im.setPublicKey(pem("secp256k1", "public_key_spki_pem"));
        context.getRegistry().bind("old", application(im));

        String ticket = ticket("?application=old&algorithm=ECDSA_SHA256&accountType=116&appIdAt3rd=7", "x", Map.of());

        Exchange exchange = send("/verify?application=old", ticket);
        assertThat(exchange.getMessage().getBody(UserSigClaims.class).getAlgorithm())
                .isEqualTo("ECDSA_SHA256");
    }

    @Test
    void anApplicationWithBothKeysChecksBothKinds() {
        ImApplication im = im(KEY);
        im.setPrivateKey(pem("P-256", "private_key_pkcs8_pem"));
        im.setPublicKey(pem("P-256", "public_key_spki_pem"));
        context.getRegistry().bind("orders", application(im));

        assertThat(send("/verify", ticket("", "x", Map.of())).getException()).isNull();
        assertThat(send("/verify", ticket("?algorithm=ECDSA_SHA256", "x", Map.of()))
                        .getException())
                .isNull();
    }

    @Test
    void aKeyFileIsReadOnceAndAgainForAReplacedApplication(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), pem("P-256", "private_key_pkcs8_pem"));
        context.getRegistry().bind("old", application(legacy(file)));
        String uri = "?application=old&algorithm=ECDSA_SHA256";
        String first = ticket(uri, "x", Map.of());

        Files.writeString(file, pem("secp256k1", "private_key_pkcs8_pem"));
        assertThat(ticket(uri, "x", Map.of())).isEqualTo(first);

        context.getRegistry().bind("old", application(legacy(file)));
        assertThat(ticket(uri, "x", Map.of())).isNotEqualTo(first);
    }

    @Test
    void inlineKeysNeedNoApplication() {
        String inline = "?sdkAppId=" + APP + "&secretKey=RAW{" + KEY + "}";
        assertThat(opened(ticket(inline, "x", Map.of())).getUserId()).isEqualTo("x");
    }

    @Test
    void manyThreadsMakeTheSameTicketsAsOneWhileKeysChange() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int thread = t;
                results.add(threads.submit(() -> {
                    int good = 0;
                    for (int i = 0; i < 500; i++) {
                        if (thread == 0) {
                            context.getRegistry().bind("orders", application(im(i % 2 == 0 ? KEY : OTHER_KEY)));
                        }
                        String user = "user-" + thread + "-" + i;
                        good += user.equals(
                                        eitherKey(ticket("", user, Map.of())).getUserId())
                                ? 1
                                : 0;
                    }
                    return good;
                }));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(500);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private UserSigClaims eitherKey(String ticket) {
        return UserSigVerification.of(APP)
                .withSecretKey(KEY)
                .withSecretKey(OTHER_KEY)
                .verify(ticket, clock.instant());
    }

    private UserSigClaims checked(String ticket, String key) {
        return UserSigVerification.of(APP).withSecretKey(key).verify(ticket, clock.instant());
    }

    private static ImApplication legacy(Path file) {
        ImApplication im = im(null);
        im.setPrivateKey("file:" + file);
        return im;
    }
}
