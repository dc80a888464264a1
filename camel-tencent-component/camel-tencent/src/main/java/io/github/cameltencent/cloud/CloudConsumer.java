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
package io.github.cameltencent.cloud;

import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.transport.CallResult;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.util.CastUtils;
import org.apache.camel.util.IOHelper;

/**
 * Polls an action of the Cloud API and creates an exchange for each answer, item or event of a stream. Exchanges are
 * processed one after the other on the polling thread; the next poll starts when all are processed. If a page fails,
 * the items before it are processed first; then the failure goes to the poll strategy.
 */
final class CloudConsumer extends ScheduledBatchPollingConsumer {

    /** The maximum number of exchanges in memory. */
    private static final int BATCH = 1000;

    private final PollingCall poll;
    private final IdempotentItems idempotentItems;
    private final String operation;
    private final int batch;
    /** The open iterator; null between polls and while the consumer is stopped. */
    private volatile Closeable open;

    /**
     * Creates the consumer of an endpoint. * @param streaming whether each exchange is processed as soon as its event
     * has arrived
     */
    CloudConsumer(
            Endpoint endpoint,
            Processor processor,
            PollingCall poll,
            IdempotentItems idempotentItems,
            String operation,
            boolean streaming) {
        super(endpoint, processor);
        this.poll = poll;
        this.idempotentItems = idempotentItems;
        this.operation = operation;
        this.batch = streaming ? 1 : BATCH;
    }

    @Override
    protected void doStart() throws Exception {
        idempotentItems.start(getEndpoint().getCamelContext());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        closeOpen();
        super.doStop();
        idempotentItems.stop();
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        PollingCall.PollResult polled = poll.call();
        open = polled.items() instanceof Closeable closeable ? closeable : null;
        try {
            return process(polled.items(), polled.result());
        } catch (RuntimeException e) {
            if (open == null && polled.items() instanceof Closeable) {
                return 0; // closed because the consumer is stopped
            }
            throw e;
        } finally {
            closeOpen();
        }
    }

    private int process(Iterator<?> items, CallResult result) throws Exception {
        int maxExchanges = getMaxMessagesPerPoll() > 0 ? getMaxMessagesPerPoll() : Integer.MAX_VALUE;
        int count = 0;
        boolean more = true;
        while (more && count < maxExchanges && isBatchAllowed()) {
            Queue<Exchange> exchanges = new ArrayDeque<>();
            RuntimeException failure = null;
            try {
                more = collect(items, result, Math.min(batch, maxExchanges - count), exchanges);
            } catch (RuntimeException e) { // from a page or the repository: earlier items are still processed
                failure = e;
            }
            count += processBatch(CastUtils.cast(exchanges));
            if (failure != null) {
                throw failure;
            }
        }
        return count;
    }

    /** Creates exchanges for the next items; returns false if there are no more. */
    private boolean collect(Iterator<?> items, CallResult result, int maxExchanges, Queue<Exchange> exchanges) {
        while (exchanges.size() < maxExchanges && isBatchAllowed()) {
            if (!items.hasNext()) {
                return false;
            }
            Exchange exchange = createExchange(false);
            boolean accepted = false;
            try {
                exchange.getMessage().setBody(items.next());
                OutcomeHeaders.setAccepted(exchange, CloudCalls.SERVICE, operation, result);
                accepted = idempotentItems.begin(exchange);
            } finally {
                if (!accepted) {
                    releaseExchange(exchange, false);
                }
            }
            if (accepted) {
                exchanges.add(exchange);
            }
        }
        return true;
    }

    @Override
    public int processBatch(Queue<Object> exchanges) throws Exception {
        int size = exchanges.size();
        int index = 0;
        while (index < size && isBatchAllowed()) {
            Exchange exchange = (Exchange) exchanges.poll();
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
            index++;
            pendingExchanges = size - index;
            process(exchange);
        }
        for (Object unprocessed : List.copyOf(exchanges)) { // the consumer is stopped
            end((Exchange) unprocessed, false);
        }
        return index;
    }

    private void process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Exception failure = exchange.getException();
        if (failure != null) {
            getExceptionHandler().handleException("Error processing exchange", exchange, failure);
        }
        end(exchange, failure == null);
    }

    private void end(Exchange exchange, boolean succeeded) {
        try {
            idempotentItems.end(exchange, succeeded);
        } catch (RuntimeException e) { // from the repository: the other items must not be lost
            getExceptionHandler().handleException("Error remembering an item", exchange, e);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** Closes the iterator, which ends a wait for the next page or event. */
    private void closeOpen() {
        Closeable closing = open;
        open = null;
        if (closing != null) {
            IOHelper.close(closing);
        }
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        super.prepareShutdown(suspendOnly, forced);
        closeOpen();
    }

    @Override
    protected void doSuspend() throws Exception {
        closeOpen();
        super.doSuspend();
    }
}
