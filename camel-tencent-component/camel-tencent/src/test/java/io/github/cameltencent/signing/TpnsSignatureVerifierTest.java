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
import io.github.cameltencent.TencentThrottledException;
import io.github.cameltencent.sign.TpnsSignature;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only calls with a valid and recent signature by a key of the application pass. */
class TpnsSignatureVerifierTest extends SignerTestSupport {

    private static final byte[] BODY = "{\"title\":\"小军\"}".getBytes(StandardCharsets.UTF_8);

    private final TpnsSignatureVerifier verifier =
            TencentSigners.tpnsVerifier().application("orders").clock(clock);

    @Test
    void whatTheSignerSignedPassesWithItsBody() throws Exception {
        Exchange exchange = exchange(new ByteArrayInputStream(BODY));
        TencentSigners.tpns().application("orders").clock(clock).process(exchange);

        assertThat(refusal(verifier, exchange)).isNull();
        assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(BODY);
    }

    @Test
    void aStreamedBodyIsStillThereAfterwards() throws Exception {
        Exchange exchange = signed(NOW);
        exchange.getMessage().setBody(new ByteArrayInputStream(BODY));

        assertThat(refusal(verifier, exchange)).isNull();
        assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource({"-301, TIMESTAMP_STALE", "-300,", "0,", "300,", "301, TIMESTAMP_STALE"})
    void theTimeStampMayBeFiveMinutesOffEitherWay(long seconds, String code) throws Exception {
        assertThat(refusal(verifier, signed(NOW + seconds))).isEqualTo(code);
    }

    @Test
    void thePreviousKeyIsAcceptedWhileItIsSet() throws Exception {
        orders.tpns("android").setSecretKey("next-key");
        assertThat(refusal(verifier, signed(NOW))).isEqualTo("SIGN_MISMATCH");
        orders.tpns("android").setPreviousSecretKey(TPNS_KEY);
        assertThat(refusal(verifier, signed(NOW))).isNull();
        Exchange next = exchange(BODY);
        TencentSigners.tpns().application("orders").clock(clock).process(next);
        assertThat(refusal(verifier, next)).isNull();
    }

    @Test
    void theWindowIsAnOption() throws Exception {
        verifier.setWindow(10_000);
        assertThat(refusal(verifier, signed(NOW - 10))).isNull();
        assertThat(refusal(verifier, signed(NOW - 11))).isEqualTo("TIMESTAMP_STALE");
        assertThatThrownBy(() -> verifier.setWindow(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessId", "TimeStamp", "Sign"})
    void eachHeaderIsNeededOnce(String header) throws Exception {
        Exchange exchange = signed(NOW);
        Object value = exchange.getMessage().removeHeader(header);
        assertThat(refusal(verifier, exchange)).isEqualTo("SIGN_MISSING");

        exchange.getMessage().setHeader(header, "");
        assertThat(refusal(verifier, exchange)).isEqualTo("SIGN_MISSING");

        exchange.getMessage().setHeader(header, List.of(value, value));
        assertThat(refusal(verifier, exchange)).isEqualTo("SIGN_MISSING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "-1", "+1700000000", "1700000000.0", " 1700000000", "１７００００００００", "170000000000"})
    void aTimeStampIsPlainUnixSeconds(String time) throws Exception {
        Exchange exchange = signed(NOW);
        exchange.getMessage().setHeader("TimeStamp", time);

        assertThat(refusal(verifier, exchange)).isEqualTo("TIMESTAMP_INVALID");
    }

    @Test
    void whatWasChangedIsRefused() throws Exception {
        Exchange otherBody = signed(NOW);
        otherBody.getMessage().setBody("{}");
        assertThat(refusal(verifier, otherBody)).isEqualTo("SIGN_MISMATCH");

        Exchange otherTime = signed(NOW);
        otherTime.getMessage().setHeader("TimeStamp", "1700000001");
        assertThat(refusal(verifier, otherTime)).isEqualTo("SIGN_MISMATCH");

        Exchange paddedTime = signed(NOW);
        paddedTime.getMessage().setHeader("TimeStamp", "01700000000");
        assertThat(refusal(verifier, paddedTime)).isEqualTo("SIGN_MISMATCH");

        Exchange otherSign = signed(NOW);
        otherSign.getMessage().setHeader("Sign", otherSign.getMessage().getHeader("Sign") + " ");
        assertThat(refusal(verifier, otherSign)).isEqualTo("SIGN_MISMATCH");

        Exchange otherId = signed(NOW);
        otherId.getMessage().setHeader("AccessId", "1");
        assertThat(refusal(verifier, otherId)).isEqualTo("ACCESS_ID_UNKNOWN");
    }

    @Test
    void aRefusalContainsNoSecret() {
        Exchange exchange = signed(NOW);
        String sign = exchange.getMessage().getHeader("Sign", String.class);
        exchange.getMessage().setBody("{}");

        assertThatThrownBy(() -> verifier.process(exchange))
                .isInstanceOf(TencentAuthException.class)
                .hasMessageNotContainingAny(TPNS_KEY, sign);
    }

    @Test
    void thePairsOfBothPlatformsAreTaken() throws Exception {
        orders.tpns("ios").setAccessId("1600000000");
        orders.tpns("ios").setSecretKey("key-of-ios");
        Exchange ios = signed(NOW);
        ios.getMessage().setHeader("AccessId", "1600000000");
        ios.getMessage().setHeader("Sign", TpnsSignature.sign("1600000000", "key-of-ios", NOW, BODY));

        assertThat(refusal(verifier, ios)).isNull();
        assertThat(refusal(verifier, signed(NOW))).isNull();
    }

    @Test
    void aReplayPassesUnlessReplayCheckIsOn() throws Exception {
        assertThat(refusal(verifier, signed(NOW))).isNull();
        assertThat(refusal(verifier, signed(NOW))).isNull();

        verifier.setReplayCheck(true);
        assertThat(refusal(verifier, signed(NOW))).isNull();
        assertThat(refusal(verifier, signed(NOW))).isEqualTo("REPLAYED");
        assertThat(refusal(verifier, signed(NOW + 1))).isNull();
    }

    @Test
    void aForgedReplayIsNotRemembered() throws Exception {
        verifier.setReplayCheck(true);
        Exchange forged = signed(NOW);
        forged.getMessage().setBody("{}");

        assertThat(refusal(verifier, forged)).isEqualTo("SIGN_MISMATCH");
        assertThat(refusal(verifier, signed(NOW))).isNull();
    }

    @Test
    void aFullReplayMemoryRefusesFurtherCalls() throws Exception {
        verifier.setReplayCheck(true);
        verifier.setMaxRemembered(1);
        verifier.process(signed(NOW));

        assertThatThrownBy(() -> verifier.process(signed(NOW + 1)))
                .isInstanceOf(TencentThrottledException.class)
                .hasMessageContaining("REPLAY_MEMORY_FULL");
    }

    private Exchange signed(long time) {
        Exchange exchange = exchange(BODY);
        exchange.getMessage().setHeader("AccessId", ACCESS_ID);
        exchange.getMessage().setHeader("TimeStamp", Long.toString(time));
        exchange.getMessage().setHeader("Sign", TpnsSignature.sign(ACCESS_ID, TPNS_KEY, time, BODY));
        return exchange;
    }
}
