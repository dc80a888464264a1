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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Failover to the backup host and back. Time is simulated. */
class HostFailoverTest {

    private static final URI PRIMARY = URI.create("https://cvm.tencentcloudapi.com");
    private static final URI BACKUP = URI.create("https://cvm.ap-guangzhou.tencentcloudapi.com");
    private static final AttemptResult GOOD = AttemptResult.accepted("r-1", null);
    private static final AttemptResult LOST = AttemptResult.failed(Outcome.AMBIGUOUS, "CONNECTION_LOST", "lost");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000); // it may overflow
    private final HostCircuitBreakers hosts = new HostCircuitBreakers(nanos::get);

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static URI sign(HostFailover failover) {
        return failover.sign(base -> new SignedRequest("POST", base, Map.of(), null))
                .uri();
    }

    private HostFailover begin() {
        return hosts.failover(PRIMARY, BACKUP);
    }

    /** One call whose only attempt has a result. */
    private URI call(AttemptResult result) {
        HostFailover failover = begin();
        URI used = sign(failover);
        failover.ended(result);
        return used;
    }

    private void open() {
        for (int i = 0; i < 5; i++) {
            assertThat(call(LOST)).isEqualTo(PRIMARY);
        }
    }

    private static AttemptResult failed(Outcome outcome, String code, String requestId) {
        return new AttemptResult(outcome, code, true, "said so", requestId, null, false, false, null, null);
    }

    @Test
    void callsGoToThePrimaryWhileItAnswers() {
        for (int i = 0; i < 100; i++) {
            assertThat(call(GOOD)).isEqualTo(PRIMARY);
        }
    }

    @Test
    void withoutABackupThePrimaryIsAlwaysUsed() {
        HostFailover failover = hosts.failover(PRIMARY, null);
        for (int i = 0; i < 20; i++) {
            assertThat(sign(failover)).isEqualTo(PRIMARY);
            failover.ended(LOST);
            assertThat(failover.failsOver()).isFalse();
        }
    }

    @Test
    void fiveFailuresOpenTheCircuit() {
        open();
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        assertThat(hosts.failover(URI.create("https://cbs.tencentcloudapi.com"), BACKUP))
                .as("each host has its own circuit breaker")
                .satisfies(other -> assertThat(sign(other).getHost()).startsWith("cbs"));
    }

    @Test
    void fourFailuresOfFiveDoNotOpenTheCircuit() {
        call(GOOD);
        for (int i = 0; i < 4; i++) {
            call(LOST);
        }
        assertThat(call(LOST)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).as("5 of 6").isEqualTo(BACKUP);
    }

    @Test
    void moreThanAQuarterOfSuccessesKeepsTheCircuitClosed() {
        for (int i = 0; i < 40; i++) {
            assertThat(call(i % 3 == 0 ? GOOD : LOST)).isEqualTo(PRIMARY);
        }
    }

    @Test
    void anOutageAfterManySuccessesOpensTheCircuitSoon() {
        for (int i = 0; i < 1000; i++) {
            assertThat(call(GOOD)).isEqualTo(PRIMARY);
        }
        for (int i = 0; i < 15; i++) {
            assertThat(call(LOST)).isEqualTo(PRIMARY);
        }
        assertThat(call(GOOD)).isEqualTo(BACKUP);
    }

    @Test
    void afterSixSecondsOneCallIsAProbe() {
        open();
        advance(Duration.ofMillis(5_900));
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        advance(Duration.ofMillis(200));
        HostFailover probe = begin();
        assertThat(sign(probe)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).as("only one at a time").isEqualTo(BACKUP);
        probe.ended(GOOD);
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void aFailedProbeKeepsTheCircuitOpenForAnotherSixSeconds() {
        open();
        advance(Duration.ofSeconds(7));
        assertThat(call(LOST)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        advance(Duration.ofSeconds(5));
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        advance(Duration.ofMillis(1_100));
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void callsReturnWithinTenSecondsAfterARecoveryEvenIfAProbeHangs() {
        open();
        advance(Duration.ofSeconds(7));
        HostFailover hanging = begin();
        assertThat(sign(hanging)).isEqualTo(PRIMARY);
        Duration waited = Duration.ZERO;
        while (call(GOOD).equals(BACKUP)) {
            advance(Duration.ofMillis(100));
            waited = waited.plusMillis(100);
        }
        assertThat(waited).isLessThan(Duration.ofSeconds(10));
        hanging.ended(LOST);
        assertThat(call(GOOD)).as("the late failure of an old probe is ignored").isEqualTo(PRIMARY);
    }

    @Test
    void aLateAnswerOfAProbeClosesTheCircuit() {
        open();
        advance(Duration.ofSeconds(7));
        HostFailover slow = begin();
        sign(slow);
        advance(Duration.ofSeconds(4));
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        slow.ended(GOOD);
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void aProbeThatWasNotSentIsReplacedByTheNextCall() {
        open();
        advance(Duration.ofSeconds(7));
        assertThat(call(AttemptResult.failed(Outcome.THROTTLED, "LOCAL_LIMIT", "no connection")))
                .isEqualTo(PRIMARY);
        HostFailover unsigned = begin();
        assertThatThrownBy(() -> unsigned.sign(base -> {
                    throw new IllegalStateException("no keys");
                }))
                .hasMessage("no keys");
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void aFailedAttemptIsRetriedAtTheBackupAtOnce() {
        HostFailover failover = begin();
        assertThat(sign(failover)).isEqualTo(PRIMARY);
        failover.ended(LOST);
        assertThat(failover.failsOver()).isTrue();
        assertThat(sign(failover)).isEqualTo(BACKUP);
        failover.ended(LOST);
        assertThat(failover.failsOver()).isFalse();
        assertThat(sign(failover)).as("the backup failed as well").isEqualTo(PRIMARY);
        failover.ended(LOST);
        assertThat(failover.failsOver()).as("without delay only the first time").isFalse();
        assertThat(sign(failover)).isEqualTo(BACKUP);
    }

    @Test
    void errorCodesOfTheServiceAreNotFailuresOfTheHost() {
        for (AttemptResult answer : new AttemptResult[] {
            GOOD,
            failed(Outcome.REJECTED, "InvalidParameter", "r-1"),
            failed(Outcome.AUTH, "AuthFailure.SecretIdNotFound", "r-1"),
            failed(Outcome.THROTTLED, "RequestLimitExceeded", "r-1"),
            failed(Outcome.TRANSIENT, "ResourceUnavailable", "r-1"),
            failed(Outcome.THROTTLED, "HTTP_429", null),
            failed(Outcome.REJECTED, "60010", null)
        }) {
            for (int i = 0; i < 10; i++) {
                assertThat(call(answer)).isEqualTo(PRIMARY);
            }
        }
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void failuresOfTheHostOpenTheCircuit() {
        int host = 0;
        for (AttemptResult failure : new AttemptResult[] {
            LOST,
            failed(Outcome.TRANSIENT, "CONNECT_REFUSED", null),
            failed(Outcome.AMBIGUOUS, "RESPONSE_TIMEOUT", null),
            failed(Outcome.AMBIGUOUS, "HTTP_503", null),
            failed(Outcome.REJECTED, "HTTP_404", null),
            failed(Outcome.AMBIGUOUS, "BAD_ANSWER", null),
            failed(Outcome.AMBIGUOUS, "InternalError.DbError", "r-1"),
            failed(Outcome.AMBIGUOUS, "ServiceUnavailable", "r-1")
        }) {
            URI primary = URI.create("https://host" + host++);
            for (int i = 0; i < 5; i++) {
                HostFailover failover = hosts.failover(primary, BACKUP);
                assertThat(sign(failover)).isEqualTo(primary);
                failover.ended(failure);
            }
            assertThat(sign(hosts.failover(primary, BACKUP))).as("%s", failure).isEqualTo(BACKUP);
        }
    }

    @Test
    void theNumberOfHostsIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            hosts.failover(URI.create("https://host" + i), BACKUP);
        }
        assertThat(hosts.size()).isLessThanOrEqualTo(512);
    }
}
