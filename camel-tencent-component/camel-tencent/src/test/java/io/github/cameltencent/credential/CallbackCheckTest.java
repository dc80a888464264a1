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

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.sign.ImCallbackSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackCheckTest {

    private static final String APP = "1400000009";
    private static final long SECONDS = 1_700_000_009L;
    private static final String TIME = Long.toString(SECONDS);
    private static final Instant NOW = Instant.ofEpochSecond(SECONDS);
    private static final String SIGN = ImCallbackSignature.sign("token", TIME);

    private final CallbackCheck check = check(true);

    private static CallbackCheck check(boolean signed) {
        Applications none = new Applications(Map::of, new DefaultCamelContext());
        CallbackTokens tokens = new CallbackTokens(1400000009L, "token", "token-before", null, none);
        return new CallbackCheck(tokens, Duration.ofSeconds(60), signed);
    }

    private void assertRefused(String code, String sdkAppId, String sign, String time, Instant now) {
        assertThatThrownBy(() -> check.check(sdkAppId, sign, time, now))
                .isInstanceOfSatisfying(
                        TencentAuthException.class, e -> assertThat(e.getCode()).isEqualTo(code))
                .hasMessageContaining("im/callback");
    }

    @Test
    void aSignedCallbackIsThatOfItsApplication() {
        assertThat(check.check(APP, SIGN, TIME, NOW)).isEqualTo(1400000009L);
    }

    @Test
    void thePreviousTokenIsAcceptedToo() {
        assertThat(check.check(APP, ImCallbackSignature.sign("token-before", TIME), TIME, NOW))
                .isEqualTo(1400000009L);
    }

    @ParameterizedTest
    @CsvSource({"-60, true", "60, true", "-61, false", "61, false"})
    void aCallbackIsAcceptedWithinTheWindow(long later, boolean accepted) {
        Instant now = NOW.plusSeconds(later);
        if (accepted) {
            assertThat(check.check(APP, SIGN, TIME, now)).isEqualTo(1400000009L);
        } else {
            assertRefused("EXPIRED", APP, SIGN, TIME, now);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "1400000002",
                "-1400000009",
                "1400000009x",
                "0000000000001400000009",
                "14000000:1",
                "14000000/1"
            })
    void anotherApplicationIsUnknown(String sdkAppId) {
        assertRefused("SDKAPPID_MISMATCH", sdkAppId, SIGN, TIME, NOW);
    }

    @Test
    void aNumberHasUpToTwelveDigits() {
        assertThat(check.check("001400000009", SIGN, TIME, NOW)).isEqualTo(1400000009L);
        assertRefused("SDKAPPID_MISMATCH", "0001400000009", SIGN, TIME, NOW);
    }

    @Test
    void aCallbackWithoutASignatureIsRefused() {
        assertRefused("SIGN_MISSING", APP, null, TIME, NOW);
        assertRefused("SIGN_MISSING", APP, SIGN, null, NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1700000000.5", "-1"})
    void theTimeIsANumberOfSeconds(String time) {
        assertRefused("REQUEST_TIME_WRONG", APP, ImCallbackSignature.sign("token", "0" + time), time, NOW);
    }

    @Test
    void theTimeZeroIsANumberToo() {
        assertRefused("EXPIRED", APP, ImCallbackSignature.sign("token", "0"), "0", NOW);
    }

    @Test
    void anotherTokenIsRefused() {
        assertRefused("SIGN_MISMATCH", APP, ImCallbackSignature.sign("another", TIME), TIME, NOW);
    }

    @Test
    void withoutAuthenticationOnlyTheApplicationIsChecked() {
        assertThat(check(false).check(APP, null, null, NOW)).isEqualTo(1400000009L);
        assertThatThrownBy(() -> check(false).check("1400000002", SIGN, TIME, NOW))
                .isInstanceOf(TencentAuthException.class);
    }
}
