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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final EndpointOptions options = new EndpointOptions();

    @Test
    void unlessAskedForNothingIsInsecureRetriedAtARiskOrOnlyTried() {
        assertThat(options)
                .returns(false, EndpointOptions::isAllowInsecure)
                .returns(false, EndpointOptions::isDryRun)
                .returns(false, CallOptions::isRetryAmbiguous)
                .returns(true, CallOptions::isThrowExceptionOnFailure);
        options.setAllowInsecure(true);
        options.setDryRun(true);
        assertThat(options).returns(true, EndpointOptions::isAllowInsecure).returns(true, EndpointOptions::isDryRun);
    }

    @Test
    void theLifetimeOfUserSigsIsSixtyDaysOrThatOfTheOption() {
        assertThat(options.expireSeconds()).isEqualTo(60 * 86_400);
        options.setExpire("1h");
        assertThat(options.expireSeconds()).isEqualTo(3600);
        assertThat(options.getExpire()).isEqualTo("1h");
    }

    @Test
    void theOptionsOfTheComponentAreThoseOfItsEndpoints() {
        CallOptions component = new CallOptions();
        component.setConnectTimeout(1);
        component.setResponseTimeout(2);
        component.setAcquireTimeout(3);
        component.setRequestTimeout(4);
        component.setMaxInFlight(5);
        component.setOnSaturation(OnSaturation.REJECT);
        component.setMaxRetries(6);
        component.setRetryAmbiguous(true);
        component.setRateLimitShare("0.5");
        component.setResponseType(ResponseType.MAP);
        component.setThrowExceptionOnFailure(false);
        component.setValidateOperation(ValidateOperation.FAIL);
        component.setClock(CLOCK);

        options.copyFrom(component);

        assertThat(options)
                .returns(1L, CallOptions::getConnectTimeout)
                .returns(2L, CallOptions::getResponseTimeout)
                .returns(3L, CallOptions::getAcquireTimeout)
                .returns(4L, CallOptions::getRequestTimeout)
                .returns(5, CallOptions::getMaxInFlight)
                .returns(OnSaturation.REJECT, CallOptions::getOnSaturation)
                .returns(6, CallOptions::getMaxRetries)
                .returns(true, CallOptions::isRetryAmbiguous)
                .returns("0.5", CallOptions::getRateLimitShare)
                .returns(0.5, each -> each.share().current())
                .returns(ResponseType.MAP, CallOptions::getResponseType)
                .returns(false, CallOptions::isThrowExceptionOnFailure)
                .returns(ValidateOperation.FAIL, CallOptions::getValidateOperation)
                .returns(CLOCK, CallOptions::getClock);
    }

    @Test
    void theRegionAndTheRateLimitOfTheComponentComeAfterThoseOfTheApplication() {
        assertThat(options.defaultRegion()).isNull();
        assertThat(options.defaultRateLimit()).isNull();
        CallOptions component = new CallOptions();
        component.setRegion("guangzhou");
        component.setRateLimit("7");

        options.copyFrom(component);

        assertThat(options.getRegion()).isNull();
        assertThat(options.getRateLimit()).isNull();
        assertThat(options.defaultRegion()).isEqualTo("guangzhou");
        assertThat(options.defaultRateLimit()).isEqualTo("7");
    }

    @Test
    void theClockIsThatOfTheOptionsElseOfTheSystem() {
        assertThat(Clocks.of(options)).isEqualTo(Clock.systemUTC());
        options.setClock(CLOCK);
        assertThat(Clocks.of(options)).isSameAs(CLOCK);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.0, 1", "0.25, 0.25", "1e-3, 0.001"})
    void theShareOfARateLimitIsAPartOfIt(String text, double share) {
        options.setRateLimitShare(text);

        assertThat(options.share().current()).isEqualTo(share);
        assertThat(options.isClusterShare()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.1", "half", "NaN", "cluster"})
    void anotherShareIsRefused(String text) {
        options.setRateLimitShare(text);

        assertThatThrownBy(() -> CallOptionCheck.check(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rateLimitShare must be more than 0 and at most 1, or cluster, not " + text);
    }

    @Test
    void theShareOfAClusterIsSetLater() {
        options.setRateLimitShare("Cluster");
        assertThat(options.isClusterShare()).isTrue();

        options.clusterShare(() -> 0.5);

        assertThat(options.share().current()).isEqualTo(0.5);
        assertThatCode(() -> CallOptionCheck.check(options)).doesNotThrowAnyException();
    }

    @Test
    void timeoutsAreFromAMillisecondToADay() {
        assertRange("connectTimeout", EndpointOptions::setConnectTimeout, 1, 86_400_000);
        assertRange("responseTimeout", EndpointOptions::setResponseTimeout, 1, 86_400_000);
        assertRange("acquireTimeout", EndpointOptions::setAcquireTimeout, 1, 86_400_000);
        assertRange("requestTimeout", EndpointOptions::setRequestTimeout, 1, 86_400_000);
    }

    @Test
    void numbersOfCallsAndRetriesHaveARange() {
        assertRange("maxInFlight", (each, value) -> each.setMaxInFlight(value.intValue()), 1, 100_000);
        assertRange("maxRetries", (each, value) -> each.setMaxRetries(value.intValue()), 0, 100);
    }

    private static void assertRange(String name, BiConsumer<EndpointOptions, Long> setter, long min, long max) {
        for (long value : new long[] {min, max}) {
            EndpointOptions set = new EndpointOptions();
            setter.accept(set, value);
            assertThatCode(() -> CallOptionCheck.check(set)).doesNotThrowAnyException();
        }
        for (long value : new long[] {min - 1, max + 1}) {
            EndpointOptions set = new EndpointOptions();
            setter.accept(set, value);
            assertThatThrownBy(() -> CallOptionCheck.check(set))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
