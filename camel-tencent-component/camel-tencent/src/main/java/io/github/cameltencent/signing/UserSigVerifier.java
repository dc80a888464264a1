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
 * Verifies the UserSig of a message: from a header, a query parameter or, if neither is set, the body. Sets the claims
 * as the header and exchange property {@code CamelTencentUserSigClaims}, and the user as the header {@code
 * CamelTencentUserId}. Other messages fail with a {@link io.github.cameltencent.TencentAuthException}, whose code is
 * the reason.
 */
public final class UserSigVerifier extends UserSigSigningSupport<UserSigVerifier> implements Processor {

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

    /**
     * Sets the header that contains the UserSig. Camel's HTTP consumers also create a header for each query parameter.
     */
    public void setHeader(String header) {
        this.header = header;
    }

    /** Sets the header that contains the UserSig. */
    public UserSigVerifier header(String header) {
        setHeader(header);
        return this;
    }

    public String getQueryParameter() {
        return queryParameter;
    }

    /** Sets the query parameter ({@code CamelHttpRawQuery} or {@code CamelHttpQuery}) that contains the UserSig. */
    public void setQueryParameter(String queryParameter) {
        this.queryParameter = queryParameter;
    }

    /** Sets the query parameter that contains the UserSig. */
    public UserSigVerifier queryParameter(String queryParameter) {
        setQueryParameter(queryParameter);
        return this;
    }

    public String getUserIdHeader() {
        return userIdHeader;
    }

    /** Sets the header with the user that the UserSig must belong to; without it, any user is accepted. */
    public void setUserIdHeader(String userIdHeader) {
        this.userIdHeader = userIdHeader;
    }

    /** Sets the header with the user that the UserSig must belong to. */
    public UserSigVerifier userIdHeader(String userIdHeader) {
        setUserIdHeader(userIdHeader);
        return this;
    }

    public long getAllowedClockSkew() {
        return allowedClockSkew;
    }

    /** Sets how long an expired UserSig is still accepted, in milliseconds; 0 by default. */
    public void setAllowedClockSkew(long allowedClockSkew) {
        this.allowedClockSkew = allowedClockSkew;
    }

    /** Sets how long an expired UserSig is still accepted. */
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
        // values that arrive with the message are not trusted
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
                    "The header " + userIdHeader + " has no user or several");
        }
        return userId.toString();
    }

    // several values count as none, because others may use a different one of them
    private String ticket(Message message) {
        if (header == null && queryParameter == null) {
            Object body = message.getBody();
            return body == null || body instanceof String
                    ? (String) body
                    : new String(BodyBytes.toBytes(message, "usersig", "verify"), StandardCharsets.UTF_8);
        }
        Object found = header != null ? message.getHeader(header) : null;
        if (found == null && queryParameter != null) {
            found = HttpQuery.of(message).get(queryParameter);
        }
        return found instanceof CharSequence text ? text.toString() : null;
    }
}
