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

import java.time.Duration;

/**
 * How many members share a quota. More count at once, fewer only after they have been counted for a while: a member that has
 * just joined is still unknown to others, which use its part until they count it. One thread counts, any thread reads.
 */
final class MemberCount {

    private final long settleNanos;

    private volatile int members;

    /** The largest count below {@link #members} since {@link #fewerSince}; 0 if the last count was not below it. */
    private int fewer;

    private long fewerSince;

    /** Creates a count that becomes smaller when fewer members were counted for {@code settle}. */
    MemberCount(int atStart, Duration settle) {
        members = atStart;
        settleNanos = settle.toNanos();
    }

    int get() {
        return members;
    }

    /** Enters a count at a time in nanoseconds; returns whether the number changed. */
    boolean count(int counted, long now) {
        if (counted >= members) {
            fewer = 0;
            return set(counted);
        }
        if (fewer == 0) {
            fewerSince = now;
        }
        fewer = Math.max(fewer, counted);
        if (now - fewerSince < settleNanos) {
            return false;
        }
        int settled = fewer;
        fewer = 0;
        return set(settled);
    }

    private boolean set(int number) {
        boolean changed = number != members;
        members = number;
        return changed;
    }
}
