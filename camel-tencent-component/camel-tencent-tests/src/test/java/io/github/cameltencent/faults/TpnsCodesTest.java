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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentPartialException;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.TencentThrottledException;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 14: the codes of TPNS that mean more than a refusal. */
class TpnsCodesTest {

    private static final String PUSH = "tencent:push?application=shop&provider=tpns&title=T&rateLimit=off";
    private static final String TAGS = "tencent:tpns/device/tag?application=shop";
    private static final String ACCOUNTS = "tencent:tpns/device/account/batchoperate?application=shop";
    private static final String TOKEN = "token-of-a-device";

    private final LeapingClock clock = new LeapingClock();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private TencentEmulator emulator;

    @BeforeEach
    void start() {
        emulator = TencentEmulator.start();
        MarkedCall.bind(context, emulator.port());
        context.getRegistry().bind("time", clock);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    private Exchange push(String options) {
        return send(PUSH + options, "hi", Map.of(TencentConstants.TOKENS, TOKEN));
    }

    private void code(String code, int count) {
        emulator.faults().addScript("{\"fault\":\"code\",\"code\":" + code + ",\"count\":" + count + "}");
    }

    @Test
    void case14TooManyCallsAreRepeated() {
        code("1008028", 1);
        Exchange repeated = push("");
        assertThat(repeated.getException()).isNull();
        assertThat(emulator.requests()).hasSize(2);

        code("1008028", 1);
        assertThat(push("&maxRetries=0").getException()).isInstanceOf(TencentThrottledException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1008006", "1008029"})
    void case14ADeadTokenIsReportedAndNotSentAgain(String code) {
        code(code, 1);

        Exchange done = push("");

        assertThat(done.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(done.getMessage().getHeader(TencentConstants.INVALID_TARGETS))
                .isEqualTo(List.of(TOKEN));
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void case14ADeadTokenOfAnyOtherCallIsRejected() {
        Exchange done = send(TAGS, "{\"operator_type\":1,\"token_list\":[\"dead1\"],\"tag_list\":[\"a\"]}", Map.of());

        assertThat(done.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(((TencentException) done.getException()).getCode()).isEqualTo("1008006");
    }

    @Test
    void case14ABatchOfWhichEntriesFailedIsPartialAndShowsEach() {
        String accounts = "{\"operator_type\":2,\"token_accounts\":["
                + "{\"token\":\"t1\",\"account_list\":[{\"account\":\"a1\",\"account_type\":1002}]},"
                + "{\"token\":\"dead2\",\"account_list\":[{\"account\":\"a2\"}]}]}";

        Exchange done = send(ACCOUNTS, accounts, Map.of());

        assertThat(done.getException()).isInstanceOf(TencentPartialException.class);
        TencentException failure = (TencentException) done.getException();
        assertThat(failure.getCode()).isEqualTo("1008026");
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getResult()).asString().contains("[\"0\",\"1008006\"]");
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("PARTIAL");
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void case14APushThatWasTakenBeforeIsAcceptedAfterAnAmbiguousAttemptOnly() {
        code("10010018", 1);
        assertThat(push("").getException()).isInstanceOf(TencentRejectedException.class);

        emulator.faults().addScript("{\"fault\":\"reset_after\",\"count\":1}");
        code("10010018", 1);
        Exchange done = push("&retryAmbiguous=true");

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"-400, behind", "400, ahead of"})
    void case14AWrongClockIsNamedInTheRefusal(long seconds, String where) {
        clock.leap(Duration.ofSeconds(seconds));

        Exchange done = push("&clock=#time");

        assertThat(done.getException())
                .isInstanceOf(TencentAuthException.class)
                .message()
                .containsPattern("The local clock is (399|400|401) s " + where + " the server's");
        assertThat(((TencentException) done.getException()).getCode()).isEqualTo("1008003");
        assertThat(emulator.requests()).hasSize(1);
    }
}
