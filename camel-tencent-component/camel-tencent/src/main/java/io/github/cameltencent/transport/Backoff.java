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
 * How long to wait before a repeat: exponential with full jitter, as in "Exponential Backoff And Jitter" of the AWS
 * Architecture Blog, or what the service asked for.
 */
public final class Backoff {

    static final long MAX_MILLIS = 20_000;
    private static final long BASE_MILLIS = 100;
    private static final long THROTTLED_BASE_MILLIS = 500;

    private final Supplier<? extends RandomGenerator> random;

    public Backoff(Supplier<? extends RandomGenerator> random) {
        this.random = random;
    }

    /**
     * Milliseconds to wait.
     *
     * @param repeat 1 for the first repeat
     * @param hint what the service asked for, null for nothing; honoured up to 20 s
     */
    long millis(Outcome outcome, int repeat, Duration hint) {
        long base = outcome == Outcome.THROTTLED ? THROTTLED_BASE_MILLIS : BASE_MILLIS;
        long ceiling = Math.min(MAX_MILLIS, base << Math.min(repeat - 1, 20));
        long jitter = random.get().nextLong(ceiling + 1);
        return hint == null ? jitter : Math.max(jitter, Math.min(hint.toMillis(), MAX_MILLIS));
    }
}
