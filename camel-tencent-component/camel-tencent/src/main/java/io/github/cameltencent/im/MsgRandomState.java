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

import io.github.cameltencent.TencentException;
import io.github.cameltencent.transport.CallResult;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * The state of a call with a random number, over retries and redeliveries of Camel. After the first attempt that may have
 * been executed, the service drops calls with the same number within its deduplication window. Only one attempt is in
 * flight at a time; the volatile fields are handed from thread to thread with it.
 */
public final class MsgRandomState implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A safety margin, as a part of the window, for the way to the service. */
    private static final int MARGIN_PART = 4;

    private static final Duration MAX_MARGIN = Duration.ofSeconds(30);

    private final long random;

    /** When the first attempt that may have been executed started; null for none. */
    private volatile Instant first;

    /** Whether the last attempt started, and was answered, within the deduplication window. */
    private volatile boolean inWindow = true;

    /** The failure of an earlier, ambiguous call of the same exchange; null for none. */
    private volatile TencentException ambiguousFailure;

    /** The result if this part was accepted while others were not; null otherwise. */
    private volatile CallResult done;

    public MsgRandomState(long random) {
        this.random = random;
    }

    /** Returns the random number, 0 to 4294967295. */
    public long random() {
        return random;
    }

    /** Returns whether an attempt at that time is within the deduplication window. */
    boolean isSafeAt(Instant now, Duration window) {
        Instant since = first;
        if (since == null) {
            return true;
        }
        Duration part = window.dividedBy(MARGIN_PART);
        Duration margin = part.compareTo(MAX_MARGIN) < 0 ? part : MAX_MARGIN;
        return isWithin(since, now, window.minus(margin));
    }

    /** A time before the start means that the clock was set back: then nobody knows how much of the window is left. */
    private static boolean isWithin(Instant since, Instant now, Duration window) {
        return !now.isBefore(since) && now.isBefore(since.plus(window));
    }

    void attemptStarted(Instant now, Duration window) {
        inWindow = first == null || (window != null && isSafeAt(now, window));
        if (first == null) {
            first = now;
        }
    }

    /** Returns whether the last attempt was started and answered within the deduplication window. */
    boolean attemptAnswered(Instant now, Duration window) {
        Instant since = first;
        inWindow &= since == null || isWithin(since, now, window);
        return inWindow;
    }

    /** Resets the window after an attempt that was certainly not executed. */
    void attemptNotExecuted(Instant began) {
        if (began.equals(first) && ambiguousFailure == null) {
            first = null;
        }
    }

    boolean isInWindow() {
        return inWindow;
    }

    CallResult done() {
        return done;
    }

    void done(CallResult result) {
        done = result;
    }

    TencentException ambiguousFailure() {
        return ambiguousFailure;
    }

    void ambiguousFailure(TencentException failure) {
        ambiguousFailure = failure;
    }

    @Override
    public String toString() {
        return "ImSending";
    }
}
