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

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Whether one host is to be used. It is given up when of the last twenty calls five or more failed, and three quarters of
 * all; six seconds later one call is let through as a probe. Calls count and not a time, as they do in the vendor's client:
 * after minutes of success it would be minutes until three quarters have failed. Thread-safe.
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
    private static final float MAX_FAILED_PERCENT = 75;
    private static final Duration OPEN = Duration.ofSeconds(6);

    /** A probe that is silent for longer is taken for failed, so that the next may come while it hangs. */
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final LongSupplier nanos;
    private final CircuitBreaker breaker;
    private final ReentrantLock lock = new ReentrantLock();

    /** The probe under way, null for none; guarded by the lock. */
    private Pass probe;

    private long probedAt;

    /** Lets one attempt through. What became of it is told once. */
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

    public Circuit(String host, LongSupplier nanos) {
        this.nanos = nanos;
        breaker = CircuitBreaker.of(
                host,
                CircuitBreakerConfig.custom()
                        .clock(new NanoClock(nanos))
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(WINDOW_CALLS)
                        .failureRateThreshold(MAX_FAILED_PERCENT)
                        // it knows a least number of calls, not of failures: see failed()
                        .minimumNumberOfCalls(Integer.MAX_VALUE)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** Lets an attempt through, or gives null when another host is to be used. */
    public Pass pass() {
        if (isClosed()) {
            return new Pass(false);
        }
        lock.lock();
        try {
            if (probe != null && nanos.getAsLong() - probedAt >= PROBE_NANOS) {
                probe = null;
                breaker.transitionToOpenState();
            }
            if (!breaker.tryAcquirePermission()) {
                return null;
            }
            boolean probing = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
            Pass pass = new Pass(probing);
            if (probing) {
                probe = pass;
                probedAt = nanos.getAsLong();
            }
            return pass;
        } finally {
            lock.unlock();
        }
    }

    /** The host answered as it should. A probe's answer counts also when it comes late. */
    public void answered(Pass pass) {
        if (!pass.isProbe()) {
            if (isClosed()) { // otherwise it began long ago, and says nothing of now
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            }
            return;
        }
        lock.lock();
        try {
            probe = null;
            if (!isClosed()) {
                breaker.transitionToClosedState();
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
                    probe = null;
                    breaker.transitionToOpenState();
                }
            } else if (isClosed()) {
                breaker.onError(0, TimeUnit.NANOSECONDS, new HostFailed());
                CircuitBreaker.Metrics seen = breaker.getMetrics();
                int failures = seen.getNumberOfFailedCalls();
                if (failures >= MIN_FAILURES
                        && failures * 100f >= MAX_FAILED_PERCENT * seen.getNumberOfBufferedCalls()) {
                    breaker.transitionToOpenState();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The attempt was not made. */
    public void unused(Pass pass) {
        if (!pass.isProbe()) {
            return;
        }
        lock.lock();
        try {
            if (probe == pass) {
                probe = null;
                breaker.releasePermission();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    /** Counts a failure; nobody sees it. */
    private static final class HostFailed extends Exception {
        private static final long serialVersionUID = 1L;

        HostFailed() {
            super(null, null, false, false);
        }
    }

    /** Time that no clock change moves. */
    private static final class NanoClock extends Clock {

        private final LongSupplier nanos;
        private final long from;

        NanoClock(LongSupplier nanos) {
            this.nanos = nanos;
            this.from = nanos.getAsLong();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(OPEN.toSeconds(), nanos.getAsLong() - from);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
