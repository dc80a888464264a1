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
package io.github.cameltencent.push.batch;

import io.github.cameltencent.TencentException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Pushes the records of one batch: concurrently, the records of a key one after the other. While a record waits for its
 * retry no further record is started, so that little is accepted beyond what can be committed.
 */
public final class BatchRun {

    private static final long MAX_DELAY_MILLIS = 1000;

    /** Runs a task later, on a thread that may block. */
    @FunctionalInterface
    public interface Timer {
        void schedule(Runnable task, long delayMillis);
    }

    private final BatchSender sender;
    private final int maxInFlight;
    private final Duration retryFor;
    private final Timer timer;
    private final BooleanSupplier stopping;
    private final Runnable whenEnded;
    private final Queue queue;
    private final AtomicInteger signals = new AtomicInteger();

    // guarded by this
    private int inFlight;
    private boolean stopped;
    private boolean ended;

    /**
     * Creates a run.
     *
     * @param retryFor how long a record is retried before the run gives up
     * @param stopping whether nothing more may be started
     * @param whenEnded called once, when no record is in flight any more
     */
    public BatchRun(
            List<BatchRecord> records,
            BatchSender sender,
            int maxInFlight,
            Duration retryFor,
            Timer timer,
            BooleanSupplier stopping,
            Runnable whenEnded) {
        this.queue = new Queue(records);
        this.sender = sender;
        this.maxInFlight = maxInFlight;
        this.retryFor = retryFor;
        this.timer = timer;
        this.stopping = stopping;
        this.whenEnded = whenEnded;
    }

    /** Starts the run. */
    public void start() {
        advance();
    }

    /** Starts no further record; the run ends when those in flight have ended. */
    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        advance();
    }

    /** One thread at a time sends; the others leave a signal. Keeps the stack flat when producers complete at once. */
    private void advance() {
        if (signals.getAndIncrement() == 0) {
            int seen = 1;
            while (seen != 0) {
                for (BatchRecord next = take(); next != null; next = take()) {
                    BatchRecord record = next;
                    sender.send(record, () -> completed(record));
                }
                seen = signals.addAndGet(-seen);
            }
        }
        endIfDone();
    }

    private synchronized BatchRecord take() {
        stopped |= stopping.getAsBoolean();
        BatchRecord next = stopped || inFlight == maxInFlight ? null : queue.poll();
        if (next != null) {
            inFlight++;
        }
        return next;
    }

    private void completed(BatchRecord record) {
        boolean retry = false;
        synchronized (this) {
            inFlight--;
            if (record.isSettled()) {
                queue.settled(record);
            } else {
                queue.failed(record);
                stopped |= record.failingNanos() > retryFor.toNanos();
                retry = !stopped;
            }
        }
        if (retry) {
            try {
                timer.schedule(() -> retry(record), delayMillis(record));
            } catch (RejectedExecutionException e) {
                stop();
            }
        }
        advance();
    }

    private void retry(BatchRecord record) {
        synchronized (this) {
            queue.retry(record);
        }
        advance();
    }

    private static long delayMillis(BatchRecord record) {
        long ceiling = Math.min(MAX_DELAY_MILLIS, 50L << Math.min(record.attempts(), 5));
        if (record.failure() instanceof TencentException known && known.getRetryAfter() != null) {
            ceiling = MAX_DELAY_MILLIS;
        }
        return ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2);
    }

    private void endIfDone() {
        synchronized (this) {
            if (ended || inFlight > 0 || !(stopped || queue.isEmpty())) {
                return;
            }
            ended = true;
        }
        whenEnded.run();
    }

    /** The records that can be started, in the order of the batch. Guarded by the run. */
    private static final class Queue {

        private final PriorityQueue<BatchRecord> ready =
                new PriorityQueue<>(Comparator.comparingInt(BatchRecord::index));
        private final Deque<BatchRecord> retries = new ArrayDeque<>();

        /** For each key with an unsettled record, those that follow it. */
        private final Map<Object, Deque<BatchRecord>> followers = new HashMap<>();

        private final Set<BatchRecord> failing = new HashSet<>();

        Queue(List<BatchRecord> records) {
            for (BatchRecord record : records) {
                if (record.isSettled()) {
                    continue;
                }
                Deque<BatchRecord> behind = record.key() == null ? null : followers.get(record.key());
                if (behind == null) {
                    ready.add(record);
                    if (record.key() != null) {
                        followers.put(record.key(), new ArrayDeque<>(1));
                    }
                } else {
                    behind.add(record);
                }
            }
        }

        BatchRecord poll() {
            return failing.isEmpty() ? ready.poll() : retries.poll();
        }

        void failed(BatchRecord record) {
            failing.add(record);
        }

        void retry(BatchRecord record) {
            retries.add(record);
        }

        void settled(BatchRecord record) {
            failing.remove(record);
            Deque<BatchRecord> behind = record.key() == null ? null : followers.get(record.key());
            if (behind == null) {
                return;
            }
            BatchRecord next = behind.poll();
            if (next == null) {
                followers.remove(record.key());
            } else {
                ready.add(next);
            }
        }

        boolean isEmpty() {
            return ready.isEmpty() && failing.isEmpty();
        }
    }
}
