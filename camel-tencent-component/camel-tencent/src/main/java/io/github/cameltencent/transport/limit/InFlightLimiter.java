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
package io.github.cameltencent.transport.limit;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the calls in flight of one application. It is a fair semaphore, but each caller brings its own limit, since the
 * endpoints of an application may have different ones: the longest waiting caller whose limit allows it is next.
 *
 * <p>Waking a thread costs as much as a call. So a waiting caller is woken when an eighth of the slots is free, or with the
 * first release a millisecond after another one, and then makes several calls in a row. A plain handover of each slot
 * doubled the CPU time of a push (docs/measurements.md). Thread-safe.
 */
public final class InFlightLimiter {

    private static final int BATCH_PART = 8;
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** When waiting callers are woken at the latest, where no other slot is released. */
    private static final long LATEST_MILLIS = 5;

    private final TransportClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private int inFlight;
    private boolean closed;
    private boolean wakeUpScheduled;

    /** Whether released slots are kept back for waiting callers, and since when. */
    private boolean batching;

    private long batchSince;

    private static final class Waiter {
        private final int max;
        private final Condition condition;
        private boolean acquired;

        Waiter(int max, Condition condition) {
            this.max = max;
            this.condition = condition;
        }
    }

    public InFlightLimiter(TransportClock clock) {
        this.clock = clock;
    }

    /**
     * Acquires a slot for one call.
     *
     * @param max the limit of this caller
     * @param waitNanos how long to wait for a slot; 0 does not wait
     * @return false when the time is over or the limiter was closed
     */
    public boolean acquire(int max, long waitNanos) throws InterruptedException {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            serveWaiters(); // a new caller does not overtake them
            if (inFlight < max) {
                inFlight++;
                return true;
            }
            return waitNanos > 0 && await(new Waiter(max, lock.newCondition()), waitNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Releases the slot of a call that has ended. */
    public void release() {
        lock.lock();
        try {
            inFlight--;
            if (waiters.isEmpty()) {
                return;
            }
            int max = waiters.peek().max;
            if (max - inFlight >= Math.max(1, max / BATCH_PART) || isBatchOld()) {
                serveWaiters();
            } else if (!wakeUpScheduled) {
                wakeUpScheduled = true;
                clock.schedule(this::wakeUp, LATEST_MILLIS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends all waiting callers away; nobody acquires a slot from now on. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiters.forEach(waiter -> waiter.condition.signal());
            waiters.clear();
        } finally {
            lock.unlock();
        }
    }

    /** How many calls are in flight. */
    public int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** How many callers wait for a slot. */
    public int waiting() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no call is in flight and no caller waits. */
    public boolean isIdle() {
        lock.lock();
        try {
            return inFlight == 0 && waiters.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void wakeUp() {
        lock.lock();
        try {
            wakeUpScheduled = false;
            serveWaiters();
        } finally {
            lock.unlock();
        }
    }

    private boolean isBatchOld() {
        long now = clock.nanos();
        if (!batching) {
            batching = true;
            batchSince = now;
        }
        return now - batchSince >= BATCH_NANOS;
    }

    private void serveWaiters() {
        batching = false;
        for (Iterator<Waiter> next = waiters.iterator(); next.hasNext(); ) {
            Waiter waiter = next.next();
            if (inFlight < waiter.max) {
                next.remove();
                inFlight++;
                waiter.acquired = true;
                waiter.condition.signal();
            }
        }
    }

    private boolean await(Waiter self, long waitNanos) throws InterruptedException {
        waiters.add(self);
        long left = waitNanos;
        try {
            while (!self.acquired && !closed && left > 0) {
                left = self.condition.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            if (!self.acquired) {
                throw e;
            }
            Thread.currentThread().interrupt(); // the slot is acquired already
        } finally {
            if (!self.acquired) {
                waiters.remove(self);
            }
        }
        return self.acquired;
    }
}
