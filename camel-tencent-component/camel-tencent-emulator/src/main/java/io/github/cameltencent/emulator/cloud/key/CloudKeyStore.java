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
package io.github.cameltencent.emulator.cloud.key;

import io.github.cameltencent.emulator.cloud.request.UniqueIdGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The configured keys and the temporary ones that were issued. Thread-safe. */
public final class CloudKeyStore {

    /** The prefix of temporary ids: marks expired ones as such even when they have been dropped. */
    public static final String TEMPORARY = "AKIDtmp";

    private static final int TEMPORARY_KEPT = 10_000;

    private final Map<String, String> configured;
    private final Clock clock;
    private final Duration longestLife;
    private final UniqueIdGenerator ids;
    private final Map<String, CloudKey> permanent = new ConcurrentHashMap<>();
    private final Map<String, CloudKey> temporary = new ConcurrentHashMap<>();

    public CloudKeyStore(Map<String, String> configured, Clock clock, Duration longestLife, UniqueIdGenerator ids) {
        this.configured = Map.copyOf(configured);
        this.clock = clock;
        this.longestLife = longestLife;
        this.ids = ids;
        reset();
    }

    public CloudKey find(String id) {
        CloudKey key = permanent.get(id);
        return key == null ? temporary.get(id) : key;
    }

    public Collection<CloudKey> permanent() {
        return permanent.values();
    }

    public void add(CloudKey key) {
        (key.temporary() ? temporary : permanent).put(key.id(), key);
    }

    public void remove(String id) {
        permanent.remove(id);
        temporary.remove(id);
    }

    public void endTemporary() {
        temporary.clear();
    }

    /** Issues temporary credentials with the requested lifetime, or the longest allowed one. */
    public Issued issue(long seconds) {
        Instant now = clock.instant();
        Duration life = Duration.ofSeconds(seconds);
        Instant end = now.plus(life.compareTo(longestLife) > 0 ? longestLife : life);
        Issued issued = new Issued(TEMPORARY + ids.word(25), ids.word(32), ids.word(64) + "==", end);
        if (temporary.size() >= TEMPORARY_KEPT) {
            temporary.values().removeIf(key -> key.isExpiredAt(now));
        }
        if (temporary.size() >= TEMPORARY_KEPT) {
            temporary.clear();
        }
        temporary.put(issued.id(), new CloudKey(issued.id(), issued.secret(), issued.token(), end));
        return issued;
    }

    public boolean isAlive(Issued issued) {
        return temporary.containsKey(issued.id());
    }

    public void reset() {
        temporary.clear();
        permanent.clear();
        configured.forEach((id, secret) -> permanent.put(id, new CloudKey(id, secret, null, null)));
    }

    /** Temporary credentials as the client gets them. */
    public record Issued(String id, String secret, String token, Instant end) {

        @Override
        public String toString() {
            return id + " until " + end;
        }
    }
}
