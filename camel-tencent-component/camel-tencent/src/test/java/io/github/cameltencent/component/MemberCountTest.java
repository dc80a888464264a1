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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More members count at once, fewer once they have been counted for five seconds. */
class MemberCountTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final MemberCount members = new MemberCount(20, Duration.ofSeconds(5));

    @Test
    void aStartingNodeWaitsUntilTheOthersHaveCountedIt() {
        assertThat(members.count(3, 0)).isFalse();
        assertThat(members.count(3, 4 * SECOND)).isFalse();
        assertThat(members.get()).isEqualTo(20);

        assertThat(members.count(3, 5 * SECOND)).isTrue();
        assertThat(members.get()).isEqualTo(3);
    }

    @Test
    void membersThatJoinMeanwhileCount() {
        members.count(1, 0);
        members.count(2, 2 * SECOND);
        members.count(3, 5 * SECOND);

        assertThat(members.get()).isEqualTo(3);
    }

    @Test
    void moreMembersCountAtOnce() {
        assertThat(members.count(21, 0)).isTrue();
        assertThat(members.get()).isEqualTo(21);
    }

    @Test
    void aMemberThatIsMissingForAMomentStillCounts() {
        members.count(19, 0);
        members.count(20, SECOND);
        members.count(19, 5 * SECOND);
        assertThat(members.get()).isEqualTo(20);

        members.count(19, 10 * SECOND);
        assertThat(members.get()).isEqualTo(19);
    }

    @Test
    void theClockOfTheJvmMayOverflow() {
        members.count(2, Long.MAX_VALUE - SECOND);
        members.count(2, Long.MAX_VALUE + 4 * SECOND);

        assertThat(members.get()).isEqualTo(2);
    }
}
