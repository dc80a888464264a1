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
package io.github.cameltencent.signing;

import io.github.cameltencent.credential.AdminUserSig;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Prepares a call of the IM REST API that a plain {@code https:} endpoint will send: puts {@code sdkappid},
 * {@code identifier}, {@code usersig}, {@code random} and {@code contenttype} into the query ({@code CamelHttpQuery}),
 * next to what is there, and sets the method POST, which a query would else turn into GET. The body stays as it is: the
 * ticket does not cover it.
 *
 * <p>The administrator's ticket is made once and used until half of its life has passed, so it is good for repeats.
 */
public final class UserSigSigner extends UserSigBean<UserSigSigner> implements Processor {

    private RandomGenerator random;

    // null until the first exchange or start
    private volatile AdminUserSig admin;

    @Override
    UserSigSigner self() {
        return this;
    }

    public String getAdminUserId() {
        return options.getAdminUserId();
    }

    public void setAdminUserId(String adminUserId) {
        options.setAdminUserId(adminUserId);
    }

    /** The administrator who calls, where it is not that of the application. */
    public UserSigSigner adminUserId(String adminUserId) {
        setAdminUserId(adminUserId);
        return this;
    }

    public long getExpire() {
        return options.expireSeconds();
    }

    public void setExpire(long expire) {
        options.setExpire(Long.toString(expire));
    }

    /** How many seconds the ticket is good for; 5184000 by default. */
    public UserSigSigner expire(long expire) {
        setExpire(expire);
        return this;
    }

    public RandomGenerator getRandom() {
        return random;
    }

    /** Where the parameter {@code random} comes from; each thread has its own generator by default. */
    public void setRandom(RandomGenerator random) {
        this.random = random;
    }

    @Override
    void requireKeys(CamelContext context) {
        admin(context).at(now());
    }

    @Override
    public void process(Exchange exchange) {
        Instant now = now();
        AdminUserSig.Ticket ticket = admin(contextOf(exchange)).at(now);
        Message message = exchange.getMessage();
        String query = HttpQuery.of(message)
                .with("sdkappid", Long.toString(ticket.sdkAppId()))
                .with("identifier", ticket.userId())
                .with("usersig", ticket.text())
                .with("random", Long.toString(random()))
                .with("contenttype", "json")
                .text();
        HttpQuery.set(message, query);
        if (!"POST".equals(message.getHeader(Exchange.HTTP_METHOD))) {
            SignerChanges.setHeader(exchange, Exchange.HTTP_METHOD, "POST");
        }
    }

    private long random() {
        RandomGenerator from = random == null ? ThreadLocalRandom.current() : random;
        return Integer.toUnsignedLong(from.nextInt());
    }

    private AdminUserSig admin(CamelContext context) {
        AdminUserSig now = admin;
        if (now == null) {
            // two that come first at once make two, both good
            now = new AdminUserSig(ring(context), options.expireSeconds());
            admin = now;
        }
        return now;
    }
}
