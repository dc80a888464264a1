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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A circuit breaker for one host, over its last twenty calls. It opens when five or more of them failed, and three quarters
 * of all; six seconds later one call is let through as a probe. Calls count and not a time, as they do in the vendor's
 * client: after minutes of success it would be minutes until three quarters have failed. Thread-safe.
 *
 * <pre>
 *   CLOSED ──5 failures, 75 %──▶ OPEN ──6 s──▶ HALF_OPEN: one probe
 *      ▲                          ▲                │  │
 *      │                          └──fails, silent─┘  │
 *      └──────────────answers─────────────────────────┘
 * </pre>
 */
public final class Circuit {

    private static final int WINDOW_CALLS = 20;
    private static final int MIN_FAILURES = 5;
    private static final int MIN_FAILED_PERCENT = 75;
    private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(6);

    /** A probe that is silent for longer counts as failed, so that the next one may follow while it hangs. */
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** What a circuit lets through. */
    public enum State {
        /** All calls. */
        CLOSED,
        /** No call until six seconds have passed. */
        OPEN,
        /** One probe. */
        HALF_OPEN
    }

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    /** Read without the lock where a call begins; written with it. */
    private volatile State state = State.CLOSED;

    /** The last calls, true for a failed one, as a ring; guarded by the lock, as all that follows. */
    private final boolean[] window = new boolean[WINDOW_CALLS];

    private int calls;
    private int next;
    private int failures;
    private long openedAt;
    /** The pending probe, null for none. */
    private Pass probe;

    private long probedAt;

    /** Lets one attempt through. Its end is reported once, by the method that fits. */
    public record Pass(boolean isProbe) {
        // compared by identity
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * Makes a closed circuit.
     *
     * @param nanos a time as of {@link System#nanoTime()}
     */
    public Circuit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Lets an attempt through, or gives null when another host is to be used. */
    public Pass pass() {
        if (state == State.CLOSED) {
            return new Pass(false);
        }
        lock.lock();
        try {
            long now = nanos.getAsLong();
            if (probe != null && now - probedAt >= PROBE_NANOS) {
                open(probedAt + PROBE_NANOS);
            }
            if (state == State.OPEN && now - openedAt >= OPEN_NANOS) {
                state = State.HALF_OPEN;
            }
            if (state == State.CLOSED) { // closed by another thread meanwhile
                return new Pass(false);
            }
            if (state == State.OPEN || probe != null) {
                return null;
            }
            probe = new Pass(true);
            probedAt = now;
            return probe;
        } finally {
            lock.unlock();
        }
    }

    /** The host answered as it should. A probe's answer counts also when it comes late. */
    public void answered(Pass pass) {
        lock.lock();
        try {
            if (pass.isProbe()) {
                close();
            } else if (state == State.CLOSED) { // otherwise it began long ago, and says nothing of now
                count(false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The host did not answer, or failed. */
    public void failed(Pass pass) {
        lock.lock();
        try {
            if (pass.isProbe()) {
                if (probe == pass) {
                    open(nanos.getAsLong());
                }
            } else if (state == State.CLOSED) {
                count(true);
                if (failures >= MIN_FAILURES && failures * 100 >= MIN_FAILED_PERCENT * calls) {
                    open(nanos.getAsLong());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The attempt was not made. */
    public void unused(Pass pass) {
        lock.lock();
        try {
            if (probe == pass) {
                probe = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The state now; an open circuit becomes half open with the first call after six seconds. */
    public State state() {
        return state;
    }

    private void count(boolean failed) {
        if (calls == WINDOW_CALLS) {
            failures -= window[next] ? 1 : 0;
        } else {
            calls++;
        }
        window[next] = failed;
        failures += failed ? 1 : 0;
        next = (next + 1) % WINDOW_CALLS;
    }

    private void open(long now) {
        state = State.OPEN;
        openedAt = now;
        probe = null;
    }

    private void close() {
        if (state != State.CLOSED) {
            calls = 0;
            next = 0;
            failures = 0;
            state = State.CLOSED;
        }
        probe = null;
    }
}
