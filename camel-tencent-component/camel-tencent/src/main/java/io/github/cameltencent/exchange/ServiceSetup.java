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

import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.ApplicationLimits;
import io.github.cameltencent.transport.CallSender;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** The configuration and collaborators that a service gets from its endpoint and component. */
public interface ServiceSetup {

    CamelContext camelContext();

    /** Returns the path after the name of the service, empty for none. */
    String operation();

    /** Returns keys, addresses and call options. */
    EndpointOptions shared();

    /**
     * Returns the options of certain services.
     *
     * @param type the class of the options
     */
    <T> T options(Class<T> type);

    Applications applications();

    /** Returns the sender of calls. */
    CallSender calls();

    /** Returns the limits of applications by their keys; empty while the component is stopped. */
    Collection<ApplicationLimits> limits(Stream<String> names);
}
