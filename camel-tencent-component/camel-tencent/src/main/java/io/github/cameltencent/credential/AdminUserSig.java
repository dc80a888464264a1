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
 * The UserSig of an application's administrator, which calls of the IM REST API carry. Made once and used again until
 * half of its life has passed, so that it never ends on its way; made anew at once when keys are replaced. One thread renews at
 * a time, and who comes meanwhile uses the ticket that there is. Thread-safe.
 */
public final class AdminUserSig {

    /** By how much the time of a call may lie before a ticket that another thread has just made. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final TicketKeyRing ring;
    private final long expire;

    private final ReentrantLock renewing = new ReentrantLock();

    /** Written under the lock. */
    private volatile Ticket held;

    /**
     * @param expire seconds
     */
    public AdminUserSig(TicketKeyRing ring, long expire) {
        this.ring = ring;
        this.expire = expire;
    }

    /**
     * The ticket to use now.
     *
     * @throws IllegalArgumentException when there are no keys, or they are no good; its text says what to do
     */
    public Ticket at(Instant now) {
        TicketKeys keys = ring.current();
        Ticket ticket = held;
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
            ticket = held;
            if (ticket == null || ticket.keys != keys || !ticket.isFresh(now)) {
                ticket = make(keys, now);
                held = ticket;
            }
            return ticket;
        } finally {
            renewing.unlock();
        }
    }

    /** Makes a new ticket although the present one is still good: the server refused it. */
    public Ticket renewed(Instant now) {
        return renewed(held, now);
    }

    /** A ticket other than the one that the server refused: a new one, unless another thread has made it already. */
    public Ticket renewed(Ticket refused, Instant now) {
        renewing.lock();
        try {
            if (held == null || held == refused) {
                held = make(ring.current(), now);
            }
            return held;
        } finally {
            renewing.unlock();
        }
    }

    private Ticket make(TicketKeys keys, Instant now) {
        String admin = keys.keys().adminUserId();
        String text = keys.keys().hasSecretKey()
                ? keys.userSig().generate(admin, expire, null, now)
                : keys.legacy().generate(admin, expire, null, now);
        return new Ticket(keys, text, now, expire);
    }

    /** A ticket and whom it is of. */
    public static final class Ticket {
        private final TicketKeys keys;
        private final String text;
        private final Instant from;
        private final Instant until;
        private final Instant end;

        Ticket(TicketKeys keys, String text, Instant now, long expire) {
            this.keys = keys;
            this.text = text;
            this.from = now.minus(SLACK);
            this.until = now.plusSeconds(expire / 2);
            this.end = now.plusSeconds(expire - expire / 4);
        }

        /** The application that the ticket is for. */
        public long sdkAppId() {
            return keys.keys().sdkAppId();
        }

        /** The administrator. */
        public String userId() {
            return keys.keys().adminUserId();
        }

        /** The ticket itself, which is a secret. */
        public String text() {
            return text;
        }

        // before its time only where the clock went back
        boolean isFresh(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }

        boolean isValid(Instant now) {
            return !now.isBefore(from) && now.isBefore(end);
        }

        @Override
        public String toString() {
            return "Ticket[" + sdkAppId() + ", " + userId() + "]";
        }
    }
}
