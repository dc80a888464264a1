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

/** Checks that a signed call is recent, and optionally that it is no replay. Thread-safe after configuration. */
final class ReplayProtection {

    // enough until the year 5138; longer text is not a time
    private static final int MAX_TIME_LENGTH = 11;

    private final ReentrantLock lock = new ReentrantLock();
    private long window = 300_000;
    private boolean replayCheck;
    private int maxRemembered = 100_000;

    // created at first use, when window and size are known; written under the lock
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

    /** Parses Unix seconds; returns -1 for any other text. */
    static long seconds(String time) {
        boolean digits = !time.isEmpty() && time.length() <= MAX_TIME_LENGTH;
        for (int i = 0; digits && i < time.length(); i++) {
            digits = time.charAt(i) >= '0' && time.charAt(i) <= '9';
        }
        return digits ? Long.parseLong(time) : -1;
    }

    /**
     * Returns why a call with this timestamp is refused, or null. Compares whole seconds, the resolution of timestamps.
     */
    String staleness(long seconds, Instant now) {
        Duration age = Duration.between(Instant.ofEpochSecond(seconds), now);
        long allowed = Duration.ofMillis(window).toSeconds();
        if (Math.abs(age.toSeconds()) <= allowed) {
            return null;
        }
        return "The timestamp is " + Math.abs(age.toSeconds()) + " s " + (age.isNegative() ? "ahead" : "old")
                + ", the maximum is " + allowed + " s: check the clocks";
    }

    /** Refuses a replayed signature, if replayCheck is on. Call it only with verified signatures. */
    void requireNew(String signature, Instant now, String service) {
        if (!replayCheck) {
            return;
        }
        ReplayGuard.Answer answer = guard().admit(signature, now);
        if (answer == ReplayGuard.Answer.REPEATED) {
            throw SigningSupport.refusal(
                    Outcome.AUTH, service, "verify", "REPLAYED", "This signature was already used");
        }
        if (answer == ReplayGuard.Answer.FULL) {
            throw SigningSupport.refusal(
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

    // a timestamp may be one window ahead, and is then valid for two windows
    private ReplayGuard newGuard() {
        return new ReplayGuard(Duration.ofMillis(window).multipliedBy(2).plusSeconds(1), maxRemembered);
    }
}
