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
 * A circuit breaker for one host with a window of its last twenty calls. It opens when at least five calls and three quarters
 * of the window failed; after six seconds it lets one call through as a probe. The window counts calls rather than time,
 * unlike that of the vendor's client, which would notice an outage after minutes of success only minutes later. Thread-safe.
 *
 * <pre>
 *   CLOSED ──5 failures, 75 %──▶ OPEN ──6 s──▶ HALF_OPEN: one probe
 *      ▲                          ▲                │  │
 *      │                          └──fails, hangs──┘  │
 *      └──────────────answers─────────────────────────┘
 * </pre>
 */
public final class HostCircuitBreaker {

    private static final int WINDOW_CALLS = 20;
    private static final int MIN_FAILURES = 5;
    private static final int MIN_FAILED_PERCENT = 75;
    private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(6);

    /** A probe without an answer for longer counts as failed, so that the next probe can follow while it hangs. */
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** The states of the circuit breaker. */
    public enum State {
        /** Lets all calls through. */
        CLOSED,
        /** Lets no call through for six seconds. */
        OPEN,
        /** Lets one probe through. */
        HALF_OPEN
    }

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    /** Written with the lock; read without it when a call starts. */
    private volatile State state = State.CLOSED;

    /** A ring of the last calls, true for a failed call; this and the fields below are guarded by the lock. */
    private final boolean[] window = new boolean[WINDOW_CALLS];

    private int calls;
    private int next;
    private int failures;
    private long openedAt;
    /** The pending probe, null for none. */
    private Permit probe;

    private long probedAt;

    /** Lets one attempt through. Its end must be reported once, by onSuccess, onFailure or release. */
    public record Permit(boolean isProbe) {
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
     * Makes a closed breaker.
     *
     * @param nanos a time source like {@link System#nanoTime()}
     */
    public HostCircuitBreaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Returns a permit for an attempt; null if the attempt must use another host. */
    public Permit tryAcquire() {
        if (state == State.CLOSED) {
            return new Permit(false);
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
                return new Permit(false);
            }
            if (state == State.OPEN || probe != null) {
                return null;
            }
            probe = new Permit(true);
            probedAt = now;
            return probe;
        } finally {
            lock.unlock();
        }
    }

    /** Reports an answer of the host. The answer of a probe counts even after its timeout. */
    public void onSuccess(Permit permit) {
        lock.lock();
        try {
            if (permit.isProbe()) {
                close();
            } else if (state
                    == State.CLOSED) { // otherwise it started before the breaker opened, and does not tell the current
                // state
                count(false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reports that the host failed or did not answer. */
    public void onFailure(Permit permit) {
        lock.lock();
        try {
            if (permit.isProbe()) {
                if (probe == permit) {
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

    /** Returns the permit of an attempt that was not sent. */
    public void release(Permit permit) {
        lock.lock();
        try {
            if (probe == permit) {
                probe = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the state; an open circuit breaker becomes half open with the first call after six seconds. */
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
