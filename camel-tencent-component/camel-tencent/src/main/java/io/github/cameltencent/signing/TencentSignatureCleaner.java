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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Removes what a signer has added, so that signatures do not leak: Camel's HTTP endpoints keep the headers of a request
 * on the message with the answer. It removes the headers of TPNS, the {@code Authorization} and {@code X-TC-} headers
 * of the Cloud API, a Basic {@code Authorization} for the {@code AccessId} of the message, and the query parameters of
 * a UserSig. {@code Content-Type}, {@code CamelHttpMethod}, query and body get back the values that they had before the
 * signer, unless they were changed since. Use it after any signer; without one it does nothing.
 */
public final class TencentSignatureCleaner implements Processor {

    private static final String AUTHORIZATION = "Authorization";
    private static final String BASIC = "Basic ";
    private static final String USER_SIG = "usersig";
    private static final List<String> CLOUD_SCHEMES = List.of("TC3-HMAC-SHA256 ");

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        if (isOurs(message)) {
            message.removeHeader(AUTHORIZATION);
        }
        message.removeHeaders("X-TC-*");
        TpnsHeaders.clear(message);
        SignerUndoLog.restore(exchange);
        cleanQuery(message);
    }

    private static boolean isOurs(Message message) {
        if (!(message.getHeader(AUTHORIZATION) instanceof String value)) {
            return false;
        }
        return CLOUD_SCHEMES.stream().anyMatch(value::startsWith)
                || value.startsWith(BASIC) && isOfAccessId(value, message.getHeader(TpnsHeaders.ACCESS_ID));
    }

    private static boolean isOfAccessId(String authorization, Object accessId) {
        try {
            byte[] pair = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            return accessId != null && new String(pair, StandardCharsets.UTF_8).startsWith(accessId + ":");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // only together with usersig do the other names belong to a signer
    private static void cleanQuery(Message message) {
        HttpQuery query = HttpQuery.of(message);
        if (query.has(USER_SIG)) {
            HttpQuery.set(
                    message,
                    query.without(USER_SIG)
                            .without("sdkappid")
                            .without("identifier")
                            .without("random")
                            .without("contenttype")
                            .text());
        }
    }
}
