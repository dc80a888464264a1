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

/** One operation. Thread-safe. */
interface UserSigWork {

    /**
     * Refuses keys that do not serve this operation.
     *
     * @throws IllegalArgumentException whose text says what to do
     */
    void requireKeys(TicketKeys keys);

    /**
     * The body that takes the place of the message's.
     *
     * @throws io.github.cameltencent.TencentException when the message is refused
     */
    Object on(Message message, TicketKeys keys, Instant now);
}
