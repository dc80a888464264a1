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
package io.github.cameltencent.cloud.call;

import io.github.cameltencent.credential.CloudCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The state that all calls of an application share: signer, clock differences, calls that wait for credentials.
 * Thread-safe.
 */
final class CloudApplicationState {

    /** Clock differences smaller than this are ignored. */
    private static final long MIN_SKEW_MILLIS = 2_000;

    private final Map<String, Long> offsets = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CloudSigner signer;

    /** Returns the signer for these credentials. */
    CloudSigner signer(CloudCredentials credentials) {
        CloudSigner known = signer;
        if (known == null || !known.credentials().equals(credentials)) {
            known = new CloudSigner(credentials);
            signer = known;
        }
        return known;
    }

    /** Returns how many milliseconds the clock of a host is ahead of the local one, as far as known. */
    long offset(String host) {
        Long known = offsets.get(host);
        return known == null ? 0 : known;
    }

    /**
     * Records the time of a host.
     *
     * @param usedOffset the offset that the refused attempt was signed with
     * @return whether another attempt would be signed with another time
     */
    boolean learn(String host, Instant hostTime, Instant localTime, long usedOffset) {
        long offset = Duration.between(localTime, hostTime).toMillis();
        if (Math.abs(offset) < MIN_SKEW_MILLIS) {
            offsets.remove(host);
            offset = 0;
        } else {
            offsets.put(host, offset);
        }
        return Math.abs(offset - usedOffset) >= MIN_SKEW_MILLIS;
    }

    /** Whether no call waits for credentials, so that the state can be evicted. */
    boolean isIdle() {
        return waiting.get() == 0;
    }

    /** Registers a waiting call, if there are fewer than the maximum. */
    boolean startWaiting(int maxWaiting) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    void stopWaiting() {
        waiting.decrementAndGet();
    }
}
