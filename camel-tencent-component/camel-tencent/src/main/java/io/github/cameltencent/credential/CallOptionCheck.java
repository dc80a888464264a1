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

/** Checks the ranges of the common call options. */
public final class CallOptionCheck {

    /** The maximum of all timeouts: one day. */
    private static final long MAX_MILLIS = 86_400_000;

    private CallOptionCheck() {}

    /** Checks the options of an endpoint. * @throws IllegalArgumentException naming the option and its range */
    public static void check(EndpointOptions options) {
        time("connectTimeout", options.getConnectTimeout());
        time("responseTimeout", options.getResponseTimeout());
        time("acquireTimeout", options.getAcquireTimeout());
        time("requestTimeout", options.getRequestTimeout());
        range("maxInFlight", options.getMaxInFlight(), 1, 100_000);
        range("maxRetries", options.getMaxRetries(), 0, 100);
        if (options.share() == null) {
            throw new IllegalArgumentException(
                    "rateLimitShare must be more than 0 and at most 1, or cluster, not " + options.getRateLimitShare());
        }
    }

    private static void time(String name, long millis) {
        range(name, millis, 1, MAX_MILLIS);
    }

    private static void range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
