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
import java.util.function.LongSupplier;

/** The circuit breakers of the hosts that have a backup, one for each host. Thread-safe. */
public final class HostCircuitBreakers {

    private static final int MAX_HOSTS = 512;

    private final LongSupplier nanos;
    private final BoundedCache<String, HostCircuitBreaker> breakers = new BoundedCache<>(MAX_HOSTS);

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

    int size() {
        return breakers.size();
    }

    private HostCircuitBreaker breaker(URI host) {
        return breakers.get(
                host.getScheme() + "://" + host.getAuthority() + host.getRawPath(),
                any -> new HostCircuitBreaker(nanos));
    }
}
