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
package io.github.cameltencent.exchange;

import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentCallListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies the {@link TencentCallListener} beans of a context, one call after the other, on a thread of an executor. The
 * queue is bounded: calls that find it full are dropped and counted, so that a slow listener delays nothing. Thread-safe.
 */
public final class CallListeners {

    static final int MAX_QUEUED = 10_000;

    /** How many calls are notified before the thread is given back. */
    private static final int BATCH = 100;

    private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(CallListeners.class);

    private final List<Notified> listeners = new ArrayList<>();
    private final Executor executor;
    private final ArrayBlockingQueue<TencentCall> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final AtomicBoolean running = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();
    private final LogLimit dropLog = new LogLimit();

    private record Notified(TencentCallListener listener, LogLimit log) {}

    /** Allows one log line a minute. */
    private static final class LogLimit {

        private final AtomicBoolean first = new AtomicBoolean(true);
        private volatile long last;

        boolean permits() {
            long now = System.nanoTime();
            if (first.compareAndSet(true, false) || now - last >= LOG_NANOS) {
                last = now;
                return true;
            }
            return false;
        }
    }

    CallListeners(Collection<? extends TencentCallListener> listeners, Executor executor) {
        listeners.forEach(listener -> this.listeners.add(new Notified(listener, new LogLimit())));
        this.executor = executor;
    }

    /**
     * Returns the listeners in the registry of a context; null if there are none.
     *
     * @param executor runs the listeners, on threads that may block
     */
    public static CallListeners in(CamelContext context, Executor executor) {
        Collection<TencentCallListener> beans = context.getRegistry().findByType(TencentCallListener.class);
        return beans.isEmpty() ? null : new CallListeners(beans, executor);
    }

    /** Queues a call that has ended. Never blocks. */
    public void ended(TencentCall call) {
        if (queue.offer(call)) {
            schedule();
            return;
        }
        dropped.increment();
        if (dropLog.permits()) {
            LOG.warn(
                    "TencentCallListener beans are slower than the calls: they were not notified of {} calls so far",
                    dropped.sum());
        }
    }

    /** Returns the number of calls that listeners were not notified of, since the queue was full. */
    public long dropped() {
        return dropped.sum();
    }

    private void schedule() {
        if (running.compareAndSet(false, true)) {
            executor.execute(this::notifyBatch);
        }
    }

    private void notifyBatch() {
        try {
            for (int i = 0; i < BATCH; i++) {
                TencentCall call = queue.poll();
                if (call == null) {
                    break;
                }
                listeners.forEach(notified -> notify(notified, call));
            }
        } finally {
            running.set(false);
            if (!queue.isEmpty()) {
                schedule();
            }
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // a listener may throw anything, and calls must go on
    private static void notify(Notified notified, TencentCall call) {
        try {
            notified.listener.callEnded(call);
        } catch (RuntimeException | Error e) {
            if (notified.log.permits()) {
                LOG.warn("A TencentCallListener failed and is ignored: {}", notified.listener.getClass(), e);
            }
        }
    }
}
