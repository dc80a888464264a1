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

import io.github.cameltencent.cloud.CloudServiceType;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.credentials.CloudCredentialSources;
import io.github.cameltencent.exchange.NameSuggestion;
import io.github.cameltencent.exchange.ServiceType;
import io.github.cameltencent.im.ImCalls;
import io.github.cameltencent.im.ImServiceType;
import io.github.cameltencent.observe.KnownNames;
import io.github.cameltencent.push.producer.PushServiceType;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.tpns.TpnsServiceType;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.usersig.UserSigServiceType;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.function.Suppliers;

/** The services of the component by name. Add a new service here. Thread-safe. */
final class ServiceTypes {

    private final HostCircuitBreakers circuits = new HostCircuitBreakers();
    private final TpnsCalls tpns = new TpnsCalls();
    private final ImCalls im = new ImCalls(() -> ThreadLocalRandom.current().nextLong(1L << 32), circuits);

    /** Created when it is first needed, since it reads long tables. */
    private final Supplier<CloudCalls> cloud = Suppliers.memorize(() -> new CloudCalls(circuits));

    private final Map<String, ServiceType> types;

    ServiceTypes(Supplier<CloudCredentialSources> cloudSources) {
        types = Stream.of(
                        new PushServiceType(tpns, im),
                        new TpnsServiceType(tpns),
                        new ImServiceType(im),
                        new CloudServiceType(cloud, cloudSources),
                        new UserSigServiceType())
                .collect(Collectors.toUnmodifiableMap(ServiceType::name, type -> type));
    }

    /**
     * Returns the service with this name.
     *
     * @throws IllegalArgumentException for an unknown name; the message suggests the most similar one
     */
    ServiceType get(String name) {
        ServiceType type = types.get(name);
        if (type == null) {
            String meant = NameSuggestion.of(name, types.keySet());
            throw new IllegalArgumentException("tencent:" + name + " is not known"
                    + (meant == null
                            ? "; there are " + new TreeSet<>(types.keySet())
                            : "; did you mean tencent:" + meant + "?"));
        }
        return type;
    }

    /** Returns the circuit breakers of all services. */
    HostCircuitBreakers circuits() {
        return circuits;
    }

    /** Returns the operations and codes of all services. */
    KnownNames names() {
        return new KnownNames(tpns, im, cloud);
    }
}
