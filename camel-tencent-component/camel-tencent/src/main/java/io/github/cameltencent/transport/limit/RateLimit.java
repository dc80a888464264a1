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

import io.github.cameltencent.credential.RateLimitShare;
import java.time.Duration;

/**
 * A rate limit: the number of calls that may start in any window of a period.
 *
 * @param key identifies the limit in the component, such as {@code tpns:1500001048:broadcast}; null for no limit
 * @param share the share of the limit that this node may use
 */
public record RateLimit(String key, int permits, Duration period, RateLimitShare share) {

    /** No limit. */
    public static final RateLimit NONE = new RateLimit(null, 0, Duration.ZERO);

    /** Limits per second are divided into this many slices, so that calls are spread evenly. */
    private static final double SLICES = 20;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final double MAX_RATE = 1_000_000;

    /** Creates a limit that this node may use alone. */
    public RateLimit(String key, int permits, Duration period) {
        this(key, permits, period, RateLimitShare.ALL);
    }

    /**
     * Returns the limit for the options of an endpoint.
     *
     * @param rateLimit {@code auto} or null for the documented limit, {@code off}, or a number of calls per second
     * @param share the share of the limit that this node may use
     * @param documented the documented number of calls in a period, 0 for no limit
     * @throws IllegalArgumentException if {@code rateLimit} is invalid
     */
    public static RateLimit of(String key, String rateLimit, RateLimitShare share, int documented, Duration period) {
        if ("off".equalsIgnoreCase(rateLimit)) {
            return NONE;
        }
        if (rateLimit == null || "auto".equalsIgnoreCase(rateLimit)) {
            return documented == 0 ? NONE : documented(key, documented, period, share);
        }
        return even(key, perSecond(rateLimit), share);
    }

    private static RateLimit documented(String key, int calls, Duration period, RateLimitShare share) {
        return period.compareTo(SECOND) > 0
                ? new RateLimit(key, calls, period, share)
                : even(key, calls * 1e9 / period.toNanos(), share);
    }

    private static RateLimit even(String key, double rate, RateLimitShare share) {
        int slice = (int) Math.max(1, Math.floor(rate / SLICES));
        return new RateLimit(key, slice, Duration.ofNanos((long) Math.ceil(slice / rate * 1e9)), share);
    }

    /**
     * Returns a part of this limit. Within a period of a second or more the number of calls is rounded down; shorter ones
     * are slices of a second, and change with the number, so that the rate is exact. Less than one call becomes one call in
     * a longer period.
     *
     * @param part more than 0 and at most 1
     */
    RateLimit scaled(double part) {
        if (part >= 1) {
            return this;
        }
        double calls = permits * part;
        int whole = (int) calls;
        if (whole >= 1 && period.compareTo(SECOND) >= 0) {
            return new RateLimit(key, whole, period, share);
        }
        int slice = Math.max(1, whole);
        return new RateLimit(key, slice, Duration.ofNanos((long) (period.toNanos() * (slice / calls))), share);
    }

    /** Returns the calls per second. */
    public double rate() {
        return permits * 1e9 / period.toNanos();
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
