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

/** What one service does behind an endpoint. Made once for each endpoint, by its {@link ServiceType}. */
public interface TencentService {

    /**
     * Checks the operation, the options and the keys when the endpoint is created.
     *
     * @throws IllegalArgumentException when something is wrong; its text says what to do and holds no secret
     */
    void validate();

    /**
     * Checks that there are keys to work with, as they are now.
     *
     * @throws IllegalArgumentException when there are not; its text says what to do
     */
    void checkKeys();

    /** A producer. */
    ServiceProducer createProducer(Endpoint endpoint);

    /**
     * A consumer.
     *
     * @throws UnsupportedOperationException where the service only sends
     */
    default Consumer createConsumer(Endpoint endpoint, Processor processor) {
        throw new UnsupportedOperationException("tencent:" + name() + " sends only: it cannot be in from()");
    }

    /**
     * A processor of callbacks.
     *
     * @throws UnsupportedOperationException where the service has no callbacks
     */
    default Processor createWebhookHandler(Processor next) {
        throw new UnsupportedOperationException("Callbacks are those of IM: say webhook:tencent:im");
    }

    /** The name of the service in a URI. */
    String name();

    /** Whether calls go out. */
    default boolean isRemote() {
        return true;
    }

    /** What the calls of this endpoint share with others of the same application; empty where none are made. */
    Collection<ApplicationLimits> limits();

    /** Where the calls go, without secrets; null where none are made. */
    String address();
}
