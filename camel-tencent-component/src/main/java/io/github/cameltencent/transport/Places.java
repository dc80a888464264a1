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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the calls of an application that are under way, and holds callers while there are too many. Thread-safe. */
final class Places {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition given = lock.newCondition();
    private int taken;
    private boolean closed;

    /**
     * Takes a place.
     *
     * @param max how many may be taken at once, by this caller's options
     * @param waitNanos how long to wait for one, 0 for not at all
     * @return false when there was none in time, or nobody waits any more
     */
    boolean take(int max, long waitNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = waitNanos;
            while (taken >= max) {
                if (closed || left <= 0) {
                    return false;
                }
                left = given.awaitNanos(left);
            }
            taken++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back. */
    void give() {
        lock.lock();
        try {
            taken--;
            given.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who wait go without a place, and nobody wait from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            given.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no place is taken. */
    boolean awaitEmpty(long waitNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = waitNanos;
            while (taken > 0) {
                if (left <= 0) {
                    return false;
                }
                left = given.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
