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
package io.github.cameltencent.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.sign.UserSig;
import io.github.cameltencent.sign.UserSigClaims;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Only messages with a valid UserSig pass, and get its claims as headers. */
class UserSigVerifierTest extends SignerTestSupport {

    private final UserSigVerifier verifier =
            TencentSigners.userSigVerifier().application("orders").clock(clock);
    private final String ticket = UserSig.of(APP, IM_KEY).generate("xiaojun", 100, null, clock.instant());

    @Test
    void theTicketIsTheBodyUnlessItIsElsewhere() throws Exception {
        Exchange exchange = exchange(ticket);

        verifier.process(exchange);

        assertThat(claims(exchange).getUserId()).isEqualTo("xiaojun");
        assertThat(exchange.getMessage().getBody()).isEqualTo(ticket);
        assertThat(refusal(verifier, exchange(new ByteArrayInputStream(ticket.getBytes(StandardCharsets.UTF_8)))))
                .isNull();
        assertThat(refusal(verifier, exchange(null))).isEqualTo("EMPTY");
    }

    @Test
    void aUserSigOfThePreviousKeyIsAcceptedWhileItIsSet() throws Exception {
        orders.getIm().setSecretKey("next-key");
        assertThat(refusal(verifier, exchange(ticket))).isEqualTo("SIG_MISMATCH");
        orders.getIm().setPreviousSecretKey(IM_KEY);
        assertThat(refusal(verifier, exchange(ticket))).isNull();
    }

    @Test
    void theTicketMayBeInAHeader() throws Exception {
        verifier.header("X-UserSig");
        Exchange exchange = exchange("{}");
        exchange.getMessage().setHeader("x-usersig", ticket);

        verifier.process(exchange);

        assertThat(claims(exchange).getUserId()).isEqualTo("xiaojun");
        assertThat(exchange.getMessage().getBody()).isEqualTo("{}");
        assertThat(refusal(verifier, exchange(ticket))).isEqualTo("EMPTY");
    }

    @Test
    void theTicketMayBeInTheQuery() throws Exception {
        verifier.queryParameter("usersig");
        Exchange exchange = exchange("{}");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "a=1&usersig=" + ticket.replace("*", "%2A"));

        verifier.process(exchange);

        assertThat(claims(exchange).getUserId()).isEqualTo("xiaojun");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "usersig=" + ticket + "&usersig=" + ticket);
        assertThat(refusal(verifier, exchange)).isEqualTo("EMPTY");
    }

    @Test
    void theUserMayBeExpectedInAHeader() throws Exception {
        verifier.userIdHeader("X-User");
        Exchange exchange = exchange(ticket);
        exchange.getMessage().setHeader("X-User", "xiaojun");
        assertThat(refusal(verifier, exchange)).isNull();

        for (Object other : new Object[] {"Xiaojun", "", List.of("xiaojun", "xiaojun")}) {
            exchange.getMessage().setHeader("X-User", other);
            assertThat(refusal(verifier, exchange)).isEqualTo("IDENTIFIER_MISMATCH");
        }
        exchange.getMessage().removeHeader("X-User");
        assertThat(refusal(verifier, exchange)).isEqualTo("IDENTIFIER_MISMATCH");
    }

    @Test
    void claimsInTheMessageAreNotTrusted() throws Exception {
        Exchange exchange = exchange("no ticket");
        exchange.getMessage().setHeader("camelTencentUserId", "boss");
        exchange.getMessage().setHeader(TencentConstants.USER_SIG_CLAIMS, "forged");
        exchange.setProperty(TencentConstants.USER_SIG_CLAIMS, "forged");

        assertThat(refusal(verifier, exchange)).isEqualTo("BAD_BASE64");

        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getProperty(TencentConstants.USER_SIG_CLAIMS)).isNull();

        exchange.getMessage().setBody(ticket);
        exchange.getMessage().setHeader(TencentConstants.USER_ID, "boss");
        verifier.process(exchange);
        assertThat(exchange.getMessage().getHeader(TencentConstants.USER_ID)).isEqualTo("xiaojun");
    }

    @Test
    void theExpiryIsChecked() throws Exception {
        clock.advance(Duration.ofSeconds(100));
        assertThat(refusal(verifier, exchange(ticket))).isNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(refusal(verifier, exchange(ticket))).isEqualTo("EXPIRED");
        verifier.setAllowedClockSkew(1000);
        assertThat(refusal(verifier, exchange(ticket))).isNull();
    }

    private static UserSigClaims claims(Exchange exchange) {
        assertThat(exchange.getProperty(TencentConstants.USER_SIG_CLAIMS))
                .isSameAs(exchange.getMessage().getHeader(TencentConstants.USER_SIG_CLAIMS));
        return exchange.getProperty(TencentConstants.USER_SIG_CLAIMS, UserSigClaims.class);
    }
}
