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

import static org.apache.camel.support.builder.PredicateBuilder.and;
import static org.apache.camel.support.builder.PredicateBuilder.not;
import static org.apache.camel.support.builder.PredicateBuilder.or;

import io.github.cameltencent.TencentConstants;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;

/** From the queue of orders to pushes, and to other queues for what needs somebody's attention. */
final class OrderRoutes extends RouteBuilder {

    static final String ROUTE = "orders";

    private static final String ORDER_JSON = "orderJson";
    private static final String STARTED = "started";

    private final Tally tally;
    private final UnsentDeliveries unsent = new UnsentDeliveries();

    OrderRoutes(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void configure() {
        Predicate endsHere =
                or(outcomeIs("REJECTED"), simple("${header.JMSXDeliveryCount} >= {{orders.max-deliveries}}"));

        // a rolled back order is not an event: the summary counts it
        errorHandler(defaultErrorHandler().logExhausted(false).retriesExhaustedLogLevel(LoggingLevel.DEBUG));

        onException(BadOrderException.class)
                .handled(true)
                .process(PlainHeaders::setBadOrder)
                .to("jms:" + Broker.DEAD_LETTERS)
                .process(tally::rejected);

        from("jms:" + Broker.ORDERS + "?concurrentConsumers={{orders.consumers}}")
                .routeId(ROUTE)
                .setProperty(ORDER_JSON, bodyAs(String.class))
                .process(OrderRoutes::toPush)
                .process(exchange -> exchange.setProperty(STARTED, System.nanoTime()))
                // synchronous: what is sent on below belongs to the transaction of the consumer's thread
                .to("tencent:push?application=orders&provider={{orders.provider}}&synchronous=true"
                        // TIMPush has no time to live for phones that are named
                        + "&onUnsupportedField=ignore&throwExceptionOnFailure=false{{orders.push-options}}")
                .process(exchange -> tally.pushed(exchange, exchange.getProperty(STARTED, Long.class)))
                .process(PlainHeaders::set)
                .process(unsent::note)
                .filter(header(TencentConstants.INVALID_TARGETS).isNotNull())
                .split(header(TencentConstants.INVALID_TARGETS))
                .to("jms:" + Broker.DEAD_TOKENS)
                .process(tally::deadToken)
                .end()
                .end()
                .setBody(exchangeProperty(ORDER_JSON))
                .choice()
                .when(outcomeIs("ACCEPTED"))
                .process(tally::accepted)
                // a phone may have it already: if the order came again, it might ring twice
                .when(outcomeIs("AMBIGUOUS", "PARTIAL"))
                .to("jms:" + Broker.AMBIGUOUS)
                .process(tally::ambiguous)
                // the same holds if a worker died with it: that one may have pushed it
                .when(and(endsHere, not(unsent::areAll)))
                .process(PlainHeaders::setEarlierDelivery)
                .to("jms:" + Broker.AMBIGUOUS)
                .process(tally::ambiguous)
                // the broker's attempts end here: it would move the order without saying why
                .when(endsHere)
                .to("jms:" + Broker.DEAD_LETTERS)
                .process(tally::rejected)
                .otherwise()
                .process(tally::rolledBack)
                .rollback("Not sent: the broker will bring the order again")
                .end();
    }

    private static void toPush(Exchange exchange) throws BadOrderException {
        Message message = exchange.getMessage();
        message.setBody(
                Order.ofJson(exchange.getProperty(ORDER_JSON, String.class)).toPush());
    }

    private Predicate outcomeIs(String... outcomes) {
        return header(TencentConstants.OUTCOME).in((Object[]) outcomes);
    }
}
