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

/** A ticket of TRTC for a user and a room: a UserSig whose userbuf tells the room and the privileges in it. */
final class PrivateMapKeyWork implements UserSigWork {

    private final Refusals refusals;
    private final UserSigFields fields;
    private final TicketMaker maker;

    PrivateMapKeyWork(Refusals refusals, UserSigFields fields, TicketMaker maker) {
        this.refusals = refusals;
        this.fields = fields;
        this.maker = maker;
    }

    @Override
    public void requireKeys(TicketKeys keys) {
        maker.requireKeys(keys);
    }

    @Override
    public Object on(Message message, TicketKeys keys, Instant now) {
        String userId = fields.userId(message);
        maker.requireUser(userId, keys);
        long expire = fields.expire(message);
        UserSigFields.Room room = fields.room(message);
        int privileges = fields.privileges(message);
        // both times of the ticket come from the one reading of the clock
        byte[] userBuf = userBuf(keys.keys().sdkAppId(), userId, room, now.plusSeconds(expire), privileges);
        return maker.make(keys, userId, expire, userBuf, now);
    }

    private byte[] userBuf(long sdkAppId, String userId, UserSigFields.Room room, Instant until, int privileges) {
        try {
            return room.name() == null
                    ? PrivateMapKey.userBuf(userId, sdkAppId, room.number(), until, privileges)
                    : PrivateMapKey.userBuf(userId, sdkAppId, room.name(), until, privileges);
        } catch (IllegalArgumentException e) {
            // room and privileges were looked at before
            throw refusals.rejected("USER_ID_INVALID", e.getMessage());
        }
    }
}
