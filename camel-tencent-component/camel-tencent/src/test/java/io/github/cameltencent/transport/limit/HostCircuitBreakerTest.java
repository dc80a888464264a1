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
package io.github.cameltencent.transport.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.transport.limit.HostCircuitBreaker.Permit;
import io.github.cameltencent.transport.limit.HostCircuitBreaker.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of a circuit breaker as tables of scripts. */
class HostCircuitBreakerTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000); // it may overflow
    private final HostCircuitBreaker breaker = new HostCircuitBreaker(nanos::get);
    private Permit hanging;

    /**
     * A: a successful call. F: a failed call. K: a call that hangs. a, f: the hanging call succeeds, fails. U: a call that is
     * permitted but not sent. -: no call is permitted. 1 to 9: that many seconds pass.
     */
    private void play(String script) {
        for (char step : script.toCharArray()) {
            if (Character.isDigit(step)) {
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(step - '0'));
            } else if (step == 'a') {
                breaker.onSuccess(hanging);
            } else if (step == 'f') {
                breaker.onFailure(hanging);
            } else {
                call(step, script);
            }
        }
    }

    private void call(char step, String script) {
        Permit permit = breaker.tryAcquire();
        if (step == '-') {
            assertThat(permit).as(script).isNull();
            return;
        }
        assertThat(permit).as(script).isNotNull();
        switch (step) {
            case 'A' -> breaker.onSuccess(permit);
            case 'F' -> breaker.onFailure(permit);
            case 'U' -> breaker.release(permit);
            default -> hanging = permit;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', CLOSED",
        "FFFF, CLOSED",
        "FFFFF, OPEN",
        "AFFFF, CLOSED",
        "AFFFFF, OPEN",
        // exactly three quarters: 6 of 8
        "AAFFFFF, CLOSED",
        "AAFFFFFF, OPEN",
        // 15 of the last 20, whatever was before
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFFFFFFFFFFFFFF, CLOSED",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFFFFFFFFFFFFFFF, OPEN",
        // failures leave the window too
        "FFFFAAAAAAAAAAAAAAAAAAAAFFFFF, CLOSED",
        "FFFFF-5-, OPEN",
        "FFFFF-6K-, HALF_OPEN",
        "FFFFF6A, CLOSED",
        "FFFFF6F-, OPEN",
        "FFFFF6F5-, OPEN",
        "FFFFF6F6A, CLOSED",
        // a probe without an answer counts as failed after three seconds
        "FFFFF6K2-, HALF_OPEN",
        "FFFFF6K3-, OPEN",
        "FFFFF6K36K, HALF_OPEN",
        // its late answer counts, its late failure does not
        "FFFFF6K3-aA, CLOSED",
        "FFFFF6K36Aff, CLOSED",
        // a probe that was not sent is replaced by the next call
        "FFFFF6UA, CLOSED",
        // results of calls that started before it opened are ignored
        "KFFFFFa-, OPEN",
        "KFFFFFf-, OPEN",
        // the window is empty after it closed
        "FFFFF6AFFFF, CLOSED",
        "FFFFF6AFFFFF, OPEN",
    })
    void callsLeadToState(String script, State state) {
        play(script);

        assertThat(breaker.state()).as(script).isEqualTo(state);
    }

    @Test
    void permitsAreDistinct() {
        assertThat(breaker.tryAcquire()).isNotEqualTo(breaker.tryAcquire());
    }
}
