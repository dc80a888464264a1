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
package io.github.cameltencent.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.sign.UserSig;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parsed keys of an application, which are kept until it or one of its keys is replaced. */
class TicketKeysTest {

    private static final long APP = 1400000001L;
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, TencentApplication> own = new HashMap<>();
    private final Applications applications = new Applications(() -> own, context);
    private final EndpointOptions options = new EndpointOptions();
    private final ImApplication im = new ImApplication();
    private final TicketKeyCache cache = new TicketKeyCache(context, options, applications);

    @BeforeEach
    void nameAnApplication() {
        im.setSdkAppId(APP);
        im.setSecretKey("key-of-orders");
        name(im);
        options.setApplication("orders");
    }

    private void name(ImApplication part) {
        TencentApplication orders = new TencentApplication();
        orders.setIm(part);
        own.put("orders", orders);
    }

    private static String pem(String kind) throws IOException {
        try (InputStream file = TicketKeysTest.class.getResourceAsStream("/vectors/usersig-vectors.json")) {
            JsonNode keys = new ObjectMapper().readTree(file).get("ecdsa_keys");
            return keys.at("/P-256/" + kind + "_pem").asText();
        }
    }

    @Test
    void ticketsOfTheKeyAndOfThePreviousOneAreVerified() {
        im.setPreviousSecretKey("key-before");
        TicketKeys keys = cache.current();
        String current = keys.userSig().generate("bob", 60, null, NOW);
        String before = UserSig.of(APP, "key-before").generate("carol", 60, null, NOW);

        assertThat(keys.verification().verify(current, NOW).getUserId()).isEqualTo("bob");
        assertThat(keys.verification().verify(before, NOW).getUserId()).isEqualTo("carol");
    }

    @Test
    void legacyTicketsAreSignedWithThePrivateKeyAndVerifiedWithThePublicOne() throws IOException {
        TicketKeyCache legacy =
                new TicketKeyCache(context, options, pem("private_key_pkcs8"), pem("public_key_spki"), applications);
        options.setSdkAppId(APP);
        TicketKeys keys = legacy.current();
        String ticket = keys.legacy().generate("bob", 60, null, NOW);

        assertThat(keys.verification().verify(ticket, NOW).getUserId()).isEqualTo("bob");
        assertThatThrownBy(keys::userSig)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no secretKey for im:1400000001: it signs UserSigs");
    }

    @Test
    void withoutAPrivateKeyThereAreNoLegacyTickets() {
        assertThatThrownBy(() -> cache.current().legacy())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no privateKey for orders: it signs legacy UserSigs");
    }

    @Test
    void aPrivateKeyAloneVerifiesNothing() throws IOException {
        im.setSecretKey(null);
        im.setPrivateKey(pem("private_key_pkcs8"));

        assertThatThrownBy(() -> cache.current().verification())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no secretKey nor publicKey for orders");
    }

    @Test
    void eachKeyThatVerifiesIsEnough() throws IOException {
        im.setSecretKey(null);
        im.setPrivateKey(pem("private_key_pkcs8"));
        im.setPreviousSecretKey("key-before");
        assertThat(cache.current().verification()).isNotNull();

        im.setPreviousSecretKey(null);
        im.setPublicKey(pem("public_key_spki"));
        assertThat(cache.current().verification()).isNotNull();
    }

    @Test
    void keysAreParsedOnceUntilTheyAreReplaced() {
        TicketKeys first = cache.current();
        assertThat(cache.current()).isSameAs(first);

        im.setSecretKey("key-new");
        TicketKeys second = cache.current();
        assertThat(second).isNotSameAs(first);
        assertThat(second.keys().secretKey()).isEqualTo("key-new");
    }

    @Test
    void anEqualApplicationInItsPlaceIsParsedAgain() {
        TicketKeys first = cache.current();
        ImApplication equal = new ImApplication();
        equal.setSdkAppId(APP);
        equal.setSecretKey("key-of-orders");
        name(equal);

        assertThat(cache.current()).as("a file may have other content").isNotSameAs(first);
    }

    @Test
    void toStringContainsNoKey() {
        assertThat(cache.current()).hasToString("TicketKeys[ImKeys[orders, 1400000001, has [secretKey]]]");
    }
}
