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

import io.github.cameltencent.sign.bytes.BoundedCache;
import io.github.cameltencent.transport.limit.HostCircuitBreaker;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The circuit breakers of the hosts that have a backup, one for each host. Thread-safe. */
public final class HostCircuitBreakers {

    private static final int MAX_HOSTS = 512;

    private final LongSupplier nanos;
    private final BoundedCache<String, HostCircuitBreaker> breakers = new BoundedCache<>(MAX_HOSTS);

    /** Null for none. */
    private volatile Consumer<String> listener;

    public HostCircuitBreakers() {
        this(System::nanoTime);
    }

    /**
     * Creates circuit breakers with a clock, for tests.
     *
     * @param nanos a time source like {@link System#nanoTime()}
     */
    public HostCircuitBreakers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Creates the failover of one call.
     *
     * @param primary the host that is preferred
     * @param backup the host that is used while the primary fails; null for none
     */
    public HostFailover failover(URI primary, URI backup) {
        return new HostFailover(primary, backup, backup == null ? null : breaker(primary));
    }

    /** Sets a listener that is called with the host of each circuit breaker, existing and new; null for none. */
    public void setListener(Consumer<String> listener) {
        this.listener = listener;
        if (listener != null) {
            states().keySet().forEach(listener);
        }
    }

    /** Returns the states by host with its port; if a host has several circuit breakers, the first that is not closed. */
    public Map<String, HostCircuitBreaker.State> states() {
        Map<String, HostCircuitBreaker.State> states = new TreeMap<>();
        breakers.copy()
                .forEach((address, breaker) -> states.merge(
                        URI.create(address).getAuthority(),
                        breaker.state(),
                        (one, other) -> one == HostCircuitBreaker.State.CLOSED ? other : one));
        return states;
    }

    int size() {
        return breakers.size();
    }

    private HostCircuitBreaker breaker(URI host) {
        String key = host.getScheme() + "://" + host.getAuthority() + host.getRawPath();
        HostCircuitBreaker existing = breakers.get(key);
        if (existing != null) {
            return existing;
        }
        HostCircuitBreaker created = breakers.get(key, any -> new HostCircuitBreaker(nanos));
        Consumer<String> current = listener;
        if (current != null) {
            current.accept(host.getAuthority());
        }
        return created;
    }
}
