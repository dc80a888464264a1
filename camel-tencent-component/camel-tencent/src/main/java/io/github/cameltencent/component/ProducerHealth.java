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
package io.github.cameltencent.component;

import org.apache.camel.Service;
import org.apache.camel.support.service.ServiceSupport;

/** Registers the health check of an endpoint while at least one of its producers runs. Thread-safe. */
final class ProducerHealth {

    private final TencentEndpoint endpoint;

    /** Guarded by this object, like the count; null while no producer runs. */
    private TencentHealthCheck check;

    private int running;

    ProducerHealth(TencentEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Returns the service that a producer starts and stops together with itself. */
    Service ofProducer() {
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
            check = new TencentHealthCheck(endpoint);
            check.register(endpoint.isHealthCheckEnabled());
        }
    }

    private synchronized void stopped() {
        running--;
        if (running == 0) {
            check.unregister();
            check = null;
        }
    }
}
