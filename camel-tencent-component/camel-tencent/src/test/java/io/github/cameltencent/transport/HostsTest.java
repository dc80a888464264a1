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

/** When calls go to the backup, and when they come back. Time is the test's own. */
class HostsTest {

    private static final URI PRIMARY = URI.create("https://cvm.tencentcloudapi.com");
    private static final URI BACKUP = URI.create("https://cvm.ap-guangzhou.tencentcloudapi.com");
    private static final Verdict GOOD = Verdict.accepted("r-1", null);
    private static final Verdict LOST = Verdict.failed(Outcome.AMBIGUOUS, "CONNECTION_LOST", "lost");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000); // it may run over
    private final Hosts hosts = new Hosts(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static URI sign(HostChoice choice) {
        return choice.sign(base -> new SignedRequest("POST", base, Map.of(), null))
                .uri();
    }

    private HostChoice begin() {
        return hosts.begin(PRIMARY, BACKUP);
    }

    /** One call with one attempt that ends so. */
    private URI call(Verdict verdict) {
        HostChoice choice = begin();
        URI used = sign(choice);
        choice.ended(verdict);
        return used;
    }

    private void open() {
        for (int i = 0; i < 5; i++) {
            assertThat(call(LOST)).isEqualTo(PRIMARY);
        }
    }

    private static Verdict failed(Outcome outcome, String code, String requestId) {
        return new Verdict(outcome, code, true, "said so", requestId, null, false, false, null, null);
    }

    @Test
    void callsGoToThePrimaryWhileItAnswers() {
        for (int i = 0; i < 100; i++) {
            assertThat(call(GOOD)).isEqualTo(PRIMARY);
        }
    }

    @Test
    void withoutABackupNothingIsGivenUp() {
        HostChoice choice = hosts.begin(PRIMARY, null);
        for (int i = 0; i < 20; i++) {
            assertThat(sign(choice)).isEqualTo(PRIMARY);
            choice.ended(LOST);
            assertThat(choice.goesElsewhere()).isFalse();
        }
    }

    @Test
    void fiveFailuresOpenTheCircuit() {
        open();
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        assertThat(hosts.begin(URI.create("https://cbs.tencentcloudapi.com"), BACKUP))
                .as("another host has a circuit of its own")
                .satisfies(other -> assertThat(sign(other).getHost()).startsWith("cbs"));
    }

    @Test
    void fourFailuresOfFiveDoNot() {
        call(GOOD);
        for (int i = 0; i < 4; i++) {
            call(LOST);
        }
        assertThat(call(LOST)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).as("5 of 6").isEqualTo(BACKUP);
    }

    @Test
    void aQuarterThatAnswersKeepsItClosed() {
        for (int i = 0; i < 40; i++) {
            assertThat(call(i % 3 == 0 ? GOOD : LOST)).isEqualTo(PRIMARY);
        }
    }

    @Test
    void anOutageIsNoticedSoonAlsoAfterHoursOfSuccess() {
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
        pass(Duration.ofMillis(5_900));
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        pass(Duration.ofMillis(200));
        HostChoice probe = begin();
        assertThat(sign(probe)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).as("only one at a time").isEqualTo(BACKUP);
        probe.ended(GOOD);
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void aProbeThatFailsKeepsItOpenForAnotherSixSeconds() {
        open();
        pass(Duration.ofSeconds(7));
        assertThat(call(LOST)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        pass(Duration.ofSeconds(5));
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        pass(Duration.ofMillis(1_100));
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void callsAreBackWithinTenSecondsOfRecoveryEvenWhenProbesHang() {
        open();
        pass(Duration.ofSeconds(7));
        HostChoice hanging = begin();
        assertThat(sign(hanging)).isEqualTo(PRIMARY);
        Duration waited = Duration.ZERO;
        while (call(GOOD).equals(BACKUP)) {
            pass(Duration.ofMillis(100));
            waited = waited.plusMillis(100);
        }
        assertThat(waited).isLessThan(Duration.ofSeconds(10));
        hanging.ended(LOST);
        assertThat(call(GOOD))
                .as("what came of the old probe says nothing of now")
                .isEqualTo(PRIMARY);
    }

    @Test
    void aLateAnswerOfAProbeCountsToo() {
        open();
        pass(Duration.ofSeconds(7));
        HostChoice slow = begin();
        sign(slow);
        pass(Duration.ofSeconds(4));
        assertThat(call(GOOD)).isEqualTo(BACKUP);
        slow.ended(GOOD);
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void aProbeThatWasNotSentLeavesTheNextItsPlace() {
        open();
        pass(Duration.ofSeconds(7));
        assertThat(call(Verdict.failed(Outcome.THROTTLED, "LOCAL_LIMIT", "no connection")))
                .isEqualTo(PRIMARY);
        HostChoice unsigned = begin();
        assertThatThrownBy(() -> unsigned.sign(base -> {
                    throw new IllegalStateException("no keys");
                }))
                .hasMessage("no keys");
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
        assertThat(call(GOOD)).isEqualTo(PRIMARY);
    }

    @Test
    void aFailedAttemptIsRepeatedAtTheBackupAtOnce() {
        HostChoice choice = begin();
        assertThat(sign(choice)).isEqualTo(PRIMARY);
        choice.ended(LOST);
        assertThat(choice.goesElsewhere()).isTrue();
        assertThat(sign(choice)).isEqualTo(BACKUP);
        choice.ended(LOST);
        assertThat(choice.goesElsewhere()).isFalse();
        assertThat(sign(choice)).as("the backup failed as well").isEqualTo(PRIMARY);
        choice.ended(LOST);
        assertThat(choice.goesElsewhere()).as("at once only the first time").isFalse();
        assertThat(sign(choice)).isEqualTo(BACKUP);
    }

    @Test
    void errorsThatTheServiceGivesAreAnswers() {
        for (Verdict answer : new Verdict[] {
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
    void whatCountsAsAFailure() {
        int host = 0;
        for (Verdict failure : new Verdict[] {
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
                HostChoice choice = hosts.begin(primary, BACKUP);
                assertThat(sign(choice)).isEqualTo(primary);
                choice.ended(failure);
            }
            assertThat(sign(hosts.begin(primary, BACKUP))).as("%s", failure).isEqualTo(BACKUP);
        }
    }

    @Test
    void manyHostsDoNotPileUp() {
        for (int i = 0; i < 10_000; i++) {
            hosts.begin(URI.create("https://host" + i), BACKUP);
        }
        assertThat(hosts.size()).isLessThanOrEqualTo(512);
    }
}
