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
package io.github.cameltencent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApplicationLimitsTest {

    private final ManualTransportClock time = new ManualTransportClock();
    private final ApplicationLimits scope = new ApplicationLimits(time);

    @Test
    void refusedCredentialsAreReportedUntilACallIsAccepted() {
        scope.ended(AttemptResult.failed(Outcome.AUTH, "1008003", "refused"));
        assertThat(scope.refusedCredentials()).isEqualTo("1008003");
        scope.ended(null);
        assertThat(scope.refusedCredentials()).isNull();
    }

    @Test
    void refusedCredentialsAreReportedForOneMinute() {
        scope.ended(AttemptResult.failed(Outcome.AUTH, "1008003", "refused"));
        time.advance(Duration.ofSeconds(60));
        assertThat(scope.refusedCredentials()).isEqualTo("1008003");
        time.advance(Duration.ofSeconds(1));
        assertThat(scope.refusedCredentials()).isNull();
    }

    @Test
    void limitsOfInlineKeysAreEvicted() throws Exception {
        try (TransportFixture fixture = new TransportFixture()) {
            ApplicationLimits busy = fixture.transport().limits("busy");
            assertThat(busy.inFlightLimiter().acquire(1, 0)).isTrue();
            for (int i = 0; i < 6_000; i++) {
                fixture.transport().limits("tpns:" + i);
            }
            assertThat(fixture.transport().applications()).isEqualTo(1_000);
            assertThat(fixture.transport().limits("busy"))
                    .as("a call is in flight")
                    .isSameAs(busy);
        }
    }

    @Test
    void otherFailuresAreNotReportedAsRefusedCredentials() {
        scope.ended(AttemptResult.failed(Outcome.THROTTLED, "1008028", "too fast"));
        assertThat(scope.refusedCredentials()).isNull();
        assertThat(scope.failed()).isEqualTo(1);
    }
}
