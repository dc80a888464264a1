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
 * Caches the replies to callbacks, so that a callback that arrives again gets the same reply. Only for verified callbacks: others
 * could fill it. Bounded: evicts the oldest. Thread-safe.
 */
final class ReplayCache {

    private static final int MAX_ENTRIES = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Duration timeToLive;
    private final Clock clock;

    private record Entry(Instant expiry, CompletableFuture<byte[]> reply) {}

    /**
     * Creates an empty cache.
     *
     * @param timeToLive how long a callback can be replayed: twice {@code callbackWindow}
     */
    ReplayCache(Duration timeToLive, Clock clock) {
        this.timeToLive = timeToLive;
        this.clock = clock;
    }

    /** Returns the cached reply, which may be pending, or caches the given one and returns null. */
    CompletableFuture<byte[]> putIfAbsent(String key, CompletableFuture<byte[]> reply) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Iterator<Entry> oldest = entries.values().iterator();
            while (oldest.hasNext()) {
                boolean expired = oldest.next().expiry().isBefore(now);
                if (!expired && entries.size() < MAX_ENTRIES) {
                    break;
                }
                oldest.remove();
            }
            Entry cached = entries.putIfAbsent(key, new Entry(now.plus(timeToLive), reply));
            return cached == null ? null : cached.reply();
        } finally {
            lock.unlock();
        }
    }

    /** Removes a callback that could not be routed, so that it is routed when it arrives again. */
    void remove(String key) {
        lock.lock();
        try {
            entries.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the key of a callback. It includes the body, since all callbacks of one second have the same Sign. */
    static String key(ReceivedCallback callback) {
        return callback.sdkAppId() + ":" + callback.signature() + ":"
                + Digest.SHA_256.hex(callback.text().getBytes(StandardCharsets.UTF_8));
    }
}
