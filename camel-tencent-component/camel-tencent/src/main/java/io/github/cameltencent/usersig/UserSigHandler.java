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

/** Executes one operation. Thread-safe. */
interface UserSigHandler {

    /**
     * Checks that the keys suffice for this operation.
     *
     * @throws IllegalArgumentException when they do not; the message says what to do
     */
    void requireKeys(TicketKeys keys);

    /**
     * Executes the operation and returns the new body.
     *
     * @throws io.github.cameltencent.TencentException when the message is refused
     */
    Object handle(Message message, TicketKeys keys, Instant now);
}
