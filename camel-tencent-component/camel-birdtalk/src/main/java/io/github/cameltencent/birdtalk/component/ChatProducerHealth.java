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
package io.github.cameltencent.birdtalk.component;

import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.HealthCheckComponent;

/**
 * Registers one health check for all producers of an endpoint, while at least one of them is started. Thread-safe.
 */
final class ChatProducerHealth {

    private final BirdtalkService service;
    private final ReentrantLock lock = new ReentrantLock();
    private int producers;
    /** Null while no producer is started. */
    private BirdtalkHealthCheck check;

    ChatProducerHealth(BirdtalkService service) {
        this.service = service;
    }

    /** A producer has started. */
    void add() {
        lock.lock();
        try {
            if (producers++ == 0) {
                check = new BirdtalkHealthCheck(
                        "producer:birdtalk-" + service.endpoint().getId(), service, service::client);
                check.setEnabled(
                        ((HealthCheckComponent) service.endpoint().getComponent()).isHealthCheckProducerEnabled());
                if (repository() instanceof WritableHealthCheckRepository writable) {
                    writable.addHealthCheck(check);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A producer has stopped. */
    void remove() {
        lock.lock();
        try {
            if (--producers == 0) {
                if (repository() instanceof WritableHealthCheckRepository writable) {
                    writable.removeHealthCheck(check);
                }
                check = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private HealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(service.endpoint().getCamelContext(), "producers");
    }
}
