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
package io.github.cameltencent.examples.mqtopush;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

/** Sends malformed orders to the dead-letter queue, for the route in Java and in YAML. */
final class ErrorHandling extends RouteConfigurationBuilder {

    @Override
    public void configuration() {
        RouteConfigurationDefinition routes = routeConfiguration();
        // rolled back orders are expected: the broker redelivers them
        routes.errorHandler(defaultErrorHandler().logExhausted(false).retriesExhaustedLogLevel(LoggingLevel.DEBUG));
        routes.onException(BadOrderException.class)
                .handled(true)
                .process("badOrderHeaders")
                .to("jms:orders.dead");
    }
}
