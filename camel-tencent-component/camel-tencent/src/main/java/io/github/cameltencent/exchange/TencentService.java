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

import io.github.cameltencent.transport.ApplicationLimits;
import java.util.Collection;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;

/** The service behind an endpoint. Created once for each endpoint by its {@link ServiceType}. */
public interface TencentService {

    /**
     * Checks the operation, the options and the keys when the endpoint is created.
     *
     * @throws IllegalArgumentException if something is wrong; the message says what to do and contains no secret
     */
    void validate();

    /**
     * Checks that the current keys can be used.
     *
     * @throws IllegalArgumentException if they cannot; the message says what to do
     */
    void checkKeys();

    /** Creates a producer. */
    ServiceProducer createProducer(Endpoint endpoint);

    /**
     * Creates a consumer.
     *
     * @throws UnsupportedOperationException if the service has no consumer
     */
    default Consumer createConsumer(Endpoint endpoint, Processor processor) {
        throw new UnsupportedOperationException("tencent:" + name() + " has no consumer: use it in to()");
    }

    /**
     * Creates a processor of callbacks.
     *
     * @throws UnsupportedOperationException if the service has no callbacks
     */
    default Processor createWebhookHandler(Processor next) {
        throw new UnsupportedOperationException("tencent:" + name() + " has no callbacks: use webhook:tencent:im");
    }

    /** Returns the name of the service in a URI. */
    String name();

    /** Returns whether the service makes calls. */
    default boolean isRemote() {
        return true;
    }

    /** Returns the limits that the calls of this endpoint share with others of the same application; empty if it makes none. */
    Collection<ApplicationLimits> limits();

    /** Returns the address of the calls, without secrets; null if it makes none. */
    String address();
}
