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

import io.github.cameltencent.emulator.cloud.request.UniqueIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that the emulator knows: those it was given, and the temporary ones it issued. Thread-safe. */
public final class KnownCloudKeys {

    /** Temporary ids begin so, and are told from ids that never were even when they are long forgotten. */
    public static final String TEMPORARY = "AKIDtmp";

    private static final int TEMPORARY_KEPT = 10_000;

    private final Map<String, String> configured;
    private final Clock clock;
    private final Duration longestLife;
    private final UniqueIds ids;
    private final Map<String, CloudKey> permanent = new ConcurrentHashMap<>();
    private final Map<String, CloudKey> temporary = new ConcurrentHashMap<>();

    public KnownCloudKeys(Map<String, String> configured, Clock clock, Duration longestLife, UniqueIds ids) {
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

    /** Temporary credentials that live as long as asked for, or shorter when the emulator was told so. */
    public Issued issue(long seconds) {
        Instant now = clock.instant();
        Duration life = Duration.ofSeconds(seconds);
        Instant end = now.plus(life.compareTo(longestLife) > 0 ? longestLife : life);
        Issued issued = new Issued(TEMPORARY + ids.word(25), ids.word(32), ids.word(64) + "==", end);
        if (temporary.size() >= TEMPORARY_KEPT) {
            temporary.values().removeIf(key -> key.endedAt(now));
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

    /** What a client gets: id, key and token belong together. */
    public record Issued(String id, String secret, String token, Instant end) {

        @Override
        public String toString() {
            return id + " until " + end;
        }
    }
}
