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
import org.apache.camel.builder.RouteBuilder;

/**
 * From the queue of orders to push notifications, and to other queues for the orders that need attention. {@link ErrorHandling}
 * has what happens to malformed orders. The file {@code routes/orders.yaml} has the same route in YAML.
 */
final class OrderRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("jms:orders?concurrentConsumers={{orders.consumers}}")
                .routeId("orders")
                .setProperty("order", bodyAs(String.class))
                .process("orderToPush")
                // synchronous: the messages sent below belong to the transaction of the consumer's thread
                .to("tencent:push?application=orders&provider={{orders.provider}}&synchronous=true"
                        + "&onUnsupportedField=ignore&throwExceptionOnFailure=false{{orders.push-options}}")
                .process("outcomeHeaders")
                // null, and so nothing to split, unless the push names dead tokens
                .split(header(TencentConstants.INVALID_TARGETS))
                .to("jms:tokens.dead")
                .end()
                .setBody(exchangeProperty("order"))
                .choice()
                // may be on the device already: a second push could be a duplicate
                .when(simple("${header.TencentOutcome} in 'AMBIGUOUS,PARTIAL'"))
                .to("jms:orders.ambiguous")
                .when(simple("${header.TencentOutcome} == 'REJECTED'"))
                .to("jms:orders.dead")
                // after its last delivery the broker would move the order without a reason
                .when(simple("${header.TencentOutcome} != 'ACCEPTED'"
                        + " && ${header.JMSXDeliveryCount} >= {{orders.max-deliveries}}"))
                .to("jms:orders.dead")
                .when(simple("${header.TencentOutcome} != 'ACCEPTED'"))
                .rollback("Not sent: the broker redelivers the order")
                .end();
    }
}
