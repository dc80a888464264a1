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
 * Decides when credentials are reloaded, and how long to wait after failures.
 *
 * @param refreshAhead how long before their expiry credentials are reloaded; short-lived ones when a tenth of their
 *     lifetime is left
 * @param reloadInterval how often credentials without expiry are reloaded, to pick up new ones
 * @param loadTimeout the timeout of one load
 * @param initialBackoff the maximum delay after the first failure; it doubles with each further one
 * @param maxBackoff the maximum delay after any failure
 */
public record CredentialRefreshPolicy(
        Duration refreshAhead,
        Duration reloadInterval,
        Duration loadTimeout,
        Duration initialBackoff,
        Duration maxBackoff) {

    private static final int SHORT_LIVED_FRACTION = 10;
    private static final int MAX_DOUBLINGS = 20;

    /** The refresh times of Tencent's SDKs, and delays that protect a provider that is down. */
    public static final CredentialRefreshPolicy DEFAULT = new CredentialRefreshPolicy(
            Duration.ofSeconds(300),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60));

    /** Returns when credentials that were loaded at {@code now} have to be reloaded. */
    Instant refreshAt(CloudCredentials loaded, Instant now) {
        if (loaded.expiresAt() == null) {
            return now.plus(reloadInterval);
        }
        Duration tenth = Duration.between(now, loaded.expiresAt()).dividedBy(SHORT_LIVED_FRACTION);
        return loaded.expiresAt().minus(tenth.compareTo(refreshAhead) < 0 ? tenth : refreshAhead);
    }

    /** Returns the delay after this number of consecutive failures: full jitter, at least 1 ms. */
    Duration backoff(int failures, Supplier<? extends RandomGenerator> random) {
        long ceiling =
                Math.min(maxBackoff.toMillis(), initialBackoff.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(1 + random.get().nextLong(Math.max(1, ceiling)));
    }
}
