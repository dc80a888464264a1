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
 * Polls an action of the Cloud API, and makes exchanges of its answers: one of each answer, of each item, or of each event of
 * a stream. One after the other, on the thread that polls: the next poll begins when the route is through. Items that came
 * before a page failed are processed; the failure is told to the poll strategy then.
 */
final class CloudConsumer extends ScheduledBatchPollingConsumer {

    /** How many exchanges are held at once. */
    private static final int BATCH = 1000;

    private final CloudPoll poll;
    private final SeenItems seen;
    private final String operation;
    private final int batch;
    /** What is being read; null between polls, and when the consumer is being stopped. */
    private volatile Closeable open;

    /**
     * A consumer of an endpoint.
     *
     * @param streaming whether exchanges are made as soon as there is something to make them of
     */
    CloudConsumer(
            Endpoint endpoint,
            Processor processor,
            CloudPoll poll,
            SeenItems seen,
            String operation,
            boolean streaming) {
        super(endpoint, processor);
        this.poll = poll;
        this.seen = seen;
        this.operation = operation;
        this.batch = streaming ? 1 : BATCH;
    }

    @Override
    protected void doStart() throws Exception {
        seen.start(getEndpoint().getCamelContext());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        closeOpen();
        super.doStop();
        seen.stop();
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        CloudPoll.Polled polled = poll.call();
        open = polled.items() instanceof Closeable closeable ? closeable : null;
        try {
            return process(polled.items(), polled.result());
        } catch (RuntimeException e) {
            if (open == null && polled.items() instanceof Closeable) {
                return 0; // it was closed because the consumer is being stopped
            }
            throw e;
        } finally {
            closeOpen();
        }
    }

    private int process(Iterator<?> items, CallResult result) throws Exception {
        int most = getMaxMessagesPerPoll() > 0 ? getMaxMessagesPerPoll() : Integer.MAX_VALUE;
        int count = 0;
        boolean more = true;
        while (more && count < most && isBatchAllowed()) {
            Queue<Exchange> exchanges = new ArrayDeque<>();
            RuntimeException failure = null;
            try {
                more = collect(items, result, Math.min(batch, most - count), exchanges);
            } catch (RuntimeException e) { // of a page, or of the repository: what was taken before goes through
                failure = e;
            }
            count += processBatch(CastUtils.cast(exchanges));
            if (failure != null) {
                throw failure;
            }
        }
        return count;
    }

    /** Makes exchanges of the next items; false when there are no more. */
    private boolean collect(Iterator<?> items, CallResult result, int most, Queue<Exchange> exchanges) {
        while (exchanges.size() < most && isBatchAllowed()) {
            if (!items.hasNext()) {
                return false;
            }
            Exchange exchange = createExchange(false);
            boolean taken = false;
            try {
                exchange.getMessage().setBody(items.next());
                OutcomeHeaders.setAccepted(exchange, CloudCalls.SERVICE, operation, result);
                taken = seen.begin(exchange);
            } finally {
                if (!taken) {
                    releaseExchange(exchange, false);
                }
            }
            if (taken) {
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
        for (Object left : List.copyOf(exchanges)) { // the consumer is being stopped
            end((Exchange) left, false);
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

    private void end(Exchange exchange, boolean through) {
        try {
            seen.end(exchange, through);
        } catch (RuntimeException e) { // of the repository: the other items must not be lost for it
            getExceptionHandler().handleException("Error remembering an item", exchange, e);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** Ends a wait for the next page or event. */
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
