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
package io.github.cameltencent.usersig;

import io.github.cameltencent.credential.TicketKeys;
import java.time.Instant;
import org.apache.camel.Message;

/** Creates a UserSig for a user. */
final class GenerateHandler implements UserSigHandler {

    private final UserSigParameters parameters;
    private final TicketIssuer issuer;

    GenerateHandler(UserSigParameters parameters, TicketIssuer issuer) {
        this.parameters = parameters;
        this.issuer = issuer;
    }

    @Override
    public void requireKeys(TicketKeys keys) {
        issuer.requireKeys(keys);
    }

    @Override
    public Object handle(Message message, TicketKeys keys, Instant now) {
        String userId = parameters.userId(message);
        issuer.requireAllowed(userId, keys);
        return issuer.issue(keys, userId, parameters.expire(message), parameters.userBuf(message), now);
    }
}
