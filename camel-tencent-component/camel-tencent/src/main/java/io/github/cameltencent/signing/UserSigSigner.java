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
 * Authenticates a call of the IM REST API that a plain {@code https:} endpoint sends: adds {@code sdkappid}, {@code
 * identifier}, {@code usersig}, {@code random} and {@code contenttype} to the query ({@code CamelHttpQuery}), and sets
 * the method POST, because Camel would use GET for a query. The body is not changed and not signed.
 *
 * <p>The administrator's UserSig is reused until half of its lifetime has passed, so it remains valid for retries.
 */
public final class UserSigSigner extends UserSigSigningSupport<UserSigSigner> implements Processor {

    private RandomGenerator random;

    // created at the first start or exchange
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

    /** Sets the administrator, if it is not that of the application. */
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

    /** Sets the lifetime of the UserSig in seconds; 5184000 by default. */
    public UserSigSigner expire(long expire) {
        setExpire(expire);
        return this;
    }

    public RandomGenerator getRandom() {
        return random;
    }

    /** Sets the generator of the parameter {@code random}; by default each thread has its own. */
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
            SignerUndoLog.setHeader(exchange, Exchange.HTTP_METHOD, "POST");
        }
    }

    private long random() {
        RandomGenerator from = random == null ? ThreadLocalRandom.current() : random;
        return Integer.toUnsignedLong(from.nextInt());
    }

    private AdminUserSig admin(CamelContext context) {
        AdminUserSig now = admin;
        if (now == null) {
            // two threads may create one each at first, which does no harm
            now = new AdminUserSig(keyCache(context), options.expireSeconds());
            admin = now;
        }
        return now;
    }
}
