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
package io.github.cameltencent.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Caches the administrator's UserSig, which authenticates calls of the IM REST API. It is renewed after half of its
 * lifetime, and at once when the keys are replaced. Only one thread renews it; meanwhile other threads use the current
 * one while it is valid. Thread-safe.
 */
public final class AdminUserSig {

    /** How much earlier than a new UserSig the time of a concurrent call may be. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final TicketKeyCache keyCache;
    private final long expire;

    private final ReentrantLock renewing = new ReentrantLock();

    /** Written under the lock. */
    private volatile Ticket cached;

    /**
     * @param expire seconds
     */
    public AdminUserSig(TicketKeyCache keyCache, long expire) {
        this.keyCache = keyCache;
        this.expire = expire;
    }

    /**
     * Returns the UserSig to use now.
     *
     * @throws IllegalArgumentException when there are no keys or invalid ones; the message says what to do
     */
    public Ticket at(Instant now) {
        TicketKeys keys = keyCache.current();
        Ticket ticket = cached;
        if (ticket != null && ticket.keys == keys && ticket.isFresh(now)) {
            return ticket;
        }
        boolean usable = ticket != null && ticket.keys == keys && ticket.isValid(now);
        if (!usable) {
            renewing.lock();
        } else if (!renewing.tryLock()) {
            return ticket;
        }
        try {
            ticket = cached;
            if (ticket == null || ticket.keys != keys || !ticket.isFresh(now)) {
                ticket = create(keys, now);
                cached = ticket;
            }
            return ticket;
        } finally {
            renewing.unlock();
        }
    }

    /** Returns a UserSig other than the refused one: a new one, unless another thread has already renewed it. */
    public Ticket renewed(Ticket refused, Instant now) {
        renewing.lock();
        try {
            if (cached == null || cached == refused) {
                cached = create(keyCache.current(), now);
            }
            return cached;
        } finally {
            renewing.unlock();
        }
    }

    private Ticket create(TicketKeys keys, Instant now) {
        String admin = keys.keys().adminUserId();
        String text = keys.keys().hasSecretKey()
                ? keys.userSig().generate(admin, expire, null, now)
                : keys.legacy().generate(admin, expire, null, now);
        return new Ticket(keys, text, now, expire);
    }

    /** A UserSig with its application and user. */
    public static final class Ticket {
        private final TicketKeys keys;
        private final String text;
        private final Instant notBefore;
        private final Instant renewAt;
        private final Instant usableUntil;

        Ticket(TicketKeys keys, String text, Instant now, long expire) {
            this.keys = keys;
            this.text = text;
            this.notBefore = now.minus(TOLERANCE);
            this.renewAt = now.plusSeconds(expire / 2);
            this.usableUntil = now.plusSeconds(expire - expire / 4);
        }

        /** The application of the UserSig. */
        public long sdkAppId() {
            return keys.keys().sdkAppId();
        }

        /** The administrator. */
        public String userId() {
            return keys.keys().adminUserId();
        }

        /** The UserSig itself, which is a secret. */
        public String text() {
            return text;
        }

        // a time before the creation means that the clock was set back
        boolean isFresh(Instant now) {
            return !now.isBefore(notBefore) && now.isBefore(renewAt);
        }

        boolean isValid(Instant now) {
            return !now.isBefore(notBefore) && now.isBefore(usableUntil);
        }

        @Override
        public String toString() {
            return "Ticket[" + sdkAppId() + ", " + userId() + "]";
        }
    }
}
