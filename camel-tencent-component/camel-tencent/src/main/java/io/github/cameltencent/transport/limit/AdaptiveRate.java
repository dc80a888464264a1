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

import java.util.concurrent.TimeUnit;

/**
 * Slows a rate down after throttled answers: additive increase, multiplicative decrease. A throttled answer lowers the
 * rate to 85 %, at most four times a second; afterwards it rises by 5 % of the limit each second. Not thread-safe.
 */
final class AdaptiveRate {

    private static final double DECREASE = 0.85;
    private static final double INCREASE_A_SECOND = 0.05;
    private static final double MIN = 0.05;
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** The part of the limit at the last decrease; 1 if the rate is not lowered. */
    private double part = 1;

    private long decreasedAt;

    /** Returns the part of the limit that may be used: more than 0 and at most 1. */
    double current(long now) {
        if (part < 1) {
            long rising = now - decreasedAt - INTERVAL_NANOS;
            double risen = part + Math.max(0, rising) * INCREASE_A_SECOND / 1e9;
            if (risen < 1) {
                return risen;
            }
            part = 1;
        }
        return 1;
    }

    /**
     * Lowers the rate, unless it was lowered after the call started: the answer then tells nothing about the current rate.
     *
     * @param startedAt when the throttled call started
     */
    void throttled(long startedAt, long now) {
        double current = current(now);
        if (current < 1 && (startedAt - decreasedAt < 0 || now - decreasedAt < INTERVAL_NANOS)) {
            return;
        }
        part = Math.max(MIN, current * DECREASE);
        decreasedAt = now;
    }
}
