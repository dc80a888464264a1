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
package io.github.cameltencent.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * When credentials are loaded anew.
 *
 * @param ahead how long before their end they are refreshed; short-lived ones when a tenth of their life is left
 * @param reread how often credentials without an end are asked for again, so that others are picked up
 * @param loadTimeout how long one load may take
 * @param firstPause the most that is waited after a first failure; it doubles with each further one
 * @param longestPause the most that is waited after any failure
 */
public record RefreshPolicy(
        Duration ahead, Duration reread, Duration loadTimeout, Duration firstPause, Duration longestPause) {

    private static final int SHORT_LIFE_PART = 10;
    private static final int MAX_DOUBLINGS = 20;

    /** What the vendor's clients do, and pauses that spare a source which is down. */
    public static final RefreshPolicy DEFAULT = new RefreshPolicy(
            Duration.ofSeconds(300),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60));

    /** When credentials that were loaded at {@code now} are to be loaded anew. */
    Instant refreshAt(CloudCredentials loaded, Instant now) {
        if (loaded.expiresAt() == null) {
            return now.plus(reread);
        }
        Duration tenth = Duration.between(now, loaded.expiresAt()).dividedBy(SHORT_LIFE_PART);
        return loaded.expiresAt().minus(tenth.compareTo(ahead) < 0 ? tenth : ahead);
    }

    /** How long to wait after so many failures in a row: full jitter, but never nothing. */
    Duration pause(int failures, Supplier<? extends RandomGenerator> random) {
        long ceiling =
                Math.min(longestPause.toMillis(), firstPause.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(1 + random.get().nextLong(Math.max(1, ceiling)));
    }
}
