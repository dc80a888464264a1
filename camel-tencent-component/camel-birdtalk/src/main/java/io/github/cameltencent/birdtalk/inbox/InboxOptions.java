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
package io.github.cameltencent.birdtalk.inbox;

import io.github.cameltencent.birdtalk.account.ChatEvent;
import java.util.Set;

/**
 * What a consumer wants.
 *
 * @param maxBuffered how many messages may wait or be handled
 * @param resyncInterval in milliseconds
 */
public record InboxOptions(
        Set<ChatEvent> events, ChatReceipts receipts, ChatSync sync, int maxBuffered, long resyncInterval) {

    /** How long receipts wait for others to the same sender, in milliseconds. */
    static final long RECEIPTS_AFTER = 50;
}
