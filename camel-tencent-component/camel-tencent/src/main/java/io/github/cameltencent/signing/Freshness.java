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
package io.github.cameltencent.signing;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.ReplayGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** Whether a signed call is of now, and comes for the first time. Set up once, then thread-safe. */
final class Freshness {

    // beyond the year 2286; a longer text is no time
    private static final int LONGEST_TIME = 11;

    private final ReentrantLock lock = new ReentrantLock();
    private long window = 300_000;
    private boolean replayCheck;
    private int maxRemembered = 100_000;

    // null until it is needed first, when window and size are known; guarded by the lock
    private volatile ReplayGuard guard;

    long window() {
        return window;
    }

    void window(long window) {
        if (window <= 0) {
            throw new IllegalArgumentException("window is " + window + ": it must be more than 0 milliseconds");
        }
        this.window = window;
    }

    boolean replayCheck() {
        return replayCheck;
    }

    void replayCheck(boolean replayCheck) {
        this.replayCheck = replayCheck;
    }

    int maxRemembered() {
        return maxRemembered;
    }

    void maxRemembered(int maxRemembered) {
        this.maxRemembered = maxRemembered;
    }

    /** The Unix seconds that the text says, or -1 where it is something else. */
    static long seconds(String time) {
        boolean digits = !time.isEmpty() && time.length() <= LONGEST_TIME;
        for (int i = 0; digits && i < time.length(); i++) {
            digits = time.charAt(i) >= '0' && time.charAt(i) <= '9';
        }
        return digits ? Long.parseLong(time) : -1;
    }

    /** Why a call of that time is refused, or null. Whole seconds are compared, as time stamps have no more. */
    String staleness(long seconds, Instant now) {
        Duration age = Duration.between(Instant.ofEpochSecond(seconds), now);
        long allowed = Duration.ofMillis(window).toSeconds();
        if (Math.abs(age.toSeconds()) <= allowed) {
            return null;
        }
        return "The time stamp is " + Math.abs(age.toSeconds()) + " s " + (age.isNegative() ? "ahead" : "old")
                + ", allowed are " + allowed + " s: compare the clocks";
    }

    /** Refuses what came before, where that is looked for. Only what was found genuine may be shown to it. */
    void requireNew(String what, Instant now, String service) {
        if (!replayCheck) {
            return;
        }
        ReplayGuard.Answer answer = guard().admit(what, now);
        if (answer == ReplayGuard.Answer.REPEATED) {
            throw TencentBean.refusal(Outcome.AUTH, service, "verify", "REPLAYED", "This signature came before");
        }
        if (answer == ReplayGuard.Answer.FULL) {
            throw TencentBean.refusal(
                    Outcome.THROTTLED,
                    service,
                    "verify",
                    "REPLAY_MEMORY_FULL",
                    "More than " + maxRemembered + " calls within the window: raise maxRemembered");
        }
    }

    private ReplayGuard guard() {
        ReplayGuard now = guard;
        if (now == null) {
            lock.lock();
            try {
                now = guard == null ? newGuard() : guard;
                guard = now;
            } finally {
                lock.unlock();
            }
        }
        return now;
    }

    // a time stamp may be a window ahead, and stays good for another one
    private ReplayGuard newGuard() {
        return new ReplayGuard(Duration.ofMillis(window).multipliedBy(2).plusSeconds(1), maxRemembered);
    }
}
