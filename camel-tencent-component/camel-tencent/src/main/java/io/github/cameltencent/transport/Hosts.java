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
import io.github.cameltencent.transport.limit.Circuit;
import java.net.URI;
import java.util.function.LongSupplier;

/** What a component knows of the hosts for which there is a backup: one circuit a host. Thread-safe. */
public final class Hosts {

    private static final int MAX_HOSTS = 512;

    private final LongSupplier nanos;
    private final BoundedCache<String, Circuit> circuits = new BoundedCache<>(MAX_HOSTS);

    public Hosts() {
        this(System::nanoTime);
    }

    /**
     * With time of one's own.
     *
     * @param nanos tells time as {@link System#nanoTime()} does
     */
    public Hosts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Begins a call.
     *
     * @param primary where it goes
     * @param backup where it goes while the primary fails; null for nowhere
     */
    public HostChoice begin(URI primary, URI backup) {
        return new HostChoice(primary, backup, backup == null ? null : circuit(primary));
    }

    int size() {
        return circuits.size();
    }

    private Circuit circuit(URI host) {
        return circuits.get(
                host.getScheme() + "://" + host.getAuthority() + host.getRawPath(), any -> new Circuit(nanos));
    }
}
