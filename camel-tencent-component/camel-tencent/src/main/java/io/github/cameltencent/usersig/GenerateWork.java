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

/** A UserSig for a user. */
final class GenerateWork implements UserSigWork {

    private final UserSigFields fields;
    private final TicketMaker maker;

    GenerateWork(UserSigFields fields, TicketMaker maker) {
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
        return maker.make(keys, userId, fields.expire(message), fields.userBuf(message), now);
    }
}
