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
package io.github.cameltencent.transport;

import io.github.cameltencent.transport.limit.TransportClock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands exchanges whose answer is there to Camel's threads, so that what a route does next may block. While too many
 * wait for such a thread, callers from outside are held before they send more; the threads themselves never are, so they
 * cannot wait for each other.
 *
 * <p>To wake a thread costs a good part of a call. So a thread that is awake takes what comes, one after the other, and
 * lingers a little before it sleeps; others are woken only when more than a few exchanges wait for each that is awake, or
 * when those are held by what they run, which a look at the queue every few milliseconds shows. Thread-safe.
 */
public final class Continuations {

    /** How many exchanges may wait for a thread before callers are held. */
    static final int MAX_QUEUED = 1000;

    /** How many exchanges wait for a thread that is awake before another one is woken. */
    private static final int WORTH_WAKING = 16;

    /** How often a thread that has nothing to do lets others have a turn before it sleeps. */
    private static final int LINGER_TURNS = 10;

    private static final long LOOK_MILLIS = 1;

    /** While many begin, the queue itself shows when threads are held; a look is a thread that is woken, too. */
    private static final long LOOK_WHILE_BUSY_MILLIS = 10;

    private final Executor threads;
    private final int most;
    private final TransportClock clock;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    /** Threads that are awake, or on their way. */
    private final AtomicInteger awake = new AtomicInteger();

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ThreadLocal<Boolean> own = new ThreadLocal<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private volatile boolean held;
    private volatile boolean closed;

    /** How many had begun at the last look; only looks touch it, and they follow one another. */
    private int begunBefore;

    /** Whether many had begun between the last two looks. */
    private volatile boolean busy;

    /**
     * Over threads of Camel's.
     *
     * @param most how many threads there are
     * @param clock tells when to look at the queue
     */
    public Continuations(Executor threads, int most, TransportClock clock) {
        this.threads = threads;
        this.most = most;
        this.clock = clock;
    }

    /** Runs what comes next in a route. */
    public void run(Runnable continuation) {
        int waiting = queued.incrementAndGet();
        queue.add(continuation);
        if (waiting > WORTH_WAKING * awake.get() || closed) {
            wake();
        } else {
            lookSoon();
        }
    }

    private void wake() {
        int now = awake.get();
        while (now < most && !awake.compareAndSet(now, now + 1)) {
            now = awake.get();
        }
        if (now < most) {
            try {
                threads.execute(this::work);
            } catch (RejectedExecutionException e) {
                work(); // the threads are gone: the exchanges must end all the same
            }
        }
    }

    private void work() {
        own.set(Boolean.TRUE);
        try {
            for (Runnable next = next(); next != null; next = next()) {
                begin();
                next.run();
            }
        } finally {
            own.remove();
            awake.decrementAndGet();
            if (!queue.isEmpty()) {
                wake(); // one of them failed, or came just now, when this thread still counted as awake
            }
        }
    }

    /** The next one; waits for it a little, so that a thread is not put to sleep and woken for each answer. */
    private Runnable next() {
        Runnable next = queue.poll();
        for (int turns = 0; next == null && turns < LINGER_TURNS; turns++) {
            Thread.yield(); // to the thread that reads answers; where nobody has work it takes half a microsecond
            next = queue.poll();
        }
        return next;
    }

    private void lookSoon() {
        if (awake.get() < most && !looking.get() && looking.compareAndSet(false, true)) {
            clock.schedule(this::look, busy ? LOOK_WHILE_BUSY_MILLIS : LOOK_MILLIS);
        }
    }

    /** Where none has begun since the last look although some wait, all threads that are awake are held: doubles them. */
    private void look() {
        int begunNow = begun.get();
        if (begunNow == begunBefore && !queue.isEmpty()) {
            for (int more = awake.get(); more > 0; more--) {
                wake();
            }
        }
        busy = begunNow - begunBefore > WORTH_WAKING;
        begunBefore = begunNow;
        looking.set(false);
        if (!queue.isEmpty()) {
            lookSoon();
        }
    }

    /** Whether this is one of the threads on which routes go on. */
    public boolean isCurrent() {
        return own.get() != null;
    }

    /** Waits until few enough exchanges wait for a thread; false when that takes too long. */
    boolean awaitRoom(long waitNanos) throws InterruptedException {
        if (queued.get() < MAX_QUEUED || own.get() != null) {
            return true;
        }
        lock.lock();
        try {
            long left = waitNanos;
            while (queued.get() >= MAX_QUEUED && !closed) {
                if (left <= 0) {
                    return false;
                }
                held = true;
                left = room.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Holds nobody from now on, and looks no more: each exchange wakes a thread. */
    void close() {
        closed = true;
        for (int more = queued.get(); more > 0; more--) {
            wake();
        }
        letGo();
    }

    private void begin() {
        begun.incrementAndGet();
        if (queued.decrementAndGet() < MAX_QUEUED && held) {
            letGo();
        }
    }

    private void letGo() {
        lock.lock();
        try {
            held = false;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
