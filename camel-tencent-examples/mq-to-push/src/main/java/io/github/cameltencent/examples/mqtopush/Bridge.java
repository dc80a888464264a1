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

import jakarta.jms.ConnectionFactory;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;

/** Runs Camel with the route of the orders, in Java or in YAML. */
final class Bridge implements AutoCloseable {

    private final Main camel;

    private Bridge(Main camel) {
        this.camel = camel;
    }

    /**
     * Starts Camel.
     *
     * @param emulator where the emulator listens, null for the real service
     * @param yaml whether to run the route of routes/orders.yaml instead of the one in Java
     * @param more further settings
     */
    static Bridge start(
            ConnectionFactory broker,
            OrderStatistics statistics,
            Provider provider,
            int consumers,
            String emulator,
            boolean yaml,
            Consumer<Main> more) {
        Main camel = new Main();
        camel.bind("broker", broker);
        camel.addOverrideProperty("orders.consumers", String.valueOf(consumers));
        camel.addOverrideProperty("orders.max-deliveries", String.valueOf(Broker.MAX_DELIVERIES));
        camel.addOverrideProperty("orders.provider", provider.option());
        if (emulator != null) {
            provider.emulated(emulator).forEach(camel::addOverrideProperty);
        }
        camel.bind("orderToPush", (Processor) exchange -> exchange.getMessage()
                .setBody(Order.ofJson(exchange.getMessage().getBody(String.class))
                        .toPush()));
        camel.bind("outcomeHeaders", new DeliveryOutcome());
        camel.bind("badOrderHeaders", (Processor) OutcomeHeaders::setBadOrder);
        camel.bind("statistics", statistics);
        camel.configure().addRoutesBuilder(new ErrorHandling());
        if (yaml) {
            camel.configure().withRoutesIncludePattern("classpath:routes/orders.yaml");
        } else {
            camel.configure().addRoutesBuilder(new OrderRoutes());
        }
        more.accept(camel);
        camel.start();
        return new Bridge(camel);
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
