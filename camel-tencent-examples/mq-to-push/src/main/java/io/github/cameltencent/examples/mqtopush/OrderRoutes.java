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

import io.github.cameltencent.TencentConstants;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * From the queue of orders to push notifications, and to other queues for the orders that need attention. The file
 * {@code routes/orders.yaml} has the same route in YAML.
 */
final class OrderRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // rolled back orders are expected: the broker redelivers them
        errorHandler(defaultErrorHandler().logExhausted(false).retriesExhaustedLogLevel(LoggingLevel.DEBUG));

        onException(BadOrderException.class)
                .handled(true)
                .process("badOrderHeaders")
                .to("jms:orders.dead");

        from("jms:orders?concurrentConsumers={{orders.consumers}}")
                .routeId("orders")
                .setProperty("order", bodyAs(String.class))
                .process("orderToPush")
                // synchronous: the messages sent below belong to the transaction of the consumer's thread
                .to("tencent:push?application=orders&provider={{orders.provider}}&synchronous=true"
                        + "&onUnsupportedField=ignore&throwExceptionOnFailure=false{{orders.push-options}}")
                .process("outcomeHeaders")
                .filter(header(TencentConstants.INVALID_TARGETS).isNotNull())
                .split(header(TencentConstants.INVALID_TARGETS))
                .to("jms:tokens.dead")
                .end()
                .end()
                .setBody(exchangeProperty("order"))
                .choice()
                .when(simple("${header.TencentOutcome} == 'ACCEPTED'"))
                .log(LoggingLevel.DEBUG, "Order ${header.OrderId} was accepted")
                // may be on the device already: a second push could be a duplicate
                .when(simple("${header.TencentOutcome} in 'AMBIGUOUS,PARTIAL'"))
                .to("jms:orders.ambiguous")
                // after its last delivery the broker would move the order without a reason
                .when(simple("${header.TencentOutcome} == 'REJECTED'"
                        + " || ${header.JMSXDeliveryCount} >= {{orders.max-deliveries}}"))
                .to("jms:orders.dead")
                .otherwise()
                .rollback("Not sent: the broker redelivers the order")
                .end();
    }
}
