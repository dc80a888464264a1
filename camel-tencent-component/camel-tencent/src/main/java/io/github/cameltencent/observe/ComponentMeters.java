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

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/** The meters that a component has in the meter registry of its context, until it is stopped. Thread-safe. */
public final class ComponentMeters {

    private final MeterRegistry registry;
    private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private ComponentMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Finds the meter registry of a context.
     *
     * @return null if the Camel registry does not have exactly one meter registry
     * @throws LinkageError if Micrometer is not on the class path
     */
    public static ComponentMeters in(CamelContext context) {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        return registry == null ? null : new ComponentMeters(registry);
    }

    /** Returns the registry to register meters in, each of which is then {@link #add added}. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Adds a meter that was registered. After {@link #close} it is removed from the registry at once. */
    public <M extends Meter> M add(M meter) {
        meters.add(meter);
        if (closed) {
            removeAll();
        }
        return meter;
    }

    /** Removes all meters from the registry. */
    public void close() {
        closed = true;
        removeAll();
    }

    private void removeAll() {
        meters.forEach(registry::remove);
        meters.clear();
    }
}
