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

/** The deduplication window of calls with a random number. */
class MsgRandomStateTest {

    private static final Instant NOW = Instant.parse("2026-05-01T04:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MsgRandomState state = new MsgRandomState(7);

    @Test
    void theWindowStartsWithTheFirstAttempt() {
        assertThat(state.isSafeAt(NOW, SECOND)).isTrue();
        state.attemptStarted(NOW, SECOND);
        state.attemptStarted(NOW.plusMillis(500), SECOND);
        assertThat(state.isInWindow()).isTrue();
        assertThat(state.isSafeAt(NOW.plusMillis(749), SECOND)).isTrue();
        assertThat(state.isSafeAt(NOW.plusMillis(750), SECOND))
                .as("a quarter is the safety margin")
                .isFalse();
        state.attemptStarted(NOW.plusMillis(800), SECOND);
        assertThat(state.isInWindow()).isFalse();
    }

    @Test
    void theSafetyMarginIsBounded() {
        Duration week = Duration.ofDays(7);
        state.attemptStarted(NOW, week);
        assertThat(state.isSafeAt(NOW.plus(week).minusSeconds(31), week)).isTrue();
        assertThat(state.isSafeAt(NOW.plus(week).minusSeconds(30), week)).isFalse();
    }

    @Test
    void anAttemptThatWasNotExecutedDoesNotStartTheWindow() {
        state.attemptStarted(NOW, SECOND);
        state.attemptNotExecuted(NOW);
        state.attemptStarted(NOW.plusSeconds(5), SECOND);
        assertThat(state.isInWindow()).isTrue();
    }

    @Test
    void anAttemptIsRecognizedIfItsAnswerCameWithinTheWindow() {
        state.attemptStarted(NOW, SECOND);
        state.attemptStarted(NOW.plusMillis(600), SECOND);
        assertThat(state.attemptAnswered(NOW.plusMillis(999), SECOND)).isTrue();
        assertThat(state.attemptAnswered(NOW.plusMillis(1000), SECOND))
                .as("the service may have received it after the window")
                .isFalse();
        assertThat(state.isInWindow()).isFalse();
    }

    @Test
    void nothingIsWithinTheWindowOnceTheClockWasSetBack() {
        state.attemptStarted(NOW, SECOND);
        assertThat(state.isSafeAt(NOW.minusSeconds(3600), SECOND)).isFalse();
        state.attemptStarted(NOW.minusSeconds(3600), SECOND);
        assertThat(state.isInWindow()).isFalse();
    }

    @Test
    void numbersDerivedFromOneKeyDifferByCommandAndTarget() {
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
