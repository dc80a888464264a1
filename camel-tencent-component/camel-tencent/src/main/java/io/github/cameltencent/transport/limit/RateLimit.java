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
package io.github.cameltencent.transport.limit;

import java.time.Duration;

/**
 * A rate limit: the number of calls that may start in any window of a period.
 *
 * @param key identifies the limit in the component, such as {@code tpns:1500001048:broadcast}; null for no limit
 */
public record RateLimit(String key, int permits, Duration period) {

    /** No limit. */
    public static final RateLimit NONE = new RateLimit(null, 0, Duration.ZERO);

    /** Limits per second are divided into this many slices, so that calls are spread evenly. */
    private static final double SLICES = 20;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final double MAX_RATE = 1_000_000;

    /**
     * Returns the limit for the options of an endpoint.
     *
     * @param rateLimit {@code auto} or null for the documented limit, {@code off}, or a number of calls per second
     * @param share the share of the limit that this node may use, more than 0 and at most 1
     * @param documented the documented number of calls in a period, 0 for no limit
     * @throws IllegalArgumentException if {@code rateLimit} or {@code share} is invalid
     */
    public static RateLimit of(String key, String rateLimit, double share, int documented, Duration period) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("rateLimitShare is more than 0 and up to 1, not " + share);
        }
        if ("off".equalsIgnoreCase(rateLimit)) {
            return NONE;
        }
        if (rateLimit == null || "auto".equalsIgnoreCase(rateLimit)) {
            return documented == 0 ? NONE : documented(key, documented * share, period);
        }
        return even(key, perSecond(rateLimit) * share);
    }

    private static RateLimit documented(String key, double calls, Duration period) {
        return period.compareTo(SECOND) > 0 ? shared(key, calls, period) : even(key, calls * 1e9 / period.toNanos());
    }

    private static RateLimit even(String key, double rate) {
        double slice = Math.max(1, Math.floor(rate / SLICES));
        return shared(key, slice, Duration.ofNanos((long) Math.ceil(slice / rate * 1e9)));
    }

    /** Less than one call in a period becomes one call in a longer period. */
    private static RateLimit shared(String key, double calls, Duration period) {
        return calls >= 1
                ? new RateLimit(key, (int) calls, period)
                : new RateLimit(key, 1, Duration.ofNanos((long) (period.toNanos() / calls)));
    }

    private static double perSecond(String rateLimit) {
        try {
            double rate = Double.parseDouble(rateLimit);
            if (rate > 0 && rate <= MAX_RATE) {
                return rate;
            }
        } catch (NumberFormatException ignored) {
            // reported below, like a number out of range
        }
        throw new IllegalArgumentException(
                "rateLimit must be auto, off or a number of calls per second, not " + rateLimit);
    }
}
