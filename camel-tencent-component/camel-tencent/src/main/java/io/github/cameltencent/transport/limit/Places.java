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
 * Counts the calls of an application that are under way, and holds callers while there are too many. Who has waited longest
 * is served first, among those whose own limit allows it: endpoints of one application may have different limits.
 *
 * <p>A caller that is held is not woken for every single place, since to wake a thread costs as much as the rest of a call:
 * it is woken when a part of the places is free, or with the first that becomes free a millisecond after another. It then
 * makes several calls in one go. Thread-safe.
 */
public final class Places {

    private static final int WORTH_WAKING_PART = 8;
    private static final long LONG_ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Where no other place becomes free; a timer every millisecond would cost more than it brings. */
    private static final long LATEST_MILLIS = 5;

    private final TransportClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
    private int taken;
    private boolean closed;
    private boolean servedSoon;

    /** When the first of the places became free that are kept for those who wait; of no meaning where none are. */
    private long keptSince;

    /** Whether a place is kept. */
    private boolean kept;

    /** A caller that is held. */
    private static final class Waiter {
        private final int max;
        private final Condition woken;
        private boolean served;

        Waiter(int max, Condition woken) {
            this.max = max;
            this.woken = woken;
        }
    }

    public Places(TransportClock clock) {
        this.clock = clock;
    }

    /**
     * Takes a place.
     *
     * @param max how many may be taken at once, by this caller's options
     * @param waitNanos how long to wait for one, 0 for not at all
     * @return false when there was none in time, or the places were closed
     */
    public boolean take(int max, long waitNanos) throws InterruptedException {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            serve(); // nobody overtakes those who wait
            if (taken < max) {
                taken++;
                return true;
            }
            return waitNanos > 0 && await(new Waiter(max, lock.newCondition()), waitNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back. */
    public void give() {
        lock.lock();
        try {
            taken--;
            if (waiting.isEmpty()) {
                return;
            }
            int max = waiting.peek().max;
            if (max - taken >= Math.max(1, max / WORTH_WAKING_PART) || isKeptLong()) {
                serve();
            } else if (!servedSoon) {
                servedSoon = true;
                clock.schedule(this::serveNow, LATEST_MILLIS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who wait go without a place, and gives none from now on. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(waiter -> waiter.woken.signal());
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    public int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no place is taken or waited for. */
    public boolean isUnused() {
        lock.lock();
        try {
            return taken == 0 && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void serveNow() {
        lock.lock();
        try {
            servedSoon = false;
            serve();
        } finally {
            lock.unlock();
        }
    }

    /** Whether places have been kept long enough; the first one begins to be. */
    private boolean isKeptLong() {
        long now = clock.nanos();
        if (!kept) {
            kept = true;
            keptSince = now;
        }
        return now - keptSince >= LONG_ENOUGH_NANOS;
    }

    private void serve() {
        kept = false;
        for (Iterator<Waiter> waiters = waiting.iterator(); waiters.hasNext(); ) {
            Waiter waiter = waiters.next();
            if (taken < waiter.max) {
                waiters.remove();
                taken++;
                waiter.served = true;
                waiter.woken.signal();
            }
        }
    }

    private boolean await(Waiter self, long waitNanos) throws InterruptedException {
        waiting.add(self);
        long left = waitNanos;
        try {
            while (!self.served && !closed && left > 0) {
                left = self.woken.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            if (!self.served) {
                waiting.remove(self);
                throw e;
            }
            Thread.currentThread().interrupt(); // the place is there already
        }
        if (!self.served) {
            waiting.remove(self);
        }
        return self.served;
    }
}
