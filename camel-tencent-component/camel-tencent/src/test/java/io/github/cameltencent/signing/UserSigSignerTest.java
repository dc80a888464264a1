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

import io.github.cameltencent.sign.UserSigVerification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.Test;

/** The signer adds the administrator's UserSig to the query. */
class UserSigSignerTest extends SignerTestSupport {

    private final UserSigSigner signer =
            TencentSigners.userSig().application("orders").clock(clock);

    @Test
    void theQueryIsWhatTheRestApiWants() throws Exception {
        Exchange exchange = exchange("{}");

        signer.process(exchange);

        Map<String, Object> query = query(exchange);
        assertThat(query)
                .containsOnlyKeys("sdkappid", "identifier", "usersig", "random", "contenttype")
                .containsEntry("sdkappid", "1400000000")
                .containsEntry("identifier", "administrator")
                .containsEntry("contenttype", "json");
        assertThat(Long.parseLong((String) query.get("random"))).isBetween(0L, 4294967295L);
        assertThat(UserSigVerification.of(APP)
                        .withSecretKey(IM_KEY)
                        .verify((String) query.get("usersig"), clock.instant())
                        .getUserId())
                .isEqualTo("administrator");
        assertThat(exchange.getMessage().getBody()).isEqualTo("{}");
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_METHOD)).isEqualTo("POST");
    }

    @Test
    void theRestOfTheQueryStays() throws Exception {
        Exchange exchange = exchange("{}");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "a=1%262&b=x+y&SdkAppId=7&usersig=old&c");

        signer.process(exchange);

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class))
                .startsWith("a=1%262&b=x+y&c&sdkappid=1400000000&identifier=")
                .doesNotContain("old", "SdkAppId");
    }

    @Test
    void theRawQueryOfAnIncomingRequestDoesNotHideTheTicket() throws Exception {
        Exchange exchange = exchange("{}");
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, "a=1");

        signer.process(exchange);

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY)).isNull();
        assertThat(query(exchange)).containsEntry("a", "1").containsKey("usersig");
    }

    @Test
    void signingTwiceLeavesOneTicket() throws Exception {
        Exchange exchange = exchange("{}");

        signer.process(exchange);
        signer.process(exchange);

        assertThat(exchange.getMessage()
                        .getHeader(Exchange.HTTP_QUERY, String.class)
                        .split("usersig="))
                .hasSize(2);
    }

    @Test
    void theUserSigIsReusedForHalfOfItsLifetime() throws Exception {
        signer.expire(100);
        String first = ticket();

        clock.advance(Duration.ofSeconds(49));
        assertThat(ticket()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ticket()).isNotEqualTo(first);
    }

    @Test
    void oddNamesAreEncoded() throws Exception {
        Exchange exchange = exchange("{}");

        signer.adminUserId("boss & 小军+").process(exchange);

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class))
                .contains("identifier=boss%20%26%20%E5%B0%8F%E5%86%9B%2B&");
    }

    @Test
    void theRandomNumberCanBeGiven() throws Exception {
        signer.setRandom(() -> -1L);
        Exchange exchange = exchange("{}");

        signer.process(exchange);

        assertThat(query(exchange)).containsEntry("random", "4294967295");
    }

    private String ticket() throws Exception {
        Exchange exchange = exchange("{}");
        signer.process(exchange);
        String ticket = (String) query(exchange).get("usersig");
        UserSigVerification.of(APP).withSecretKey(IM_KEY).verify(ticket, Instant.from(clock.instant()));
        return ticket;
    }

    private static Map<String, Object> query(Exchange exchange) throws Exception {
        return URISupport.parseQuery(exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class));
    }
}
