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

/** Cleans up Camel's REST registry, to which a webhook adds its HTTP consumer at each start without ever removing it. */
final class StaleRestServices {

    private StaleRestServices() {}

    /** Removes the services of processors that a condition holds for. */
    static void remove(CamelContext context, Predicate<CallbackProcessor> stale) {
        if (!context.getCamelContextExtension().isContextPluginInUse(RestRegistry.class)) {
            return; // getRestRegistry() would create one, which needs camel-rest
        }
        RestRegistry registry = context.getRestRegistry();
        for (RestRegistry.RestService service : List.copyOf(registry.listAllRestServices())) {
            if (service.getConsumer() != null
                    && service.getConsumer().getProcessor() instanceof CallbackProcessor processor
                    && stale.test(processor)) {
                registry.removeRestService(service.getConsumer());
            }
        }
    }
}
