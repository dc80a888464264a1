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
package io.github.cameltencent.observe;

import io.github.cameltencent.transport.ApplicationLabel;
import io.github.cameltencent.transport.ApplicationLimits;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.http.TransportService;
import io.github.cameltencent.transport.limit.HostCircuitBreaker;
import io.github.cameltencent.transport.limit.RateLimiter;
import io.github.cameltencent.transport.limit.RetryTokenBucket;
import java.util.Map;
import java.util.stream.Stream;

/** The current state of the limits and circuit breakers of a component, read by gauges and the dev console. */
final class ObservedState {

    static final int ALL_TOKENS = RetryTokenBucket.CAPACITY;

    private final TransportService transport;
    private final HostCircuitBreakers circuits;

    ObservedState(TransportService transport, HostCircuitBreakers circuits) {
        this.transport = transport;
        this.circuits = circuits;
    }

    /** Returns the limits of an application; of all inline keys for the label of these. */
    Stream<ApplicationLimits> limits(String label) {
        return transport.applicationLimits().entrySet().stream()
                .filter(entry -> ApplicationLabel.of(entry.getKey()).equals(label))
                .map(Map.Entry::getValue);
    }

    /** Returns the labels of all applications that made calls. */
    Stream<String> labels() {
        return transport.applicationLimits().keySet().stream()
                .map(ApplicationLabel::of)
                .distinct();
    }

    /** Returns the rate limiters by their keys. */
    Map<String, RateLimiter> rateLimiters() {
        return transport.rateLimiters();
    }

    /** Returns the circuit breakers by host. */
    Map<String, HostCircuitBreaker.State> circuits() {
        return circuits.states();
    }

    /** Returns whether calls avoid a host, but for a probe. */
    boolean isOpen(String host) {
        HostCircuitBreaker.State current = circuits.states().get(host);
        return current != null && current != HostCircuitBreaker.State.CLOSED;
    }

    boolean isRunning() {
        return transport.isRunning();
    }
}
