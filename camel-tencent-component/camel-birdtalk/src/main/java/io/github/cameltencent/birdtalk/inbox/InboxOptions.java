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

import io.github.cameltencent.birdtalk.account.ChatEventType;
import java.util.Set;

/**
 * The options of a consumer.
 *
 * @param maxBuffered the most messages that wait or are in flight
 * @param resyncInterval in milliseconds
 */
public record InboxOptions(
        Set<ChatEventType> events, ReceiptPolicy receipts, HistorySync sync, int maxBuffered, long resyncInterval) {

    /** How long receipts are collected before they are sent, in milliseconds. */
    static final long RECEIPT_DELAY = 50;
}
