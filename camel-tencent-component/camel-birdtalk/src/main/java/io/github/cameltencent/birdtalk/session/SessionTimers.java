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
package io.github.cameltencent.birdtalk.session;

/**
 * The three deadlines of a session: for the current stage, the next heartbeat, and the server's silence. In
 * milliseconds of the monotonic clock.
 */
public final class SessionTimers {

    public static final long NEVER = Long.MAX_VALUE;

    private final SessionTimeouts times;
    private long stage = NEVER;
    private long heartbeat = NEVER;
    private long silence = NEVER;

    SessionTimers(SessionTimeouts times) {
        this.times = times;
    }

    void startStage(ClockReading now, long in) {
        stage = now.monotonicMillis() + in;
    }

    void cancelStage() {
        stage = NEVER;
    }

    void alive(ClockReading now) {
        silence = now.monotonicMillis() + times.silence();
    }

    void startHeartbeat(ClockReading now) {
        heartbeat = now.monotonicMillis() + times.heartbeat();
    }

    void stop() {
        stage = NEVER;
        heartbeat = NEVER;
        silence = NEVER;
    }

    boolean isStageExpired(ClockReading now) {
        return stage <= now.monotonicMillis();
    }

    boolean isSilent(ClockReading now) {
        return silence <= now.monotonicMillis();
    }

    boolean isHeartbeatDue(ClockReading now) {
        return heartbeat <= now.monotonicMillis();
    }

    /** The earliest deadline. */
    long next() {
        return Math.min(stage, Math.min(heartbeat, silence));
    }
}
