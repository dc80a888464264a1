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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits how many calls start in any window of a period. Waiting calls start when the log of the last starts permits; the
 * endpoints that share the limiter take turns. Throttled answers lower the rate for a while. Endpoints with different
 * limits can share a limiter; each limit then counts the calls of all. Thread-safe.
 */
public final class RateLimiter {

    /** How much of a late wake-up is made up for. More would make bursts after a pause of the process. */
    private static final long MAX_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final TransportClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final StartLog starts = new StartLog();
    private final AdaptiveRate adaptive = new AdaptiveRate();
    private final FairQueue<Waiter> waiters = new FairQueue<>();

    /** The limit of the last call. */
    private RateLimit last = RateLimit.NONE;

    /** At most as late as the first deadline of a waiting call. */
    private long firstDeadline;

    /** Wakes the next waiting call; null if none is scheduled. */
    private Future<?> timer;

    private long timerAt;
    private boolean closed;

    private record Waiter(RateLimit limit, long deadline, Runnable start, Runnable expire) {}

    /**
     * The state of a limiter.
     *
     * @param limit the limit of the last call, as lowered by its share and by throttled answers
     * @param share the share of this node
     * @param slowedTo the part of the limit that throttled answers left; 1 if none were received
     * @param used the calls that started within the last period
     * @param waiting the calls that wait for their start
     */
    public record Usage(RateLimit limit, double share, double slowedTo, int used, int waiting) {}

    public RateLimiter(TransportClock clock) {
        this.clock = clock;
    }

    /** Starts a call now, if the limit permits it and no other call waits. */
    public boolean tryAcquire(RateLimit limit) {
        lock.lock();
        try {
            last = limit;
            long now = clock.nanos();
            if (waiters.size() > 0 || starts.earliest(lowered(limit, now), 0, now) - now > 0) {
                return false;
            }
            starts.add(now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets a call wait until it may start.
     *
     * @param endpoint identifies the endpoint of the call; endpoints take turns
     * @param deadline when the call must have started, in nanoseconds of the clock
     * @param start runs when the call may start, on the timer thread, which it must not block
     * @param expire runs instead if the deadline passes, on the timer thread, which it must not block
     * @return false if the call cannot start before the deadline; neither task runs then
     */
    public boolean await(RateLimit limit, Object endpoint, long deadline, Runnable start, Runnable expire) {
        lock.lock();
        try {
            last = limit;
            long now = clock.nanos();
            long expected = starts.earliest(lowered(limit, now), waiters.ahead(endpoint), now);
            if (closed || expected - deadline > 0) {
                return false;
            }
            if (waiters.size() == 0 || deadline - firstDeadline < 0) {
                firstDeadline = deadline;
            }
            waiters.add(endpoint, new Waiter(limit, deadline, start, expire));
            schedule(now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lowers the rate, because the service answered that there are too many calls.
     *
     * @param startedAt when the throttled call started, in nanoseconds of the clock
     */
    public void throttled(long startedAt) {
        lock.lock();
        try {
            adaptive.throttled(startedAt, clock.nanos());
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the waiting calls, and lets none wait from now on. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiters.clear();
            cancelTimer();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether no call waits, so that only the last starts are lost when this is evicted. */
    public boolean isIdle() {
        lock.lock();
        try {
            return waiters.size() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the current state. */
    public Usage usage() {
        lock.lock();
        try {
            long now = clock.nanos();
            RateLimit limit = lowered(last, now);
            return new Usage(
                    limit,
                    last.share().current(),
                    adaptive.current(now),
                    starts.since(now - limit.period().toNanos()),
                    waiters.size());
        } finally {
            lock.unlock();
        }
    }

    private RateLimit lowered(RateLimit limit, long now) {
        return limit.scaled(limit.share().current() * adaptive.current(now));
    }

    /** Starts the waiting calls that may start. */
    private void wakeUp() {
        List<Runnable> ready = new ArrayList<>();
        lock.lock();
        try {
            timer = null;
            long now = clock.nanos();
            expire(now, ready);
            startWaiters(now, ready);
            schedule(now);
        } finally {
            lock.unlock();
        }
        ready.forEach(Runnable::run);
    }

    private void expire(long now, List<Runnable> ready) {
        if (waiters.size() == 0 || now - firstDeadline < 0) {
            return;
        }
        long[] next = {Long.MAX_VALUE};
        waiters.removeIf(waiter -> {
            long left = waiter.deadline - now;
            if (left > 0) {
                next[0] = Math.min(next[0], left);
                return false;
            }
            ready.add(waiter.expire);
            return true;
        });
        firstDeadline = now + next[0];
    }

    private void startWaiters(long now, List<Runnable> ready) {
        long from = now - MAX_LATE_NANOS;
        for (Waiter next = waiters.peek(); next != null; next = waiters.peek()) {
            long start = starts.earliest(lowered(next.limit, now), 0, from);
            if (start - now > 0) {
                return;
            }
            starts.add(start);
            ready.add(waiters.poll().start);
        }
    }

    /** Sets the timer for the next waiting call or deadline, unless it is set for an earlier time. */
    private void schedule(long now) {
        Waiter next = waiters.peek();
        if (next == null) {
            return;
        }
        long at = starts.earliest(lowered(next.limit, now), 0, now);
        if (firstDeadline - at < 0) {
            at = firstDeadline;
        }
        if (timer != null && timerAt - at <= 0) {
            return;
        }
        cancelTimer();
        timerAt = at;
        timer = clock.schedule(this::wakeUp, Math.max(1, TimeUnit.NANOSECONDS.toMillis(at - now + 999_999)));
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
