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
package io.github.cameltencent.transport;

import io.github.cameltencent.Outcome;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Computes the delay before a retry: exponential backoff with full jitter, as in "Exponential Backoff And Jitter" of the AWS
 * Architecture Blog, but not less than the service asked for.
 */
public final class RetryBackoff {

    static final long MAX_MILLIS = 20_000;
    private static final long BASE_MILLIS = 100;
    private static final long THROTTLED_BASE_MILLIS = 500;

    private final Supplier<? extends RandomGenerator> random;

    public RetryBackoff(Supplier<? extends RandomGenerator> random) {
        this.random = random;
    }

    /**
     * Returns the delay in milliseconds.
     *
     * @param retry 1 for the first retry
     * @param hint the delay that the service asked for, honoured up to 20 s; null for none
     */
    long delayMillis(Outcome outcome, int retry, Duration hint) {
        long base = outcome == Outcome.THROTTLED ? THROTTLED_BASE_MILLIS : BASE_MILLIS;
        long ceiling = Math.min(MAX_MILLIS, base << Math.min(retry - 1, 20));
        long jitter = random.get().nextLong(ceiling + 1);
        return hint == null ? jitter : Math.max(jitter, Math.min(hint.toMillis(), MAX_MILLIS));
    }
}
