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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.sign.ImCallbackSignature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only callbacks with a valid Sign pass. */
class ImCallbackVerifierTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_669_872_112);
    private static final String TOKEN = "xxxxyyyy";
    private static final String BODY = "{\"CallbackCommand\":\"State.StateChange\",\"EventTime\":1}";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ImCallbackVerifier verifier = TencentSigners.imCallbackVerifier();

    ImCallbackVerifierTest() {
        verifier.setSdkAppId(1400000001L);
        verifier.setCallbackToken(TOKEN);
        verifier.setClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aCallbackOfTencentPasses() throws Exception {
        Exchange exchange = callback(query(TOKEN, NOW.getEpochSecond(), 1400000001, "State.StateChange"), BODY);
        verifier.process(exchange);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("CamelTencentCallbackCommand", "State.StateChange")
                .containsEntry("CamelTencentSdkAppId", 1400000001L);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class))
                .doesNotContain("Sign=");
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "wrong, 0, 1400000001, State.StateChange, SIGN_MISMATCH",
        "xxxxyyyy, -61, 1400000001, State.StateChange, EXPIRED",
        "xxxxyyyy, 61, 1400000001, State.StateChange, EXPIRED",
        "xxxxyyyy, 0, 1400000002, State.StateChange, SDKAPPID_MISMATCH",
        "xxxxyyyy, 0, 1400000001, C2C.CallbackBeforeSendMsg, COMMAND_MISMATCH"
    })
    void whatIsWrongIsRefused(String token, long seconds, long sdkAppId, String command, String code) {
        assertRefused(callback(query(token, NOW.getEpochSecond() + seconds, sdkAppId, command), BODY), code);
    }

    @ParameterizedTest
    @CsvSource({"-60", "60"})
    void theWindowIsAMinute(long seconds) throws Exception {
        verifier.process(callback(query(TOKEN, NOW.getEpochSecond() + seconds, 1400000001, "State.StateChange"), BODY));
    }

    @Test
    void whatIsNotSignedIsRefused() {
        assertRefused(callback("SdkAppid=1400000001&CallbackCommand=State.StateChange", BODY), "SIGN_MISSING");
        assertRefused(callback("", BODY), "SDKAPPID_MISMATCH");
        String query = query(TOKEN, NOW.getEpochSecond(), 1400000001, "State.StateChange");
        assertRefused(callback(query + "&SdkAppid=1400000002", BODY), "SIGN_MISSING");
        assertRefused(callback(query, "[]"), "COMMAND_MISMATCH");
        assertRefused(
                callback(
                        query, "{\"CallbackCommand\":\"State.StateChange\",\"CallbackCommand\":\"State.StateChange\"}"),
                "COMMAND_MISMATCH");
    }

    @Test
    void aRepeatIsRefusedOnRequestAndAnotherBodyOfTheSameSecondIsNone() throws Exception {
        verifier.setReplayCheck(true);
        String query = query(TOKEN, NOW.getEpochSecond(), 1400000001, "State.StateChange");
        verifier.process(callback(query, BODY));
        verifier.process(callback(query, BODY.replace("1}", "2}")));
        assertRefused(callback(query, BODY), "REPLAYED");
    }

    @Test
    void aTokenAloneIsHalfOfWhatIsNeeded() {
        verifier.setSdkAppId(null);
        assertThatThrownBy(() -> verifier.process(callback("", BODY))).hasMessageContaining("sdkAppId");
    }

    private void assertRefused(Exchange exchange, String code) {
        assertThatThrownBy(() -> verifier.process(exchange))
                .isInstanceOfSatisfying(
                        TencentAuthException.class, e -> assertThat(e.getCode()).isEqualTo(code))
                .hasMessageNotContaining(TOKEN);
    }

    private Exchange callback(String query, String body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, query);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static String query(String token, long seconds, long sdkAppId, String command) {
        String time = Long.toString(seconds);
        return "SdkAppid=" + sdkAppId + "&CallbackCommand=" + command + "&contenttype=json&RequestTime=" + time
                + "&Sign=" + ImCallbackSignature.sign(token, time);
    }
}
