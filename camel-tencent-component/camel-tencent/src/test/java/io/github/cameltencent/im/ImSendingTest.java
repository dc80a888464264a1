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
package io.github.cameltencent.im;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long equal calls are taken for the same one. */
class ImSendingTest {

    private static final Instant NOW = Instant.parse("2026-05-01T04:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ImSending sending = new ImSending(7);

    @Test
    void theTimeOfTheFirstAttemptCounts() {
        assertThat(sending.isSafeAt(NOW, SECOND)).isTrue();
        sending.begins(NOW, SECOND);
        sending.begins(NOW.plusMillis(500), SECOND);
        assertThat(sending.isInTime()).isTrue();
        assertThat(sending.isSafeAt(NOW.plusMillis(749), SECOND)).isTrue();
        assertThat(sending.isSafeAt(NOW.plusMillis(750), SECOND))
                .as("a quarter is for the way")
                .isFalse();
        sending.begins(NOW.plusMillis(800), SECOND);
        assertThat(sending.isInTime()).isFalse();
    }

    @Test
    void theTimeForTheWayIsBounded() {
        Duration week = Duration.ofDays(7);
        sending.begins(NOW, week);
        assertThat(sending.isSafeAt(NOW.plus(week).minusSeconds(31), week)).isTrue();
        assertThat(sending.isSafeAt(NOW.plus(week).minusSeconds(30), week)).isFalse();
    }

    @Test
    void anAttemptThatWasNotExecutedDoesNotCount() {
        sending.begins(NOW, SECOND);
        sending.notExecuted(NOW);
        sending.begins(NOW.plusSeconds(5), SECOND);
        assertThat(sending.isInTime()).isTrue();
    }

    @Test
    void numbersOfOneKeyDifferByCommandAndTarget() {
        long one = MsgRandoms.derive("order-7", "openim/sendmsg", List.of("alpha"));
        assertThat(one).isBetween(0L, 4294967295L);
        assertThat(MsgRandoms.derive("order-7", "openim/sendmsg", List.of("alpha")))
                .isEqualTo(one);
        assertThat(MsgRandoms.derive("order-7", "openim/sendmsg", List.of("beta")))
                .isNotEqualTo(one);
        assertThat(MsgRandoms.derive("order-7", "timpush/batch", List.of("alpha")))
                .isNotEqualTo(one);
        assertThat(MsgRandoms.derive("order-8", "openim/sendmsg", List.of("alpha")))
                .isNotEqualTo(one);
    }
}
