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
package io.github.cameltencent.exchange;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.service.ServiceSupport;

/** Registers the health check of an endpoint while at least one of its producers runs. Thread-safe. */
public final class ProducerHealth {

    private final CamelContext context;
    private final Supplier<HealthCheck> checks;

    /** Guarded by this object, like the count; null while no producer runs. */
    private HealthCheck check;

    private int running;

    /**
     * Creates the registration of an endpoint.
     *
     * @param checks creates a health check; whether it is enabled is up to the check
     */
    public ProducerHealth(CamelContext context, Supplier<HealthCheck> checks) {
        this.context = context;
        this.checks = checks;
    }

    /** Returns the service that a producer starts and stops together with itself. */
    public Service ofProducer() {
        return new ServiceSupport() {
            @Override
            protected void doStart() {
                started();
            }

            @Override
            protected void doStop() {
                stopped();
            }
        };
    }

    private synchronized void started() {
        running++;
        if (check == null) {
            check = checks.get();
            inRepository(WritableHealthCheckRepository::addHealthCheck);
        }
    }

    private synchronized void stopped() {
        running--;
        if (running == 0) {
            inRepository(WritableHealthCheckRepository::removeHealthCheck);
            check = null;
        }
    }

    private void inRepository(BiConsumer<WritableHealthCheckRepository, HealthCheck> change) {
        if (HealthCheckHelper.getHealthCheckRepository(context, "producers")
                instanceof WritableHealthCheckRepository writable) {
            change.accept(writable, check);
        }
    }
}
