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
 * A limit of so many calls in any period of that length.
 *
 * @param key names the limit in the CamelContext, such as {@code tpns:1500001048:broadcast}; null for no limit
 */
public record RateLimit(String key, int permits, Duration period) {

    /** No limit. */
    public static final RateLimit NONE = new RateLimit(null, 0, Duration.ZERO);

    /** Limits by the second are held in slices of this many a second, so that calls come evenly. */
    private static final double SLICES = 20;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final double MAX_RATE = 1_000_000;

    /**
     * The limit that an option asks for.
     *
     * @param rateLimit {@code auto} or null for the documented limit, {@code off}, or calls a second
     * @param share the part of the limit that this node may use
     * @param documented calls a period by the documentation, 0 for no limit
     * @throws IllegalArgumentException when the option or the share is none of these
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

    /** A part of a call a period is one call in a longer period. */
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
            // told below, like a number out of range
        }
        throw new IllegalArgumentException("rateLimit is auto, off, or calls a second, not " + rateLimit);
    }
}
