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
package io.github.cameltencent.observe;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.transport.CallObserver;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the last calls that failed, for the dev console. Thread-safe. */
final class LastFailures implements CallObserver {

    static final int MAX_KEPT = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<FailedCall> failures = new ArrayDeque<>();

    /**
     * A call that failed.
     *
     * @param requestId the request id of the service, null for none
     */
    record FailedCall(Instant time, TencentCall call, String requestId) {}

    @Override
    public void ended(TencentCall call, String requestId) {
        if (call.getOutcome() == Outcome.ACCEPTED) {
            return;
        }
        FailedCall failure = new FailedCall(Instant.now(), call, requestId);
        lock.lock();
        try {
            failures.addFirst(failure);
            if (failures.size() > MAX_KEPT) {
                failures.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the failures, the newest first. */
    List<FailedCall> newestFirst() {
        lock.lock();
        try {
            return new ArrayList<>(failures);
        } finally {
            lock.unlock();
        }
    }
}
