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
 * What is known of a call that is sent with a random number, over our repeats and Camel's redeliveries: from the first
 * attempt that may have been executed on, the service drops equal ones for some time. One attempt is under way at a time;
 * the fields are handed over with it.
 */
public final class ImSending implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A repeat must still get there in time. */
    private static final int MARGIN_PART = 4;

    private static final Duration MAX_MARGIN = Duration.ofSeconds(30);

    private final long random;

    /** When the first attempt began that may have been executed; null for none. */
    private volatile Instant first;

    /** Whether the last attempt began while equal ones are dropped. */
    private volatile boolean inTime = true;

    /** How an earlier call of the same exchange ended, where nobody knows whether it was executed; null otherwise. */
    private volatile TencentException unresolved;

    /** How it ended, where it was carried out while other parts of the same call were not; null otherwise. */
    private volatile CallResult done;

    public ImSending(long random) {
        this.random = random;
    }

    /** The number, 0 to 4294967295. */
    public long random() {
        return random;
    }

    /** Whether an attempt that goes out now is taken for the same call, where it was executed before. */
    boolean isSafeAt(Instant now, Duration window) {
        Instant since = first;
        if (since == null) {
            return true;
        }
        Duration part = window.dividedBy(MARGIN_PART);
        Duration margin = part.compareTo(MAX_MARGIN) < 0 ? part : MAX_MARGIN;
        return now.isBefore(since.plus(window).minus(margin));
    }

    void begins(Instant now, Duration window) {
        inTime = first == null || (window != null && isSafeAt(now, window));
        if (first == null) {
            first = now;
        }
    }

    /** Nothing was executed so far: the time begins anew. */
    void notExecuted(Instant began) {
        if (began.equals(first) && unresolved == null) {
            first = null;
        }
    }

    boolean isInTime() {
        return inTime;
    }

    CallResult done() {
        return done;
    }

    void done(CallResult result) {
        done = result;
    }

    TencentException unresolved() {
        return unresolved;
    }

    void unresolved(TencentException failure) {
        unresolved = failure;
    }

    @Override
    public String toString() {
        return "ImSending";
    }
}
