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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.TicketKeys;
import io.github.cameltencent.sign.UserSigClaims;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Lets only messages pass that bring a good UserSig of the application: in a header, in a parameter of the query, or, where
 * neither is named, as the body. What the ticket says is then the header and the exchange property
 * {@code CamelTencentUserSigClaims}, and the user the header {@code CamelTencentUserId}. What is refused fails with a
 * {@link io.github.cameltencent.TencentAuthException}, whose code says why.
 */
public final class UserSigVerifier extends UserSigBean<UserSigVerifier> implements Processor {

    private String header;
    private String queryParameter;
    private String userIdHeader;
    private long allowedClockSkew;

    @Override
    UserSigVerifier self() {
        return this;
    }

    public String getHeader() {
        return header;
    }

    /** The header that the ticket is in. Camel's HTTP consumers make a header of each query parameter, too. */
    public void setHeader(String header) {
        this.header = header;
    }

    /** The header that the ticket is in. */
    public UserSigVerifier header(String header) {
        setHeader(header);
        return this;
    }

    public String getQueryParameter() {
        return queryParameter;
    }

    /** The parameter of the query ({@code CamelHttpRawQuery} or {@code CamelHttpQuery}) that the ticket is in. */
    public void setQueryParameter(String queryParameter) {
        this.queryParameter = queryParameter;
    }

    /** The parameter of the query that the ticket is in. */
    public UserSigVerifier queryParameter(String queryParameter) {
        setQueryParameter(queryParameter);
        return this;
    }

    public String getUserIdHeader() {
        return userIdHeader;
    }

    /** The header with the user that the ticket must be of; without it, the ticket of any user is good. */
    public void setUserIdHeader(String userIdHeader) {
        this.userIdHeader = userIdHeader;
    }

    /** The header with the user that the ticket must be of. */
    public UserSigVerifier userIdHeader(String userIdHeader) {
        setUserIdHeader(userIdHeader);
        return this;
    }

    public long getAllowedClockSkew() {
        return allowedClockSkew;
    }

    /** How long beyond its end a ticket is still taken, in milliseconds; 0 by default. */
    public void setAllowedClockSkew(long allowedClockSkew) {
        this.allowedClockSkew = allowedClockSkew;
    }

    /** How long beyond its end a ticket is still taken. */
    public UserSigVerifier allowedClockSkew(Duration allowedClockSkew) {
        setAllowedClockSkew(allowedClockSkew.toMillis());
        return this;
    }

    @Override
    void requireKeys(CamelContext context) {
        keys(context).verification();
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String userId = expectedUserId(message);
        // what a message says of itself counts for nothing
        TpnsHeaders.removeAnyCase(message, TencentConstants.USER_SIG_CLAIMS);
        TpnsHeaders.removeAnyCase(message, TencentConstants.USER_ID);
        exchange.removeProperty(TencentConstants.USER_SIG_CLAIMS);
        TicketKeys keys = keys(contextOf(exchange));
        UserSigClaims claims = keys.verification()
                .withAllowedClockSkew(Duration.ofMillis(allowedClockSkew))
                .verify(ticket(message), userId, null, now());
        message.setHeader(TencentConstants.USER_SIG_CLAIMS, claims);
        message.setHeader(TencentConstants.USER_ID, claims.getUserId());
        exchange.setProperty(TencentConstants.USER_SIG_CLAIMS, claims);
    }

    private String expectedUserId(Message message) {
        if (userIdHeader == null) {
            return null;
        }
        if (!(message.getHeader(userIdHeader) instanceof CharSequence userId)) {
            throw refusal(
                    Outcome.AUTH,
                    "usersig",
                    "verify",
                    "IDENTIFIER_MISMATCH",
                    "The header " + userIdHeader + " names no user, or several");
        }
        return userId.toString();
    }

    // several values of one name count for none, since it is not known which of them others will take
    private String ticket(Message message) {
        if (header == null && queryParameter == null) {
            Object body = message.getBody();
            return body == null || body instanceof String
                    ? (String) body
                    : new String(BodyBytes.fix(message, "usersig", "verify"), StandardCharsets.UTF_8);
        }
        Object found = header != null ? message.getHeader(header) : null;
        if (found == null && queryParameter != null) {
            found = HttpQuery.of(message).get(queryParameter);
        }
        return found instanceof CharSequence text ? text.toString() : null;
    }
}
