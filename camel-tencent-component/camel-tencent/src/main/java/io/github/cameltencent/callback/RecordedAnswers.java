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
package io.github.cameltencent.callback;

import io.github.cameltencent.sign.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers what was answered to which callback, so that one that comes again gets the same answer. Only callbacks that were
 * found genuine may be shown to it. Bounded: the oldest are forgotten when there are too many. Thread-safe.
 */
final class RecordedAnswers {

    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Recorded> answers = new LinkedHashMap<>();
    private final Duration keep;
    private final Clock clock;

    private record Recorded(Instant until, CompletableFuture<byte[]> answer) {}

    /**
     * A memory.
     *
     * @param keep how long a callback can come again: twice the window for its time
     */
    RecordedAnswers(Duration keep, Clock clock) {
        this.keep = keep;
        this.clock = clock;
    }

    /** The answer to the callback as it was given, or is about to be; null when it comes for the first time. */
    CompletableFuture<byte[]> known(String key, CompletableFuture<byte[]> answer) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Iterator<Recorded> oldest = answers.values().iterator();
            while (oldest.hasNext()) {
                boolean over = oldest.next().until().isBefore(now);
                if (!over && answers.size() < MOST) {
                    break;
                }
                oldest.remove();
            }
            Recorded known = answers.putIfAbsent(key, new Recorded(now.plus(keep), answer));
            return known == null ? null : known.answer();
        } finally {
            lock.unlock();
        }
    }

    /** A callback that was not served after all comes for the first time when it comes again. */
    void forget(String key) {
        lock.lock();
        try {
            answers.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** What tells callbacks apart: those of one second have the same Sign, so that the body counts as well. */
    static String key(ReceivedCallback callback) {
        return callback.sdkAppId() + ":" + callback.stamp() + ":"
                + Digest.SHA_256.hex(callback.text().getBytes(StandardCharsets.UTF_8));
    }
}
