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

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.ShutdownRoute;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.BridgeExceptionHandlerToErrorHandler;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.URISupport;

/** The route that callbacks begin: its exchanges are made by its consumer, which is Camel's webhook. */
final class CallbackRoute {

    private final CamelContext context;
    private final AsyncProcessor processor;
    private final Route route;
    private final DefaultConsumer consumer;
    private final ExchangePattern pattern;

    /**
     * The route that begins with a processor.
     *
     * @param processor that of a route that was added to the context, or any other, which has no consumer then
     */
    CallbackRoute(CamelContext context, Processor processor) {
        this.context = context;
        this.processor = AsyncProcessorConverterHelper.convert(processor);
        this.route = context.getRoutes().stream()
                .filter(one -> one.getProcessor() == processor)
                .findFirst()
                .orElse(null);
        this.consumer = route != null && route.getConsumer() instanceof DefaultConsumer one ? one : null;
        this.pattern = pattern();
    }

    /** InOut, unless the address says otherwise: an endpoint does not tell its default from what was set. */
    private ExchangePattern pattern() {
        if (consumer == null) {
            return ExchangePattern.InOut;
        }
        String query = URISupport.extractQuery(consumer.getEndpoint().getEndpointUri());
        return query != null && query.matches("(.*&)?exchangePattern=.*")
                ? consumer.getEndpoint().getExchangePattern()
                : ExchangePattern.InOut;
    }

    /** What the consumer's options say of exceptions; null where they say nothing. */
    ExceptionHandler exceptionHandler() {
        if (consumer == null || !(consumer.getEndpoint() instanceof DefaultEndpoint endpoint)) {
            return null;
        }
        return endpoint.isBridgeErrorHandler()
                ? new BridgeExceptionHandlerToErrorHandler(consumer)
                : endpoint.getExceptionHandler();
    }

    /**
     * Lets a service of the route take part in its stop. The webhook's consumer cannot be suspended, so that Camel would stop its
     * HTTP server first of all, without waiting for anything.
     */
    void stopAfter(Service service) {
        if (route != null) {
            route.setShutdownRoute(ShutdownRoute.Defer);
            route.addService(service);
        }
    }

    /** Whether the body at the end of the route is an answer. */
    boolean isAnswering() {
        return pattern.isOutCapable();
    }

    /** A fresh exchange, to be released. */
    Exchange exchange() {
        Exchange exchange = consumer == null ? new DefaultExchange(context) : consumer.createExchange(false);
        exchange.setPattern(pattern);
        return exchange;
    }

    boolean process(Exchange exchange, AsyncCallback done) {
        return processor.process(exchange, done);
    }

    /** Takes an exchange through the route. What the route made for it, such as files of streams, lives until it is released. */
    boolean begin(Exchange exchange, AsyncCallback done) throws Exception {
        if (consumer != null) {
            UnitOfWork pooled = exchange.getUnitOfWork();
            if (pooled == null) {
                consumer.createUoW(exchange);
            } else {
                pooled.onPrepare(exchange);
            }
        }
        return processor.process(exchange, done);
    }

    void release(Exchange exchange) {
        if (consumer != null) {
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
        }
    }
}
