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
package io.github.cameltencent.callback;

import java.util.List;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RestRegistry;

/** Camel's webhook enters its HTTP consumer into the registry of REST services at each start, and takes none of them out. */
final class StaleRestServices {

    private StaleRestServices() {}

    /** Takes out what holds on to handlers that have ended. */
    static void remove(CamelContext context, Predicate<CallbackProcessor> ended) {
        if (!context.getCamelContextExtension().isContextPluginInUse(RestRegistry.class)) {
            return; // asking for it would need camel-rest
        }
        RestRegistry registry = context.getRestRegistry();
        for (RestRegistry.RestService service : List.copyOf(registry.listAllRestServices())) {
            if (service.getConsumer() != null
                    && service.getConsumer().getProcessor() instanceof CallbackProcessor handler
                    && ended.test(handler)) {
                registry.removeRestService(service.getConsumer());
            }
        }
    }
}
