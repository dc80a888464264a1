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
 * cannot wait for each other. Thread-safe.
 */
final class Continuations {

    /** How many exchanges may wait for a thread before callers are held. */
    static final int MAX_QUEUED = 1000;

    private final Executor threads;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final ThreadLocal<Boolean> own = new ThreadLocal<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private volatile boolean held;
    private volatile boolean closed;

    Continuations(Executor threads) {
        this.threads = threads;
    }

    /** Runs what comes next in a route. */
    void run(Runnable continuation) {
        queued.incrementAndGet();
        queue.add(continuation);
        wake();
    }

    /**
     * Wakes one thread, unless one is on its way: that one will find what is queued, and wakes the next if there is more. So
     * a burst of answers does not wake a thread for each, and none waits while a thread is free.
     */
    private void wake() {
        if (waking.compareAndSet(false, true)) {
            try {
                threads.execute(() -> {
                    waking.set(false);
                    work(this::wake);
                });
            } catch (RejectedExecutionException e) {
                waking.set(false);
                work(() -> {}); // the threads are gone: the exchanges must end all the same
            }
        }
    }

    private void work(Runnable more) {
        own.set(Boolean.TRUE);
        try {
            for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                begun();
                if (!queue.isEmpty()) {
                    more.run();
                }
                next.run();
            }
        } finally {
            own.remove();
            if (!queue.isEmpty()) {
                more.run(); // one of them failed
            }
        }
    }

    /** Whether this is one of the threads on which routes go on. */
    boolean isCurrent() {
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

    /** Holds nobody from now on. */
    void close() {
        closed = true;
        letGo();
    }

    private void begun() {
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
