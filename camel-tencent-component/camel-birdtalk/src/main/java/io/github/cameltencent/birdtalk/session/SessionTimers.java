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

/** The three timers of a session: of its stage, of its heart beat, of the server's silence. */
public final class SessionTimers {

    public static final long NEVER = Long.MAX_VALUE;

    private final SessionTimes times;
    private long stage = NEVER;
    private long heartBeat = NEVER;
    private long silence = NEVER;

    SessionTimers(SessionTimes times) {
        this.times = times;
    }

    void stageEnds(Moment now, long in) {
        stage = now.ticks() + in;
    }

    void stageHasNoEnd() {
        stage = NEVER;
    }

    void heard(Moment now) {
        silence = now.ticks() + times.silence();
    }

    void beat(Moment now) {
        heartBeat = now.ticks() + times.heartBeat();
    }

    void stop() {
        stage = NEVER;
        heartBeat = NEVER;
        silence = NEVER;
    }

    boolean stageIsOver(Moment now) {
        return stage <= now.ticks();
    }

    boolean isSilent(Moment now) {
        return silence <= now.ticks();
    }

    boolean mustBeat(Moment now) {
        return heartBeat <= now.ticks();
    }

    /** When to look next, in ticks. */
    long next() {
        return Math.min(stage, Math.min(heartBeat, silence));
    }
}
