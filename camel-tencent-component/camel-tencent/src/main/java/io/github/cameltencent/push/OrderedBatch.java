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
package io.github.cameltencent.push;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.push.batch.BatchCommits;
import io.github.cameltencent.push.batch.BatchRecord;
import io.github.cameltencent.push.batch.BatchRun;
import io.github.cameltencent.push.batch.BatchSender;
import io.github.cameltencent.push.batch.KafkaHeaders;
import io.github.cameltencent.push.batch.KafkaSourceCheck;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes a batch, a list of exchanges as a Kafka consumer with {@code batching=true} delivers it: sends each exchange to
 * an endpoint, up to {@code maxInFlight} at a time, in order per key, and commits when all have ended.
 *
 * <p>The endpoint should be asynchronous, as {@code tencent:push} is: one thread starts the exchanges of a batch.
 *
 * <p>What no retry can help ({@code REJECTED}, {@code AMBIGUOUS}, {@code PARTIAL}, a route that throws) goes to the dead
 * letters. What was certainly not executed is retried for {@code retryFor}; then the batch fails, and only the records before
 * it are committed. The body becomes an {@link OrderedBatchResult}; of a failed batch it is the property {@link #RESULT}.
 */
public final class OrderedBatch extends AsyncProcessorSupport implements CamelContextAware, ShutdownPrepared {

    /** The exchange property with the {@link OrderedBatchResult}. */
    public static final String RESULT = "CamelTencentOrderedBatchResult";

    private static final Logger LOG = LoggerFactory.getLogger(OrderedBatch.class);
    private static final int REMEMBERED = 10_000;

    private final Set<BatchRun> runs = ConcurrentHashMap.newKeySet();

    /** Settled records of batches that failed, by id, so that the next delivery does not push them again. */
    private final Map<String, Outcome> settled = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            return size() > REMEMBERED;
        }
    });

    private CamelContext camelContext;
    private String endpoint;
    private String deadLetter;
    private int maxInFlight = 256;
    private Duration retryFor = Duration.ofSeconds(30);
    private Expression key;

    private AsyncProducer pushes;
    private AsyncProducer deadLetters;
    private ExecutorService threads;
    private ScheduledExecutorService timer;

    /** Creates a processor without endpoints. */
    public OrderedBatch() {}

    /** Creates a processor that sends to an endpoint, and what no retry can help to another. */
    public OrderedBatch(String endpoint, String deadLetter) {
        this.endpoint = endpoint;
        this.deadLetter = deadLetter;
    }

    /** Sets the endpoint that each exchange is sent to, such as {@code tencent:push} or {@code direct:push}. */
    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    /** Sets the endpoint for exchanges that no retry can help. */
    public void setDeadLetter(String deadLetter) {
        this.deadLetter = deadLetter;
    }

    /** Sets how many exchanges of a batch are in flight at most; the default is 256, like that of the component. */
    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    /** Sets for how long an exchange is retried that was certainly not executed; the default is 30 seconds. */
    public void setRetryFor(Duration retryFor) {
        this.retryFor = retryFor;
    }

    /** Sets the key whose exchanges stay in order; the default is the key of the Kafka record. Null is no order. */
    public void setKey(Expression key) {
        this.key = key;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    protected void doInit() {
        if (endpoint == null || deadLetter == null || maxInFlight < 1) {
            throw new IllegalArgumentException(
                    "an ordered batch needs endpoint and deadLetter, and at least 1 as maxInFlight");
        }
        if (key != null) {
            key.init(camelContext);
        }
    }

    @Override
    protected void doStart() throws Exception {
        pushes = producer(endpoint);
        deadLetters = producer(deadLetter);
        threads = camelContext.getExecutorServiceManager().newDefaultThreadPool(this, "OrderedBatch");
        timer = camelContext.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "OrderedBatchRetries");
    }

    private AsyncProducer producer(String uri) throws Exception {
        AsyncProducer producer = PluginHelper.getInternalProcessorFactory(camelContext)
                .createUnitOfWorkProducer(camelContext.getEndpoint(uri).createAsyncProducer());
        ServiceHelper.startService(producer);
        return producer;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        runs.forEach(BatchRun::stop);
    }

    @Override
    protected void doStop() {
        runs.forEach(BatchRun::stop);
        ServiceHelper.stopService(pushes, deadLetters);
        camelContext.getExecutorServiceManager().shutdown(timer);
        camelContext.getExecutorServiceManager().shutdown(threads);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            List<BatchRecord> records = records(exchange);
            AtomicReference<BatchRun> run = new AtomicReference<>();
            run.set(new BatchRun(
                    records,
                    new BatchSender(pushes, deadLetters),
                    maxInFlight,
                    retryFor,
                    (task, delay) -> timer.schedule(() -> execute(task), delay, TimeUnit.MILLISECONDS),
                    stopping(exchange),
                    () -> execute(() -> {
                        runs.remove(run.get());
                        end(exchange, records);
                        callback.done(false);
                    })));
            runs.add(run.get());
            run.get().start();
            return false;
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    /** A pool that was shut down would drop or reject the task, and the exchange would never end. */
    private void execute(Runnable task) {
        if (threads.isShutdown()) {
            task.run();
            return;
        }
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) { // it was shut down meanwhile
            task.run();
        }
    }

    private List<BatchRecord> records(Exchange batch) {
        if (!(batch.getMessage().getBody() instanceof List<?> list)) {
            throw new IllegalArgumentException("an ordered batch needs a list of exchanges as body: set batching=true");
        }
        KafkaSourceCheck.check(batch.getFromEndpoint());
        List<BatchRecord> records = new ArrayList<>(list.size());
        // camel-kafka keeps an unfinished batch over a rebalance, and receives its records again
        Set<String> ids = new HashSet<>();
        for (Object each : list) {
            if (!(each instanceof Exchange exchange)) {
                throw new IllegalArgumentException("an ordered batch needs a list of exchanges as body");
            }
            if (!BatchCommits.isCommittable(exchange)) {
                throw new IllegalStateException("a Kafka record without manual commit: set allowManualCommit=true");
            }
            BatchRecord record = new BatchRecord(records.size(), exchange, key(exchange));
            String id = record.id();
            if (id != null && settled.containsKey(id)) {
                record.settle(settled.get(id));
            }
            if (id == null || ids.add(id)) {
                records.add(record);
            }
        }
        return records;
    }

    private Object key(Exchange exchange) {
        Object value =
                key == null ? exchange.getMessage().getHeader(KafkaHeaders.KEY) : key.evaluate(exchange, Object.class);
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    /** A stopping Kafka consumer waits for its batch before the route hears of the shutdown. */
    private BooleanSupplier stopping(Exchange batch) {
        Route route = batch.getFromRouteId() == null ? null : camelContext.getRoute(batch.getFromRouteId());
        return () -> !isRunAllowed()
                || route != null
                        && route.getConsumer() instanceof StatefulService consumer
                        && (consumer.isStopping() || consumer.isStopped());
    }

    private void end(Exchange exchange, List<BatchRecord> records) {
        Exception failure = null;
        try {
            BatchCommits.commit(records);
        } catch (Exception e) {
            failure = e;
        }
        List<BatchRecord> open =
                records.stream().filter(record -> !record.isSettled()).toList();
        OrderedBatchResult result = new OrderedBatchResult(records.stream()
                .map(record -> new OrderedBatchResult.Item(
                        record.exchange(), record.outcome(), record.isSettled(), record.isCommitted()))
                .toList());
        exchange.setProperty(RESULT, result);
        if (failure == null && open.isEmpty()) {
            exchange.getMessage().setBody(result);
            return;
        }
        records.stream()
                .filter(record -> record.isSettled() && record.id() != null)
                .forEach(record -> settled.put(record.id(), record.outcome()));
        String text = open.size() + " of " + records.size() + " exchanges have not ended, and "
                + result.uncommitted().size() + " have ended and are not committed: they are delivered again";
        LOG.warn("{}", text);
        Exception first = open.stream()
                .map(BatchRecord::failure)
                .filter(each -> each != null)
                .findFirst()
                .orElse(failure);
        exchange.setException(new IllegalStateException(text, first));
    }
}
