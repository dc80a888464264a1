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
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Message;

/** Verifies a UserSig and returns its claims. */
final class VerifyHandler implements UserSigHandler {

    private final UserSigParameters parameters;
    private final Duration skew;

    VerifyHandler(UserSigParameters parameters, UserSigConfiguration options) {
        this.parameters = parameters;
        this.skew = Duration.ofMillis(options.getAllowedClockSkew());
    }

    @Override
    public void requireKeys(TicketKeys keys) {
        keys.verification();
    }

    @Override
    public Object handle(Message message, TicketKeys keys, Instant now) {
        String userId = parameters.expectedUserId(message);
        byte[] userBuf = parameters.userBuf(message);
        String ticket = parameters.bodyText(message);
        return keys.verification().withAllowedClockSkew(skew).verify(ticket, userId, userBuf, now);
    }
}
