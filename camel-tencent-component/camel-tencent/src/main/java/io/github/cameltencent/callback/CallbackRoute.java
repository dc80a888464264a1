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

/** The route of a {@code webhook:tencent:im} consumer, and the lifecycle of its exchanges. */
final class CallbackRoute {

    private final CamelContext context;
    private final AsyncProcessor processor;
    private final Route route;
    private final DefaultConsumer consumer;
    private final ExchangePattern pattern;

    /**
     * Looks up the route that begins with a processor.
     *
     * @param processor may be of no route of the context; there is no consumer then
     */
    CallbackRoute(CamelContext context, Processor processor) {
        this.context = context;
        this.processor = AsyncProcessorConverterHelper.convert(processor);
        this.route = context.getRoutes().stream()
                .filter(candidate -> candidate.getProcessor() == processor)
                .findFirst()
                .orElse(null);
        this.consumer = route != null && route.getConsumer() instanceof DefaultConsumer webhook ? webhook : null;
        this.pattern = pattern();
    }

    /** InOut unless the URI sets another: the endpoint's getter does not tell its default, InOnly, from a value that was set. */
    private ExchangePattern pattern() {
        if (consumer == null) {
            return ExchangePattern.InOut;
        }
        String query = URISupport.extractQuery(consumer.getEndpoint().getEndpointUri());
        return query != null && query.matches("(.*&)?exchangePattern=.*")
                ? consumer.getEndpoint().getExchangePattern()
                : ExchangePattern.InOut;
    }

    /** Returns the handler that the consumer's options ask for, or null. */
    ExceptionHandler exceptionHandler() {
        if (consumer == null || !(consumer.getEndpoint() instanceof DefaultEndpoint endpoint)) {
            return null;
        }
        return endpoint.isBridgeErrorHandler()
                ? new BridgeExceptionHandlerToErrorHandler(consumer)
                : endpoint.getExceptionHandler();
    }

    /**
     * Defers the route's shutdown to a {@code ShutdownAware} service. Otherwise Camel stops the HTTP server at once, without waiting
     * for callbacks in progress, since the webhook's consumer cannot be suspended.
     */
    void deferShutdown(Service service) {
        if (route != null) {
            route.setShutdownRoute(ShutdownRoute.Defer);
            route.addService(service);
        }
    }

    /** Whether the body at the end of the route is the reply. */
    boolean isOutCapable() {
        return pattern.isOutCapable();
    }

    /** Creates an exchange, which must be {@linkplain #release released}. */
    Exchange createExchange() {
        Exchange exchange = consumer == null ? new DefaultExchange(context) : consumer.createExchange(false);
        exchange.setPattern(pattern);
        return exchange;
    }

    /** Routes an exchange that has its own unit of work. */
    boolean process(Exchange exchange, AsyncCallback done) {
        return processor.process(exchange, done);
    }

    /** Routes an exchange in a unit of work, which lasts until the exchange is released. */
    boolean processInUnitOfWork(Exchange exchange, AsyncCallback done) throws Exception {
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

    /** Completes the unit of work, and returns a pooled exchange to its pool. */
    void release(Exchange exchange) {
        if (consumer != null) {
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
        }
    }
}
