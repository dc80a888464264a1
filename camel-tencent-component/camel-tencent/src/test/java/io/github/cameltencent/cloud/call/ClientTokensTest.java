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
package io.github.cameltencent.cloud.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.exchange.DataTable;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A retry or redelivery of a call uses the same {@code ClientToken}. */
class ClientTokensTest {

    private final AtomicInteger made = new AtomicInteger();
    private final ClientTokens tokens = new ClientTokens(() -> "token-" + made.incrementAndGet());
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private ClientTokens.Filled fill(String body) {
        return tokens.fill(
                exchange, "tencent:cloud/cvm/RunInstances", "cvm", "2017-03-12", "RunInstances", bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ClientTokens.Filled filled) {
        return new String(filled.body(), StandardCharsets.UTF_8);
    }

    @Test
    void seventyEightActionsHaveOne() {
        assertThat(DataTable.read(ClientTokens.class, "client-tokens.txt"))
                .hasSize(78)
                .allMatch(row -> row.length == 3);
        assertThat(tokens.isSupported("cvm", "2017-03-12", "RunInstances")).isTrue();
        assertThat(tokens.isSupported("cvm", "2017-03-12", "TerminateInstances"))
                .isFalse();
        assertThat(tokens.isSupported("vpc", "2017-03-12", "AllocateAddresses")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                    | {\"ClientToken\":\"token-1\"}",
                "{ }                                   | {\"ClientToken\":\"token-1\" }",
                "{\"b\":1,\"a\":[{\"ClientToken\":\"x\"}]} | {\"ClientToken\":\"token-1\",\"b\":1,\"a\":[{\"ClientToken\":\"x\"}]}",
                "{\"a\":1, \"ClientToken\" : \"\" }    | {\"a\":1, \"ClientToken\" : \"token-1\" }",
                "{\"ClientToken\":null,\"a\":\"中文😀\"} | {\"ClientToken\":\"token-1\",\"a\":\"中文😀\"}",
                "{\"名\":\"中\",\"ClientToken\":\"  \"} | {\"名\":\"中\",\"ClientToken\":\"token-1\"}",
                "{\"n\":12345678901234567890.100}      | {\"ClientToken\":\"token-1\",\"n\":12345678901234567890.100}",
            })
    void anEmptyOneIsFilledInAndNothingElseChanges(String body, String filled) {
        assertThat(text(fill(body))).isEqualTo(filled);
    }

    @Test
    void whatWasFilledIsStillJsonWithTheSameContent() throws Exception {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        String body = "\n{ \"Placement\" : {\"Zone\":\"ap-guangzhou-3\"} , \"InstanceCount\" : 9007199254740993 }\n";
        JsonNode filled = json.readTree(fill(body).body());
        assertThat(filled.path("ClientToken").asText()).isEqualTo("token-1");
        ((ObjectNode) filled).remove("ClientToken");
        assertThat(filled).isEqualTo(json.readTree(body));
    }

    @Test
    void theUsersOwnIsKept() {
        byte[] body = bytes("{\"ClientToken\":\"mine\"}");
        ClientTokens.Filled filled = tokens.fill(exchange, "e", "cvm", "2017-03-12", "RunInstances", body);
        assertThat(filled.body()).isSameAs(body);
        assertThat(filled.hasToken()).isTrue();
        assertThat(made).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"a\":",
                "{\"a\":1}}",
                "{\"ClientToken\":5}",
                "{\"ClientToken\":{}}",
                "{\"ClientToken\":\"\",\"ClientToken\":\"\"}",
                "<html>"
            })
    void whatIsNoSuitableObjectIsLeftAsItIs(String body) {
        assertThat(text(fill(body))).isEqualTo(body);
        assertThat(fill(body).hasToken()).isFalse();
    }

    @Test
    void anotherEncodingIsLeftAsItIs() {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(tokens.fill(exchange, "e", "cvm", "2017-03-12", "RunInstances", body))
                .isEqualTo(new ClientTokens.Filled(body, false));
    }

    @Test
    void aMarkOfTheEncodingStaysInFront() {
        assertThat(text(fill("\uFEFF{\"a\":1}"))).isEqualTo("\uFEFF{\"ClientToken\":\"token-1\",\"a\":1}");
        assertThat(text(fill("\uFEFF{\"ClientToken\":\"\"}"))).isEqualTo("\uFEFF{\"ClientToken\":\"token-2\"}");
    }

    @Test
    void otherActionsGetNone() {
        byte[] body = bytes("{}");
        assertThat(tokens.fill(exchange, "e", "cvm", "2017-03-12", "TerminateInstances", body))
                .isEqualTo(new ClientTokens.Filled(body, false));
    }

    @Test
    void aRedeliverySendsTheSameToken() {
        String first = text(fill("{\"InstanceCount\":1}"));
        assertThat(text(fill("{\"InstanceCount\":1}"))).isEqualTo(first);
    }

    @Test
    void anotherCallGetsAnotherToken() {
        String first = text(fill("{}"));
        assertThat(text(tokens.fill(exchange, "elsewhere", "cvm", "2017-03-12", "RunInstances", bytes("{}"))))
                .isNotEqualTo(first);
        assertThat(text(fill("{ }"))).contains("token-3");
    }

    @Test
    void theSameCallAfterOneThatIsThroughGetsAnotherToken() {
        String first = text(fill("{}"));
        tokens.ended(exchange, "tencent:cloud/cvm/RunInstances", bytes("{}"), Outcome.ACCEPTED);
        assertThat(text(fill("{}"))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REJECTED", "AUTH", "THROTTLED", "TRANSIENT"})
    void aCallThatWasCertainlyNotExecutedIsAnotherOneTheNextTime(Outcome outcome) {
        String first = text(fill("{}"));
        tokens.ended(exchange, "tencent:cloud/cvm/RunInstances", bytes("{}"), outcome);
        assertThat(text(fill("{}"))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REJECTED", "AUTH", "THROTTLED", "TRANSIENT", "AMBIGUOUS"})
    void theTokenOfACallThatMayHaveBeenExecutedStays(Outcome later) {
        String first = text(fill("{}"));
        tokens.ended(exchange, "tencent:cloud/cvm/RunInstances", bytes("{}"), Outcome.AMBIGUOUS);
        assertThat(text(fill("{}"))).isEqualTo(first);
        tokens.ended(exchange, "tencent:cloud/cvm/RunInstances", bytes("{}"), later);
        assertThat(text(fill("{}"))).isEqualTo(first);
    }

    @Test
    void tokensAreShortEnoughAndNeverTheSame() {
        ClientTokens real = new ClientTokens();
        byte[] one = real.fill(exchange, "a", "cvm", "2017-03-12", "RunInstances", bytes("{}"))
                .body();
        byte[] two = real.fill(exchange, "b", "cvm", "2017-03-12", "RunInstances", bytes("{}"))
                .body();
        assertThat(one).isNotEqualTo(two);
        assertThat(new String(one, StandardCharsets.UTF_8)).matches("\\{\"ClientToken\":\"[0-9a-f-]{36}\"}");
    }
}
