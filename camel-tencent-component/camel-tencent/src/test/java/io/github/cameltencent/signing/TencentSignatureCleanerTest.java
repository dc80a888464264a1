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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cleaner removes what signers have added, and nothing else. */
class TencentSignatureCleanerTest extends SignerTestSupport {

    private final TencentSignatureCleaner cleaner = TencentSigners.cleaner();

    @Test
    void allPartsOfASignatureAreRemoved() throws Exception {
        Exchange exchange = exchange("{}");
        exchange.getMessage().setHeader("Mine", "stays");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "a=1");
        TencentSigners.tpns().application("orders").clock(clock).process(exchange);
        TencentSigners.userSig().application("orders").clock(clock).process(exchange);

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeaders())
                .containsOnlyKeys("Mine", Exchange.HTTP_QUERY)
                .containsEntry(Exchange.HTTP_QUERY, "a=1");
    }

    @ParameterizedTest
    @CsvSource({"TC3-HMAC-SHA256, POST", "HmacSHA256, POST", "HmacSHA1, GET"})
    void aCloudApiCallIsRestored(String algorithm, String method) {
        Exchange exchange = exchange("{\"Limit\":1}".getBytes(StandardCharsets.UTF_8));
        Object body = exchange.getMessage().getBody();
        Map<String, Object> headers =
                Map.of("Content-Type", "application/json", Exchange.HTTP_RAW_QUERY, "a=1", Exchange.HTTP_QUERY, "b=2");
        headers.forEach(exchange.getMessage()::setHeader);
        CloudApiSigner signer = TencentSigners.cloud()
                .application("orders")
                .product("cvm")
                .action("DescribeInstances")
                .version("2017-03-12")
                .signatureMethod(algorithm)
                .method(method);
        signer.process(exchange);
        signer.process(exchange);

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeaders()).isEqualTo(headers);
        assertThat(exchange.getMessage().getBody()).isSameAs(body);
        assertThat(exchange.getProperties()).isEmpty();
    }

    @Test
    void aQueryThatWasOnlyOursGoesAltogether() throws Exception {
        Exchange exchange = exchange("{}");
        TencentSigners.userSig().application("orders").process(exchange);

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_QUERY)).isNull();
    }

    @Test
    void theMethodAndTheTypeOfTheRouteStay() throws Exception {
        Exchange exchange = exchange("{}");
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "PUT");
        exchange.getMessage().setHeader("Content-Type", "application/json");
        signTwice(exchange);

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeaders())
                .containsOnly(Map.entry(Exchange.HTTP_METHOD, "PUT"), Map.entry("Content-Type", "application/json"));
    }

    @Test
    void aSignatureMadeAnewGoesAsWell() throws Exception {
        Exchange exchange = exchange("{}");
        signTwice(exchange);

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getProperties()).isEmpty();
    }

    @Test
    void theTypeOfAnAnswerStays() throws Exception {
        Exchange exchange = exchange("{}");
        TencentSigners.tpns().application("orders").clock(clock).process(exchange);
        String answered = new String("application/json; charset=utf-8".toCharArray());
        exchange.getMessage().setHeader("Content-Type", answered);

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeader("Content-Type")).isEqualTo(answered);
    }

    @Test
    void everyTicketGoesInAnyLetterCase() {
        Exchange exchange = exchange("{}");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "usersig=a&a=1&usersig=b&UserSig=c&SdkAppId=1");

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_QUERY)).isEqualTo("a=1");
    }

    private void signTwice(Exchange exchange) throws Exception {
        for (int i = 0; i < 2; i++) {
            TencentSigners.tpns().application("orders").clock(clock).process(exchange);
            TencentSigners.userSig().application("orders").clock(clock).process(exchange);
        }
    }

    @Test
    void aQueryWithoutATicketStays() {
        Exchange exchange = exchange("{}");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "random=1&identifier=x");
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, "random=1&identifier=x");

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeaders()).hasSize(2);
    }

    @Test
    void anAuthorizationGoesOnlyWhereItIsOurs() {
        assertThat(authorizationAfter("Bearer abc")).isEqualTo("Bearer abc");
        assertThat(authorizationAfter(basic("somebody"))).isEqualTo(basic("somebody"));
        assertThat(authorizationAfter("Basic !!!")).isEqualTo("Basic !!!");
        assertThat(authorizationAfter(basic(ACCESS_ID))).isNull();
        assertThat(authorizationAfter("TC3-HMAC-SHA256 Credential=AKID/2023-11-14/cvm/tc3_request"))
                .isNull();
    }

    @Test
    void aMessageWithoutASignatureIsNotChanged() {
        Exchange exchange = exchange("{}");

        cleaner.process(exchange);

        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getMessage().getBody()).isEqualTo("{}");
    }

    private Object authorizationAfter(String authorization) {
        Message message = exchange("{}").getMessage();
        message.setHeader("AccessId", ACCESS_ID);
        message.setHeader("Authorization", authorization);
        cleaner.process(message.getExchange());
        return message.getHeader("Authorization");
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    }
}
