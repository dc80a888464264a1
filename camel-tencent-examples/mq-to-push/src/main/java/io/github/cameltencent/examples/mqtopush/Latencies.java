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
package io.github.cameltencent.examples.mqtopush;

import java.util.concurrent.atomic.AtomicLongArray;

/** A histogram of push latencies with buckets 5 % apart, so its size is constant. Thread-safe. */
final class Latencies {

    private static final double STEP = Math.log(1.05);
    private static final double SMALLEST_NANOS = 10_000;

    /** Enough for more than an hour. */
    private final AtomicLongArray buckets = new AtomicLongArray(420);

    void add(long nanos) {
        double position = Math.log(Math.max(nanos, SMALLEST_NANOS) / SMALLEST_NANOS) / STEP;
        buckets.incrementAndGet(Math.min((int) Math.ceil(position), buckets.length() - 1));
    }

    /** A percentile in milliseconds; 0 without any pushes. */
    double percentile(double share) {
        long all = 0;
        for (int i = 0; i < buckets.length(); i++) {
            all += buckets.get(i);
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < buckets.length() && all > 0; i++) {
            seen += buckets.get(i);
            if (seen >= wanted) {
                return SMALLEST_NANOS * Math.exp(i * STEP) / 1e6;
            }
        }
        return 0;
    }
}
