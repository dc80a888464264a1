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

/** What all calls of one application share, however many endpoints make them. Thread-safe. */
final class CloudState {

    /** A time that is learned again to this much tells nothing new. */
    private static final long SAME_MILLIS = 2_000;

    private final Map<String, Long> offsets = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CloudSigner signer;

    /** What signs with these credentials. */
    CloudSigner signer(CloudCredentials credentials) {
        CloudSigner known = signer;
        if (known == null || !known.credentials().equals(credentials)) {
            known = new CloudSigner(credentials);
            signer = known;
        }
        return known;
    }

    /** How many milliseconds the clock of a host is ahead of this machine's, as far as is known. */
    long offset(String host) {
        Long known = offsets.get(host);
        return known == null ? 0 : known;
    }

    /**
     * Learns the time of a host.
     *
     * @param used the offset that the refused attempt was signed with
     * @return whether another attempt would be signed with another time
     */
    boolean learn(String host, Instant there, Instant here, long used) {
        long offset = Duration.between(here, there).toMillis();
        if (Math.abs(offset) < SAME_MILLIS) {
            offsets.remove(host);
            offset = 0;
        } else {
            offsets.put(host, offset);
        }
        return Math.abs(offset - used) >= SAME_MILLIS;
    }

    /** Whether no call waits for credentials: what was learned would be learned again. */
    boolean isIdle() {
        return waiting.get() == 0;
    }

    /** Takes a place among the calls that wait for credentials. */
    boolean mayWait(int most) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    void waited() {
        waiting.decrementAndGet();
    }
}
