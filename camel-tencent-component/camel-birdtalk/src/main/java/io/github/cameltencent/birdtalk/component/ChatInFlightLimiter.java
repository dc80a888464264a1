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
package io.github.cameltencent.birdtalk.component;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.transport.IoThreads;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A semaphore that limits the calls of a producer in flight. The calling thread waits for a permit, unless it is an
 * I/O thread. Thread-safe.
 */
final class ChatInFlightLimiter {

    private final BirdtalkProducerConfiguration options;
    private final int max;
    private final Semaphore permits;

    ChatInFlightLimiter(BirdtalkProducerConfiguration options, int max) {
        this.options = options;
        this.max = max;
        this.permits = new Semaphore(max);
    }

    /**
     * Acquires a permit.
     *
     * @throws TencentException THROTTLED if none is free in time
     */
    void acquire() {
        boolean taken;
        try {
            boolean mayWait = options.getOnSaturation() == SaturationPolicy.BLOCK && !IoThreads.isCurrent();
            taken = mayWait
                    ? permits.tryAcquire(options.getAcquireTimeout(), TimeUnit.MILLISECONDS)
                    : permits.tryAcquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            taken = false;
        }
        if (!taken) {
            throw TencentException.of(
                            Outcome.THROTTLED, "LOCAL_LIMIT", max + " calls are in flight already, the maximum")
                    .build();
        }
    }

    void release() {
        permits.release();
    }
}
