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
 * Limits the calls in flight of one application. It is a fair semaphore in which each caller has its own limit, since the
 * endpoints of an application may differ: the longest waiting caller whose limit is not reached is next.
 *
 * <p>Waking a thread costs as much as a call. So waiting callers are woken in batches: when an eighth of the slots is free,
 * or when slots have been free for a millisecond. Handing over each slot at once doubled the CPU time of a push
 * (docs/measurements.md). Thread-safe.
 */
public final class InFlightLimiter {

    private static final int BATCH_PART = 8;
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The maximum delay before waiting callers are woken if no other slot is released. */
    private static final long MAX_BATCH_MILLIS = 5;

    private final TransportClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private int inFlight;

    /** The limit of the last caller. */
    private int lastMax;

    private boolean closed;
    private boolean wakeUpScheduled;

    /** Whether free slots are being collected for the waiting callers. */
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
     * @return false on timeout, or if the limiter is closed
     */
    public boolean acquire(int max, long waitNanos) throws InterruptedException {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            lastMax = max;
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
                clock.schedule(this::wakeUp, MAX_BATCH_MILLIS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waits; no slot can be acquired from now on. */
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

    /** Returns the number of calls in flight. */
    public int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the limit of the last caller, 0 if there was none. */
    public int lastMax() {
        lock.lock();
        try {
            return lastMax;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of callers that wait for a slot. */
    public int waiting() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether no call is in flight and no caller waits. */
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
            Thread.currentThread().interrupt(); // the slot was acquired before the interrupt
        } finally {
            if (!self.acquired) {
                waiters.remove(self);
            }
        }
        return self.acquired;
    }
}
