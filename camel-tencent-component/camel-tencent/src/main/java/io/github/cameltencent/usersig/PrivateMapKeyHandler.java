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
import io.github.cameltencent.sign.PrivateMapKey;
import java.time.Instant;
import org.apache.camel.Message;

/** Creates a TRTC private map key: a UserSig whose userbuf contains the room and the privileges in it. */
final class PrivateMapKeyHandler implements UserSigHandler {

    private final UserSigErrors errors;
    private final UserSigParameters parameters;
    private final TicketIssuer issuer;

    PrivateMapKeyHandler(UserSigErrors errors, UserSigParameters parameters, TicketIssuer issuer) {
        this.errors = errors;
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
        long expire = parameters.expire(message);
        UserSigParameters.Room room = parameters.room(message);
        int privileges = parameters.privileges(message);
        // the same clock reading for both expiry times
        byte[] userBuf = userBuf(keys.keys().sdkAppId(), userId, room, now.plusSeconds(expire), privileges);
        return issuer.issue(keys, userId, expire, userBuf, now);
    }

    private byte[] userBuf(long sdkAppId, String userId, UserSigParameters.Room room, Instant until, int privileges) {
        try {
            return room.name() == null
                    ? PrivateMapKey.userBuf(userId, sdkAppId, room.number(), until, privileges)
                    : PrivateMapKey.userBuf(userId, sdkAppId, room.name(), until, privileges);
        } catch (IllegalArgumentException e) {
            // room and privileges were checked before
            throw errors.rejected("USER_ID_INVALID", e.getMessage());
        }
    }
}
